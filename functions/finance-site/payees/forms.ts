import { html } from "hono/html";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import type { FinanceWriter } from "../../../shared/ui/writer.ts";
import { button, hiddenField, textField, whyField } from "../../_platform/page/form-fields.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { type UploadProblem, uploadForm } from "../../_platform/page/upload-fields.ts";

/** The form that takes a file. */
export const payeesUpload = (problem: UploadProblem, { language }: FinanceWriter): Html =>
  uploadForm(problem, payeesWordsOf(language), language, "upload-form");

/** The form that submits what was previewed: sealed it is kept already, so only its name is sent. */
export function savePayees(previewId: string, why: string, whyError: string | undefined, writer: FinanceWriter): Html {
  const words = payeesWordsOf(writer.language);
  const comment = whyField(why, whyError, { label: words.saveWhy, hint: words.saveWhyHint });
  return html`<form class="sheet" id="save-form" method="post" enctype="multipart/form-data">${hiddenField("previewId", previewId)}${comment}<div class="buttons">${button("save", words.save)}<a href="?">${words.back}</a></div></form>`;
}

/** What of a payee a form shows again: never the account. */
export interface PayeeFormData {
  readonly holder: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly why: string;
}

/** The form for one advisor's payee. @param isNext whether the advisor has one already. */
export function payeeForm(frame: Frame, advisorPath: string, typed: PayeeFormData, isNext: boolean, writer: FinanceWriter): Html {
  const { form: words } = payeesWordsOf(writer.language);
  return html`<form class="sheet" id="payee-form" method="post" action="${linkTo(frame, `${advisorPath}/payee`)}"><fieldset><legend>${isNext ? words.title : words.first}</legend><div class="fields">${textField(
    { name: "holder", label: words.holder, value: typed.holder },
  )}${textField({ name: "account", label: words.account, hint: words.accountHint })}</div><div class="fields">${textField({
    name: "bankCode",
    label: words.bankCode,
    hint: words.bankCodeHint,
    value: typed.bankCode,
  })}${textField({ name: "bankName", label: words.bankName, hint: words.bankNameHint, value: typed.bankName })}</div>${textField({
    name: "why",
    label: words.why,
    hint: words.whyHint,
    value: typed.why,
  })}</fieldset><div class="buttons"><button type="submit">${words.submit}</button></div></form>`;
}
