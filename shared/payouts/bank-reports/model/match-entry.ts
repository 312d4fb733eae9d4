import type { PayoutBookings } from "../../model/booking.ts";
import type { OutcomeKind, PaymentRecord } from "../../model/payment.ts";
import type { Payout } from "../../model/payout.ts";
import type { BankReportEntry, EntryMatch } from "./bank-report.ts";

/** A payout that a report refers to, as it stands: with the payments that it names, by reference; all, where it refers to all. */
export interface ReferredPayout {
  readonly payout: Payout;
  readonly payments: ReadonlyMap<string, PaymentRecord>;
  /** What earlier reports told of its bookings; none where nothing was. */
  readonly bookings?: PayoutBookings;
}

/** An entry that says what became of a payment. */
export interface FinalEntry extends BankReportEntry {
  readonly kind: OutcomeKind;
}

export const isFinal = (entry: BankReportEntry): entry is FinalEntry => entry.kind !== "accepted" && entry.kind !== "unknown";

/**
 * What is made of an entry without looking at how its payment stands; nothing where that decides. A status is never taken
 * without looking at its reason, at other levels that refer to it, and at what the bank names beside it.
 * @param payment whose reference it names; none of an entry about a whole payout.
 * @param currency the agency's.
 */
export function matchEntry(
  entry: BankReportEntry,
  payment: PaymentRecord | undefined,
  { payout }: Pick<ReferredPayout, "payout">,
  currency: string,
): EntryMatch | undefined {
  if (!entry.isWhole && payment === undefined) return "no-such-reference";
  if (payout.status === "withdrawn") return "payout-withdrawn";
  if (payout.status !== "exported" && payout.status !== "confirmed") return "not-exported";
  if (entry.kind === "unknown") return "unknown-status";
  if (entry.isDuplicate === true && entry.kind !== "accepted") return "duplicate";
  if (entry.isGainsaid === true) return "levels-disagree";
  if (entry.wrongDate !== undefined) return "date-invalid";
  return amountMatch(entry, payment, payout, currency) ?? (isFinal(entry) ? undefined : "accepted");
}

function amountMatch(
  entry: BankReportEntry,
  payment: PaymentRecord | undefined,
  { content }: Payout,
  currency: string,
): EntryMatch | undefined {
  if (entry.currency !== undefined && entry.currency !== currency) return "currency-differs";
  if (entry.wrongAmount !== undefined) return entry.hasFraction === true ? "amount-differs" : "amount-invalid";
  if (payment !== undefined) return isAmountOf(payment, entry) ? undefined : "amount-differs";
  // Of bookings the amounts tell which payments they are of.
  if (entry.level === undefined || content === undefined) return undefined;
  if (entry.amount !== undefined && entry.amount !== content.payments.amount) return "amount-differs";
  return entry.count !== undefined && entry.count !== content.payments.count ? "count-differs" : undefined;
}

/** What came back may be less by what banks took for it, where they say so; they never take all of it. */
const isAmountOf = (payment: PaymentRecord, { kind, amount = payment.amount, charges = 0n }: BankReportEntry): boolean =>
  charges < payment.amount && (amount === payment.amount || (kind === "returned" && amount + charges === payment.amount));
