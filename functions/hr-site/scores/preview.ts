import { html } from "hono/html";
import { nameOfEncoding } from "../../../shared/base/csv/decode-text.ts";
import type { FileSource } from "../../../shared/base/csv/open-tables.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { readScoresFile, type ScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { previewScores, type ScoresPreview } from "../../../shared/scores/steps/preview-scores.ts";
import { decodeScoresUpload } from "../../../shared/scores/steps/uploaded-scores.ts";
import { scoreCellsTable, scoreErrorsBlocks } from "../../../shared/scores/views/scores-view.ts";
import { simulationMessagesIn } from "../../../shared/simulations/messages.ts";
import { restatementBlocks } from "../../../shared/simulations/restatement/views/restatement-blocks.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { button } from "../../_platform/page/form-fields.ts";
import { type Html, linkTo } from "../../_platform/page/layout.ts";
import { cut, pagingMarkup } from "../../_platform/page/list.ts";
import { note, notice, section } from "../../_platform/page/staff-page.ts";
import { sourceNote } from "../../_platform/page/upload-form.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { pathPart, showPage } from "../../_platform/site/page-context.ts";
import { sentUpload } from "../../_platform/site/upload.ts";
import { saveForm as changeForm } from "../advisors/form.ts";
import { type HrContext, saveChange } from "../context.ts";
import { newStoreBoxes, newStoresOf } from "../new-stores.ts";

const ROWS = 100;
const STATES = ["new", "changed", "same"] as const;

/** Scores as they are shown before they are saved. */
interface ShownScores {
  readonly file: ScoresFile;
  /** The file, to be sent again by the preview so that nobody has to choose it twice: its text, or the upload that a job has read. */
  readonly carried: { readonly content: string } | { readonly uploadId: string };
  /** How it was read; none of what is typed, or sent again as text. */
  readonly source?: FileSource | undefined;
  /** Which lines are to be shown, and which page of them: "changed:2". */
  readonly show?: string;
  /** Stores that were said to be new, by their ids. */
  readonly newStores?: readonly string[];
}

/** Previews a file that was uploaded. Its encoding stands with its name, for whoever approves it. @param bytes none of what a job has read. */
export function showFilePreview(context: HrContext, file: ScoresFile, bytes?: Uint8Array): Promise<Response> {
  const { encoding } = file;
  const fileName = `${file.fileName.slice(0, 180)} (${nameOfEncoding(encoding)})`;
  const isText = bytes !== undefined && encoding !== "xlsx";
  const carried = isText ? { content: new TextDecoder(encoding).decode(bytes) } : { uploadId: pathPart(context, "uploadId") };
  return showScores(context, { file: { ...file, fileName }, carried, source: file });
}

/** Saves what was previewed, or shows other lines of it. */
export async function saveScores(context: HrContext, sent: Sent): Promise<Response> {
  const parsed = await sentUpload("scores", sent, context);
  const fileName = sentText(sent, "fileName");
  const content = typeof sent.content === "string" ? sent.content : "";
  const file =
    parsed === undefined ? readScoresFile(new TextEncoder().encode(content), fileName) : { ...decodeScoresUpload(parsed), fileName };
  const carried = parsed === undefined ? { content } : { uploadId: sentText(sent, "uploadId") };
  const shown = {
    file,
    carried,
    source: parsed === undefined ? undefined : file,
    show: sentText(sent, "show"),
    newStores: newStoresOf(sent),
  };
  const preview = await previewScores(file, context.deps, shown.newStores);
  if (sentText(sent, "op") !== "save" || preview.content === undefined) return showScores(context, shown);
  return saveChange(context, sent, {
    form: saveForm(context, shown, preview),
    content: preview.content,
    to: () => "scores",
    again: (refused) => showScores(context, shown, refused),
  });
}

/** What saving a file would do, line by line. */
export async function showScores(context: HrContext, shown: ShownScores, refused?: Refused): Promise<Response> {
  const { frame, language, writer, deps } = context;
  const words = scoresWordsOf(language);
  const preview = await previewScores(shown.file, deps, shown.newStores ?? []);
  const { restatement, wrong } = preview;
  const { restates } = simulationMessagesIn(language);
  const { title } = writer.words.rowErrors;
  const form = saveForm(context, shown, preview);
  return showPage(context, {
    title: words.previewTitle,
    subtitle: words.source(preview.fileName),
    opening: refused === undefined ? sourceNote(shown.source, language) : "",
    refused,
    parts: [
      restatement === undefined
        ? notice(frame, "warning", words.nothing)
        : section("restatement", restates.title, restatementBlocks(restatement, writer)),
      section(
        "save",
        restatement?.reaches ? writer.people.submitForApproval : writer.people.preview.save,
        formMarkup(form, writer, {}, refused),
      ),
      storesPart(context, preview, shown.newStores ?? []),
      wrong.length === 0 ? "" : section("wrong", `${title} (${wrong.length})`, scoreErrorsBlocks(wrong, writer)),
      linesPart(context, preview, shown.show ?? ""),
    ],
  });
}

/** The form that saves what is new or changed, and carries the file: what stands elsewhere on the page is sent with it. */
function saveForm({ frame, language, writer }: HrContext, { file, carried }: ShownScores, { restatement }: ScoresPreview): Form {
  const action = linkTo(frame, "scores");
  const back = { href: action, text: scoresWordsOf(language).chooseOther };
  const save = restatement === undefined ? { id: "save", fields: [], hidden: {} } : changeForm({ restatement, fields: [], back }, writer);
  const hidden = { ...save.hidden, ...("uploadId" in carried && carried), fileName: file.fileName };
  return { ...save, action, ...("content" in carried && carried), hidden, back };
}

const SAVE_FORM = "save-form";

/** Stores that nothing names yet: who gives the scores says of each whether it is new. */
function storesPart({ writer }: HrContext, { unknownStores }: ScoresPreview, newStores: readonly string[]) {
  if (unknownStores.length + newStores.length === 0) return undefined;
  const words = scoresWordsOf(writer.language);
  const boxes = newStoreBoxes(unknownStores, newStores, writer.people.form.newStore, SAVE_FORM);
  const again = html`<div class="buttons">${button({ op: "again", text: words.look, isQuiet: true, form: SAVE_FORM })}</div>`;
  return section("new-stores", words.newStores, note(words.newStoresIntro), boxes, again);
}

/** The lines of the file that were asked to be shown; others are asked for by sending the file once more. */
function linesPart({ frame, writer }: HrContext, { cells, counts }: ScoresPreview, asked: string) {
  const words = scoresWordsOf(writer.language);
  const [named = "", page = "1"] = asked.split(":");
  const state = STATES.find((each) => each === named);
  const show = state ?? "all";
  const kept = state === undefined ? cells : cells.filter((cell) => cell.state === state);
  const { items, ...at } = cut(kept, Math.max(1, Number.parseInt(page, 10) || 1), ROWS);
  const first = (at.page - 1) * ROWS;
  const label = words.rows(String(first + 1), String(first + items.length), String(kept.length));
  const wayTo = (other: number, text: string): Html =>
    button({ name: "show", op: `${show}:${other}`, text, isQuiet: true, form: SAVE_FORM });
  const choices = [
    { state: "all", text: words.all, count: cells.length },
    ...STATES.map((each) => ({ state: each, text: words.states[each], count: counts[each] })),
  ];
  const buttons = html`<div class="buttons" role="group" aria-label="${words.show}">${choices.map(
    ({ state, text, count }) =>
      html`<button type="submit" form="${SAVE_FORM}" name="show" value="${state}" class="quiet" aria-pressed="${state === show ? "true" : "false"}">${text} <span class="number">${count}</span></button>`,
  )}</div>`;
  return section("lines", words.details, buttons, scoreCellsTable(items, writer), pagingMarkup(frame, at, wayTo, label));
}
