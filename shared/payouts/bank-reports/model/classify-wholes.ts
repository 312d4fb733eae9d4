import { sum } from "../../../base/money/rounding.ts";
import type { PaymentRecord } from "../../model/payment.ts";
import { reportFits } from "../../model/payment-state.ts";
import type { EntryMatch } from "./bank-report.ts";
import { type ClassificationInput, type DueOutcome, isBy, type Judgement, type States } from "./judgement.ts";
import type { FinalEntry, SpokenOf } from "./match-entry.ts";

/**
 * Judges what is said of all payments of a payout, once what is said of single ones is. Statuses are said of all of them;
 * a booking is of those whose amounts it comes to, alone or together with the other bookings of the same answer.
 * @param named the payments of which the answer says something by themselves.
 */
export function judgeWholes(
  entries: readonly FinalEntry[],
  spokenOf: SpokenOf,
  states: States,
  named: ReadonlySet<PaymentRecord>,
  judging: ClassificationInput,
): Judgement[] {
  const all = [...spokenOf.payments.values()];
  const isBooking = ({ level, amount, kind }: FinalEntry) => level === undefined && amount !== undefined && kind === "paid";
  const judged = entries.filter((entry) => !isBooking(entry)).map((entry) => judgeWhole([entry], wholeOf(entry, all), states, judging));
  const parts: FinalEntry[] = [];
  for (const entry of entries.filter(isBooking)) {
    const booked = bookedBy([entry], all, states, named, judging);
    if (booked === undefined) parts.push(entry);
    else judged.push(judgeWhole([entry], booked, states, judging));
  }
  if (parts.length > 0) judged.push(judgeWhole(parts, bookedBy(parts, all, states, named, judging), states, judging));
  return judged;
}

/** All payments; none where what came back is another amount. */
function wholeOf({ amount, level }: FinalEntry, all: readonly PaymentRecord[]): readonly PaymentRecord[] | undefined {
  return level !== undefined || amount === undefined || amount === amountOf(all) ? all : undefined;
}

const amountOf = (payments: readonly PaymentRecord[]): bigint => sum(payments.map(({ amount }) => amount));

/**
 * The payments that bookings come to: all; all that were not rejected before; or those of which nothing else is said, as
 * where a bank booked some one by one and the others together.
 */
function bookedBy(
  entries: readonly FinalEntry[],
  all: readonly PaymentRecord[],
  states: States,
  named: ReadonlySet<PaymentRecord>,
  { reportId }: ClassificationInput,
): readonly PaymentRecord[] | undefined {
  const bookings = distinctBookings(entries);
  if (bookings === undefined) return undefined;
  const amount = sum(bookings.map((entry) => entry.amount ?? 0n));
  const counts = bookings.flatMap(({ count }) => count ?? []);
  const count = counts.length === bookings.length ? counts.reduce((total, each) => total + each, 0) : undefined;
  const isLeft = (payment: PaymentRecord): boolean =>
    states.get(payment) === "in-flight" || (!named.has(payment) && isBy(reportId, "paid", payment));
  return [all, all.filter((payment) => states.get(payment) !== "rejected"), all.filter(isLeft)].find(
    (payments) => payments.length > 0 && amountOf(payments) === amount && (count === undefined || count === payments.length),
  );
}

/**
 * Bookings, each once: the same one may be told by a report of the day and by the statement after it.
 * @returns undefined where one reference of the bank's has two amounts.
 */
function distinctBookings(entries: readonly FinalEntry[]): readonly FinalEntry[] | undefined {
  const amounts = new Map<string, bigint | undefined>();
  const distinct: FinalEntry[] = [];
  for (const entry of entries) {
    const { bankReferenceHash: hash, amount } = entry;
    if (hash !== undefined && amounts.has(hash)) {
      if (amounts.get(hash) !== amount) return undefined;
      continue;
    }
    if (hash !== undefined) amounts.set(hash, amount);
    distinct.push(entry);
  }
  return distinct;
}

/** Judges entries that together speak of these payments: all of it applies; or, where a single one contradicts it, nothing. */
function judgeWhole(
  entries: readonly FinalEntry[],
  payments: readonly PaymentRecord[] | undefined,
  states: States,
  { reportId }: ClassificationInput,
): Judgement {
  const all = (match: EntryMatch): Judgement => ({ matches: new Map(entries.map(({ number }) => [number, match])), due: [] });
  const [entry] = entries;
  if (entry === undefined || payments === undefined) return all("amount-differs");
  const { kind, code, note, level } = entry;
  const due: DueOutcome[] = [];
  let isRecorded = false;
  for (const payment of payments) {
    const fits = reportFits(states.get(payment) ?? "void", payment.outcomes, kind);
    if (isBy(reportId, kind, payment)) isRecorded = true;
    else if (fits === "contradicts") return all(fits);
    else if (fits === "applies") due.push({ payment, entry });
  }
  // Of a booking the text is the bank's own, and no reason.
  const hasReason = code !== undefined || (level !== undefined && note !== undefined);
  if (kind !== "paid" && due.length > 0 && !hasReason) return all("reason-missing");
  for (const { payment } of due) states.set(payment, kind);
  return { ...all(due.length > 0 || isRecorded ? "applies" : "known"), due };
}
