import type { PayoutBookings } from "../../model/booking.ts";
import type { OutcomeKind, PaymentRecord } from "../../model/payment.ts";
import { addsReason, reportFits, stateOf } from "../../model/payment-state.ts";
import { compareStrictness, type Reason } from "../../model/reason-codes.ts";
import type { BankReportEntry, EntryMatch } from "./bank-report.ts";
import { type Classification, type ClassificationInput, type DueOutcome, disputesOf, type States, toldBookings } from "./classification.ts";
import { classifyWholes } from "./classify-wholes.ts";
import { type FinalEntry, isFinal, matchEntry, type ReferredPayout } from "./match-entry.ts";
import { ToldBookings } from "./told-bookings.ts";

/** What is true of a payment before the next is. */
const ORDER: readonly OutcomeKind[] = ["paid", "rejected", "returned"];

/**
 * Classifies the entries of one report that refer to one payout; in any order they come to the same. What the report recorded
 * before counts as applied, so that one that was applied half, and is classified again, comes to the same too.
 */
export function classifyEntries(
  entries: readonly BankReportEntry[],
  referred: ReferredPayout,
  classification: ClassificationInput,
): Classification & { readonly bookings?: PayoutBookings } {
  const { payout, payments } = referred;
  const matches = new Map<number, EntryMatch>();
  const due: DueOutcome[] = [];
  const said = new Map<PaymentRecord, FinalEntry[]>();
  const wholes: FinalEntry[] = [];
  for (const entry of entries) {
    const payment = entry.isWhole ? undefined : payments.get(entry.reference);
    const match = matchEntry(entry, payment, referred, classification.currency);
    if (match !== undefined) matches.set(entry.number, match);
    else if (!isFinal(entry)) continue;
    else if (payment === undefined) wholes.push(entry);
    else said.set(payment, [...(said.get(payment) ?? []), entry]);
  }
  const states: States = new Map([...payments.values()].map((payment) => [payment, stateOf(payout.status, payment.outcomes)] as const));
  // Single payments first: what is said of one is more exact than what is said of all.
  const bookings = new ToldBookings(referred.bookings ?? { payments: new Map() });
  const classified = [...said].map(([payment, ofPayment]) => classifyPayment(ofPayment, payment, { states, bookings }, classification));
  classified.push(...classifyWholes(wholes, referred, { states, bookings, named: new Set(said.keys()) }, classification));
  for (const each of classified) {
    for (const [number, match] of each.matches) matches.set(number, match);
    for (const one of each.due) due.push(one);
  }
  const changes = bookings.changes();
  return { matches, due, ...(changes !== undefined && { bookings: changes }) };
}

/**
 * Classifies what is said of one payment. Where it is said to be both rejected and paid, neither is taken. Another booking of
 * what is booked already is listed; and so is what comes back then, as it may be either of them.
 */
function classifyPayment(
  entries: readonly FinalEntry[],
  payment: PaymentRecord,
  { states, bookings }: { readonly states: States; readonly bookings: ToldBookings },
  { reportId }: ClassificationInput,
): Classification {
  const matches = new Map<number, EntryMatch>();
  const due: DueOutcome[] = [];
  const kinds = new Set(entries.map(({ kind }) => kind));
  if (kinds.has("rejected") && kinds.size > 1)
    return { matches: new Map(entries.map(({ number }) => [number, "contradicts"])), due: disputesOf(entries, payment, states) };
  for (const kind of ORDER) {
    const ofKind = entries.filter((each) => each.kind === kind);
    const recorded = recordedMatch(reportId, kind, payment);
    const fits = (reason?: Reason) => recorded ?? reportFits(states.get(payment) ?? "void", payment.outcomes, kind, reason);
    const isEither = kind === "returned" && recorded === undefined && fits() === "applies" && bookings.isPaidAgain(payment);
    const listed = new Set(ofKind.filter((each) => isEither || (isTaken(fits()) && isBookedAgain(each, payment, reportId, bookings))));
    for (const { number } of listed) matches.set(number, "booked-twice");
    // Of several reasons the strictest counts, wherever it stands: a closed account isn't paid again.
    const [entry, ...again] = ofKind
      .filter((each) => !listed.has(each))
      .sort((left, right) => compareStrictness(ownReason(left), ownReason(right)));
    if (entry === undefined) continue;
    const match = fits(ownReason(entry));
    matches.set(entry.number, match);
    for (const { number } of again) matches.set(number, isTaken(match) ? "already-recorded" : match);
    if (match === "contradicts") due.push(...disputesOf([entry], payment, states));
    if ((match !== "applies" && match !== "adds-reason") || recorded !== undefined) continue;
    due.push({ payment, entry });
    states.set(payment, kind);
  }
  return { matches, due };
}

const isTaken = (match: EntryMatch): boolean => match === "applies" || match === "already-recorded" || match === "adds-reason";

/** What was made of what a report has recorded of a payment. */
function recordedMatch(reportId: string, kind: OutcomeKind, { outcomes }: PaymentRecord): "applies" | "adds-reason" | undefined {
  const place = outcomes.findIndex((outcome) => outcome.kind === kind && outcome.reportId === reportId);
  return place < 0 ? undefined : addsReason(outcomes, place + 1) ? "adds-reason" : "applies";
}

/** Of a booking the text is the bank's own, and no reason. */
const ownReason = ({ code, note, ofWhole, booking }: FinalEntry): Reason => ({ code, ofWhole, ...(booking === undefined && { note }) });

/** Notes the booking that an entry tells. @returns whether it is another one than the first. */
function isBookedAgain(entry: FinalEntry, payment: PaymentRecord, reportId: string, bookings: ToldBookings): boolean {
  const told = toldBookings([entry], reportId);
  const isAgain = bookings.isAgain(payment, told);
  bookings.add(payment, told);
  return isAgain;
}
