import { html } from "hono/html";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import type { Restatement } from "../../../shared/simulations/restatement/restatement.ts";
import { button, choiceField, hiddenField, textField, whyField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { type UploadProblem, uploadForm } from "../../_platform/page/upload-fields.ts";

/** One score as it was typed, with what is wrong by field. */
export interface SingleShown {
  readonly who: string;
  readonly subjectId: string;
  readonly month: string;
  readonly attribute: string;
  readonly value: string;
  readonly errors: Readonly<Record<string, string>>;
  /** Names that are known. */
  readonly attributes: readonly string[];
}

/** The form that takes a file. */
export const scoresUpload = (problem: UploadProblem, { language }: PeopleWriter): Html =>
  uploadForm(problem, scoresWordsOf(language), language);

/** The form for one score. */
export function singleForm(shown: SingleShown, writer: PeopleWriter): Html {
  const words = scoresWordsOf(writer.language);
  const { errors, attributes } = shown;
  const options = [
    { value: "advisor", text: words.advisor },
    { value: "store", text: words.store },
  ];
  const at = (name: keyof typeof words.errors) => ({ name, value: shown[name], error: errors[name] });
  const known = attributes.map((name) => writer.label(name)).join(", ");
  return html`<form class="sheet" method="post"><div class="fields">${choiceField({ name: "who", label: words.who, value: shown.who, options })}${textField(
    { ...at("subjectId"), label: words.subjectId },
  )}${textField({ ...at("month"), label: writer.words.month, type: "month" })}</div><div class="fields">${textField({
    ...at("attribute"),
    label: words.attribute,
    hint: known === "" ? words.attributeHint : known,
    offers: attributes.map((name) => ({ value: name, text: writer.title(name) })),
  })}${textField({ ...at("value"), label: words.value, isDecimal: true })}</div><div class="buttons">${button("single", words.look)}</div></form>`;
}

/** What is carried from the preview to the saving: the file as it was read. */
export interface CarriedShown {
  readonly fileName: string;
  readonly content: string;
  readonly why: string;
  readonly whyError?: string | undefined;
  /** Where it is sent to. */
  readonly action: string;
}

/** The form that carries the file: what stands elsewhere on the page is sent with it. */
export const SAVE_FORM_ID = "scores-save";

/** The form that saves what is new or changed; where nothing is, it only carries the file. */
export function saveScoresForm(
  { fileName, content, why, whyError, action }: CarriedShown,
  restatement: Restatement | undefined,
  writer: PeopleWriter,
): Html {
  const { preview } = writer.people;
  const words = scoresWordsOf(writer.language);
  const save =
    restatement === undefined
      ? ""
      : html`${hiddenField("expectedResultHash", restatement.resultHash)}${whyField(why, whyError, { label: preview.why, hint: preview.whyHint })}`;
  const submit = restatement === undefined ? "" : button("save", restatement.reaches ? preview.submit : preview.save);
  return html`<form class="sheet" id="${SAVE_FORM_ID}" method="post" action="${action}" enctype="multipart/form-data">${hiddenField("fileName", fileName)}<textarea name="content" hidden>\n${content}</textarea>${save}<div class="buttons">${submit}<a href="${action}">${words.back}</a></div></form>`;
}

/** Which lines are shown, with how many there are of each; asked for by sending the file once more. */
export function showButtons(
  shown: string,
  counts: readonly { readonly show: string; readonly text: string; readonly count: number }[],
  writer: PeopleWriter,
): Html {
  const words = scoresWordsOf(writer.language);
  return html`<div class="buttons" role="group" aria-label="${words.show}">${counts.map(
    ({ show, text, count }) =>
      html`<button type="submit" form="${SAVE_FORM_ID}" name="show" value="${show}" class="quiet" aria-pressed="${show === shown ? "true" : "false"}">${text} <span class="number">${count}</span></button>`,
  )}</div>`;
}

/** The way to further lines of what is shown. */
export function pageButtons(
  { page, pages }: { page: number; pages: number },
  show: string,
  label: string,
  words: { previous: string; next: string; pages: string },
): Html | "" {
  if (pages <= 1) return "";
  const to = (other: number, text: string) =>
    other < 1 || other > pages
      ? html`<span class="soft" aria-hidden="true">${text}</span>`
      : html`<button type="submit" form="${SAVE_FORM_ID}" name="show" value="${`${show}:${other}`}" class="quiet">${text}</button>`;
  return html`<nav class="paging" aria-label="${words.pages}">${to(page - 1, words.previous)}<span>${label}</span>${to(page + 1, words.next)}</nav>`;
}
