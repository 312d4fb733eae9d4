import { html } from "hono/html";
import type { OutcomeKind, PaymentState } from "../../../shared/payouts/model/payment.ts";
import { correctableTo } from "../../../shared/payouts/model/payment-state.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { WaitingPayment } from "../../../shared/payouts/steps/find-failed.ts";
import { advisorPath, paymentPath } from "../../../shared/ui/links.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { askedField, sureTick } from "../confirm-fields.ts";
import type { OutcomeFormData } from "./outcome-form.ts";
import type { PayoutRoom } from "./page-context.ts";

/** What a person does about a payment that failed, or whose outcome is wrong. */
export const PAYMENT_ACTS = ["clear", "confirm-details", "correct"] as const;
export type PaymentAct = (typeof PAYMENT_ACTS)[number];

/** What was typed for an act that was refused. */
export interface PaymentActFormData extends OutcomeFormData {
  readonly act: PaymentAct | "record";
}

type Of = { readonly payoutId: string; readonly advisorId: string };

/** The form that releases a failed payment, or asks for the same account to be paid again; none where it waits for nothing. */
export function failedForm(
  pageContext: PayoutRoom,
  { payoutId, advisorId, waits }: WaitingPayment,
  typed: PaymentActFormData | undefined,
): Html | "" {
  if (waits === undefined) return "";
  const words = outcomesWordsOf(pageContext.frame.language);
  if (waits === "needs-a-look")
    return actForm(pageContext, { payoutId, advisorId }, { act: "clear", intro: words.clearIntro, submit: words.clear, typed });
  const change = html`<ul class="links"><li><a href="${linkTo(pageContext.frame, advisorPath(advisorId))}#payee">${words.changeDetails}</a></li></ul>`;
  return html`${change}${actForm(pageContext, { payoutId, advisorId }, { act: "confirm-details", intro: words.confirmIntro, submit: words.confirm, typed })}`;
}

/** The form that proposes what is right instead of what is recorded; none where nothing can be corrected. */
export function correctionForm(pageContext: PayoutRoom, of: Of, state: PaymentState, typed: PaymentActFormData | undefined): Html | "" {
  const possible = correctableTo(state);
  if (possible.length === 0) return "";
  const words = outcomesWordsOf(pageContext.frame.language);
  const fields = kindFields(pageContext, possible, typed?.act === "correct" ? typed : undefined);
  return actForm(pageContext, of, { act: "correct", intro: words.correctIntro, submit: words.propose, typed, fields });
}

interface ActForm {
  readonly act: PaymentAct;
  readonly intro: string;
  readonly submit: string;
  readonly typed: PaymentActFormData | undefined;
  readonly fields?: Html;
}

function actForm({ frame, writer }: PayoutRoom, of: Of, { act, intro, submit, typed, fields }: ActForm): Html {
  const { next } = writer.payouts;
  const words = outcomesWordsOf(frame.language);
  const value = typed?.act === act ? typed.why : "";
  const at = linkTo(frame, `${paymentPath(of.payoutId, of.advisorId)}/acts/${act}`);
  return html`<form class="sheet" id="${act}-form" method="post" action="${at}"><p>${intro}</p>${fields ?? ""}${askedField({
    id: `${act}-why`,
    name: "why",
    label: next.why,
    hint: next.whyHint,
    value,
  })}${sureTick(`${act}-sure`, words.sure)}<div class="buttons"><button type="submit">${submit}</button></div></form>`;
}

function kindFields({ writer, frame }: PayoutRoom, possible: readonly OutcomeKind[], typed: PaymentActFormData | undefined): Html {
  const { payment: words, states } = writer.payouts;
  const { kind = possible[0], on = "", code = "", charges = "" } = typed ?? {};
  return html`<div class="fields"><p class="field"><label for="correct-kind">${outcomesWordsOf(frame.language).correctTo}</label><select id="correct-kind" name="kind">${possible.map(
    (each) => html`<option value="${each}"${each === kind ? html` selected` : ""}>${states[each]}</option>`,
  )}</select></p>${askedField({ id: "correct-on", name: "on", label: words.on, type: "date", value: on })}${askedField({
    id: "correct-code",
    name: "code",
    label: words.code,
    hint: words.codeHint,
    value: code,
  })}${
    possible.includes("returned")
      ? askedField({ id: "correct-charges", name: "charges", label: words.charges, hint: words.chargesHint, value: charges })
      : ""
  }</div>`;
}
