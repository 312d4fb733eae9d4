import { type CountAndAmount, minus, NOTHING, plus } from "../../base/money/money.ts";
import type { Outcome, PaymentRecord } from "./payment.ts";
import { chargesOf, correctableTo, outcomeFits, stateOf } from "./payment-state.ts";
import type { Payout, PayoutTotals } from "./payout.ts";

/** The totals of a payout of which nothing is recorded. */
export const NO_TOTALS: PayoutTotals = { lockVersion: 0, paid: NOTHING, rejected: NOTHING, returned: NOTHING, charges: 0n };

/** What of a payout is in flight: of an exported one, what has no outcome. */
export function inTransitOf({ status, content }: Payout, { paid, rejected, returned }: PayoutTotals): CountAndAmount {
  if (status !== "exported" || content === undefined) return NOTHING;
  return [paid, rejected, returned].reduce(minus, content.payments);
}

/** The totals once a payout is confirmed: what was in flight is paid. */
export function confirmedTotals(payout: Payout, totals: PayoutTotals): PayoutTotals {
  return { ...totals, lockVersion: totals.lockVersion + 1, paid: plus(totals.paid, inTransitOf(payout, totals)) };
}

/** The totals once outcomes or corrections are recorded, each the next of its payment; of different payments. A further reason moves nothing. */
export function recordedTotals(
  { status }: Payout,
  totals: PayoutTotals,
  outcomes: readonly { readonly payment: PaymentRecord; readonly outcome: Outcome }[],
): PayoutTotals {
  let next = { ...totals, lockVersion: totals.lockVersion + 1 };
  for (const { payment, outcome } of outcomes) {
    const from = stateOf(status, payment.outcomes);
    const changes =
      outcome.corrects === undefined ? outcomeFits(from, outcome.kind) === "applies" : correctableTo(from).includes(outcome.kind);
    const isReason = from === outcome.kind && from !== "paid" && outcome.corrects === undefined;
    if (!changes && !isReason) throw new Error(`${outcome.kind} changes nothing of ${payment.reference}, which is ${from}`);
    const one = { count: 1, amount: payment.amount };
    if (from === "paid" || from === "rejected" || from === "returned") next = { ...next, [from]: minus(next[from], one) };
    const charges = next.charges + chargesOf([...payment.outcomes, outcome]) - chargesOf(payment.outcomes);
    next = { ...next, [outcome.kind]: plus(next[outcome.kind], one), charges };
  }
  return next;
}
