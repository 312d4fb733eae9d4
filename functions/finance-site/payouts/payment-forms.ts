import { refusal } from "../../../shared/base/issues/refusal.ts";
import { AMOUNT_ISSUES, parseAmount } from "../../../shared/base/money/parse-amount.ts";
import type { OutcomeKind, PaymentState } from "../../../shared/payouts/model/payment.ts";
import { correctableTo, outcomeFits } from "../../../shared/payouts/model/payment-state.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { StandingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { paymentPath } from "../../../shared/ui/links.ts";
import type { Form, FormField, ReadField } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import type { FinanceContext } from "../context.ts";

/** What a person does about a payment: says what became of it; or that it failed, or that its outcome is wrong. */
export const ACTS = ["record", "clear", "confirm-details", "correct"] as const;
export type Act = (typeof ACTS)[number];

const OUTCOMES: readonly OutcomeKind[] = ["paid", "rejected", "returned"];

/** The outcomes that a person can tell of a payment now; of one that has one, what it can be corrected to. */
export const outcomesOf = (act: Act, state: PaymentState): readonly OutcomeKind[] =>
  act === "correct" ? correctableTo(state) : OUTCOMES.filter((kind) => outcomeFits(state, kind) === "applies");

/** The form of an act, each with a comment and a box that says that one is sure. */
export function actForm(context: FinanceContext, act: Act, { payment, state }: Pick<StandingPayment, "payment" | "state">): Form {
  const { frame, writer } = context;
  const { next, payment: words } = writer.payouts;
  const more = outcomesWordsOf(writer.language);
  const at = paymentPath(payment.payoutId, payment.advisorId);
  const submits: Readonly<Record<Act, string>> = {
    record: words.submit,
    clear: more.clear,
    "confirm-details": more.confirm,
    correct: more.propose,
  };
  const intros: Readonly<Partial<Record<Act, { intro: string }>>> = {
    clear: { intro: more.clearIntro },
    "confirm-details": { intro: more.confirmIntro },
    correct: { intro: more.correctIntro },
  };
  const takesTwo = outcomesOf("record", state).some((kind) => kind !== "paid");
  const recordAsk = [words.recordAsk, ...(takesTwo ? [more.two] : [])].join(writer.words.joins.sentence);
  const asksOutcome = act === "record" || act === "correct";
  return {
    id: act,
    ...intros[act],
    action: linkTo(frame, act === "record" ? at : `${at}/acts/${act}`),
    fields: [
      ...(asksOutcome ? [outcomeFields(context, act, outcomesOf(act, state))] : []),
      { name: "comment", label: next.comment, hint: next.commentHint },
      { name: "sure", label: more.sure, tick: "confirm", ...(act === "record" && { hint: recordAsk }) },
    ],
    submit: submits[act],
  };
}

function outcomeFields({ writer, deps }: FinanceContext, act: Act, possible: readonly OutcomeKind[]): readonly FormField[] {
  const { payment: words, states } = writer.payouts;
  const kinds = possible.map((kind) => ({ value: kind, text: states[kind] }));
  const charges = {
    ...{ name: "charges", label: words.charges, hint: words.chargesHint },
    read: (typed: string) => readAmount(typed, deps.agency.currency),
  };
  return [
    { name: "kind", label: act === "correct" ? outcomesWordsOf(writer.language).correctTo : words.outcome, options: kinds },
    { name: "on", as: "bankDate", label: words.on, type: "date" },
    { name: "code", label: words.code, hint: words.codeHint },
    ...(possible.includes("returned") ? [charges] : []),
  ];
}

/** An amount as people type it, as requests hold one. */
function readAmount(typed: string, currency: string): ReadField {
  const parsed = parseAmount(typed, currency);
  return parsed.ok
    ? { ok: true, value: { amountMinor: Number(parsed.amount), currency } }
    : { ok: false, issue: refusal(AMOUNT_ISSUES[parsed.problem]) };
}
