import { html } from "hono/html";
import type { PayoutWriter } from "../../../shared/payouts/messages.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { askedField, sureTick } from "../confirm-fields.ts";

export const OUTCOMES: readonly OutcomeKind[] = ["paid", "rejected", "returned"];

/** An outcome as it was typed. */
export interface OutcomeFormData {
  readonly kind: string;
  readonly on: string;
  readonly code: string;
  readonly charges: string;
  readonly why: string;
}

/** The form by which a person says what became of a payment: one of what can follow now. */
export function outcomeForm(possible: readonly OutcomeKind[], typed: OutcomeFormData | undefined, writer: PayoutWriter): Html {
  const { payment: words, states, next } = writer.payouts;
  const { kind = possible[0], on = "", code = "", charges = "", why = "" } = typed ?? {};
  return html`<p class="soft">${words.recordIntro}</p><form class="sheet" id="record-form" method="post"><div class="fields"><p class="field"><label for="kind">${words.outcome}</label><select id="kind" name="kind">${possible.map(
    (each) => html`<option value="${each}"${each === kind ? html` selected` : ""}>${states[each]}</option>`,
  )}</select></p>${askedField({ id: "on", name: "on", label: words.on, type: "date", value: on })}${askedField({
    id: "code",
    name: "code",
    label: words.code,
    hint: words.codeHint,
    value: code,
  })}${
    possible.includes("returned")
      ? askedField({ id: "charges", name: "charges", label: words.charges, hint: words.chargesHint, value: charges })
      : ""
  }</div>${askedField({ id: "why", name: "why", label: words.why, hint: next.whyHint, value: why })}<p>${words.recordAsk}</p>${
    possible.every((each) => each === "paid") ? "" : html`<p>${outcomesWordsOf(writer.language).two}</p>`
  }${sureTick("record-sure", outcomesWordsOf(writer.language).sure)}<div class="buttons"><button type="submit">${words.submit}</button></div></form>`;
}
