import { html } from "hono/html";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import type { FinanceWriter } from "../../../shared/ui/writer.ts";
import { button, choiceField, hiddenField, textField, whyField } from "../../_platform/page/form-fields.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { type UploadProblem, uploadForm } from "../../_platform/page/upload-fields.ts";

/** An adjustment as it was typed. */
export interface AdjustmentFormData {
  readonly advisorId: string;
  readonly month: string;
  readonly amount: string;
  readonly reason: string;
  readonly evidence: string;
  /** "" or writeOff. */
  readonly kind: string;
}

/** The first issue of a field, in the reader's language. */
function errorOf(name: string, issues: readonly Issue[], writer: FinanceWriter): { readonly error?: string } {
  const found = issues.find(({ path }) => path === name);
  return found === undefined ? {} : { error: writer.formatIssue({ ...found, path: "" }) };
}

/** The form for one adjustment. @param issues what is wrong, by the fields' names. */
export function adjustmentForm(typed: AdjustmentFormData, issues: readonly Issue[], writer: FinanceWriter): Html {
  const words = adjustmentsWordsOf(writer.language);
  const at = (name: keyof AdjustmentFormData) => ({ name, value: typed[name], ...errorOf(name, issues, writer) });
  return html`<form class="sheet" id="single-form" method="post" enctype="multipart/form-data"><div class="fields">${textField({
    ...at("advisorId"),
    label: words.advisorId,
  })}${textField({ ...at("month"), label: words.month, type: "month" })}${textField({
    ...at("amount"),
    label: words.amount,
    hint: words.amountHint,
    isDecimal: true,
  })}${choiceField({
    ...at("kind"),
    label: words.kind,
    hint: words.writeOffNote,
    options: [
      { value: "", text: words.ordinary },
      { value: "writeOff", text: words.writeOff },
    ],
  })}</div>${textField({ ...at("reason"), label: words.reason, hint: words.reasonHint })}${textField({
    ...at("evidence"),
    label: words.evidence,
    hint: words.evidenceHint,
  })}<div class="buttons">${button("single", words.look)}</div></form>`;
}

/** The form that takes a file. */
export const adjustmentsUpload = (problem: UploadProblem, { language }: FinanceWriter): Html =>
  uploadForm(problem, adjustmentsWordsOf(language), language, "upload-form");

interface Carried {
  readonly fileName: string;
  /** The file as it was read: nobody has to choose it twice. */
  readonly content: string;
  /** Of the entries that were shown. */
  readonly seen: string;
  readonly why: string;
  readonly whyError?: string | undefined;
  /** Where it is sent to. */
  readonly action: string;
}

/** The form that submits what was previewed. */
export function saveAdjustments({ fileName, content, seen, why, whyError, action }: Carried, writer: FinanceWriter): Html {
  const words = adjustmentsWordsOf(writer.language);
  const comment = whyField(why, whyError, { label: words.saveWhy, hint: words.saveWhyHint });
  return html`<form class="sheet" id="save-form" method="post" action="${action}" enctype="multipart/form-data">${hiddenField("fileName", fileName)}${hiddenField("seen", seen)}<textarea name="content" hidden>\n${content}</textarea>${comment}<div class="buttons">${button("save", words.save)}<a href="${action}">${words.back}</a></div></form>`;
}

/** What is typed to undo an adjustment. */
export interface ReversalFormData {
  readonly month: string;
  readonly reason: string;
  readonly evidence: string;
}

/** The form that proposes an adjustment's exact opposite. */
export function counterForm(advisorId: string, typed: ReversalFormData, writer: FinanceWriter): Html {
  const words = adjustmentsWordsOf(writer.language);
  return html`<form class="sheet" id="counter-form" method="post">${hiddenField("of", advisorId)}<div class="fields">${textField({
    name: "month",
    label: words.one.counterMonth,
    value: typed.month,
    type: "month",
  })}</div>${textField({ name: "reason", label: words.one.counterReason, hint: words.reasonHint, value: typed.reason })}${textField({
    name: "evidence",
    label: words.evidence,
    hint: words.evidenceHint,
    value: typed.evidence,
  })}<div class="buttons">${button("counter", words.one.submit)}</div></form>`;
}
