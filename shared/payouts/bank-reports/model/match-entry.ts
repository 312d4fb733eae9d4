import type { OutcomeKind, PaymentRecord } from "../../model/payment.ts";
import type { Payout, PayoutTotals } from "../../model/payout.ts";
import type { AnswerEntry, EntryMatch } from "./bank-report.ts";

/** A payout that an answer speaks of, as it stands: with the payments that it names, by reference; all, where it speaks of all. */
export interface SpokenOf {
  readonly payout: Payout;
  readonly totals: PayoutTotals;
  readonly payments: ReadonlyMap<string, PaymentRecord>;
}

/** An entry that says what became of a payment. */
export interface FinalEntry extends AnswerEntry {
  readonly kind: OutcomeKind;
}

export const isFinal = (entry: AnswerEntry): entry is FinalEntry => entry.kind !== "accepted" && entry.kind !== "unknown";

/**
 * What is made of an entry without looking at how its payment stands; nothing where that decides.
 * @param payment whose reference it names; none of an entry about a whole payout.
 * @param currency the agency's.
 */
export function matchEntry(
  entry: AnswerEntry,
  payment: PaymentRecord | undefined,
  { payout, totals }: Omit<SpokenOf, "payments">,
  currency: string,
): EntryMatch | undefined {
  if (!entry.isWhole && payment === undefined) return "no-such-reference";
  if (payout.status !== "exported" && payout.status !== "confirmed") return "not-exported";
  if (entry.kind === "unknown") return "unknown-status";
  if (entry.currency !== undefined && entry.currency !== currency) return "currency-differs";
  if (entry.amount !== undefined && !amountsOf(entry, payment, payout, totals).includes(entry.amount)) return "amount-differs";
  return isFinal(entry) ? undefined : "accepted";
}

/** What an entry's amount may be: a payment's; of a whole payout the control sum, or if it is paid, that less what was rejected before. */
function amountsOf({ kind }: AnswerEntry, payment: PaymentRecord | undefined, { content }: Payout, { rejected }: PayoutTotals): bigint[] {
  if (payment !== undefined) return [payment.amount];
  const all = content?.payments.amount ?? 0n;
  return kind === "paid" ? [all, all - rejected.amount] : [all];
}
