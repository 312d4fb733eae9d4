import { sum } from "../../../base/money/money.ts";
import type { BookedPart, ToldBooking } from "../../model/booking.ts";
import type { PaymentRecord } from "../../model/payment.ts";
import { reportFits } from "../../model/payment-state.ts";
import type { EntryMatch } from "./bank-report.ts";
import {
  type Classification,
  type ClassificationInput,
  type DueOutcome,
  disputesOf,
  isBy,
  type States,
  toldBookings,
} from "./classification.ts";
import type { FinalEntry, ReferredPayout } from "./match-entry.ts";
import type { ToldBookings } from "./told-bookings.ts";

/** What of a payout is known while entries about all of it are classified. */
interface WholeContext {
  readonly states: States;
  readonly bookings: ToldBookings;
  /** The payments of which the report says something by themselves. */
  readonly named: ReadonlySet<PaymentRecord>;
}

/** Entries that are classified together, and what tells their bookings: beside their own, those of earlier reports. */
interface WholeEntries {
  readonly entries: readonly FinalEntry[];
  readonly told: readonly ToldBooking[];
}

/**
 * Classifies what is said of all payments of a payout, once what is said of single ones is. Statuses are said of all of them;
 * a booking is of those whose amounts it comes to, alone, together with the other bookings of the same report, or with
 * those that earlier reports told. Where all of it is said to be rejected and something else too, neither is taken.
 */
export function classifyWholes(
  entries: readonly FinalEntry[],
  referred: ReferredPayout,
  context: WholeContext,
  classification: ClassificationInput,
): Classification[] {
  const kinds = new Set(entries.map(({ kind }) => kind));
  if (kinds.has("rejected") && kinds.size > 1) return [matchAll(entries, "contradicts")];
  const all = [...referred.payments.values()];
  const wholeEntries = (some: readonly FinalEntry[], earlier: readonly BookedPart[] = []): WholeEntries => ({
    entries: some,
    told: [
      ...toldBookings(some, classification.reportId),
      ...earlier.map(({ reportId, booking }) => ({ ...booking, reportId, kind: "paid" as const })),
    ],
  });
  const isBooking = ({ level, amount, kind }: FinalEntry) => level === undefined && amount !== undefined && kind === "paid";
  const classified = entries
    .filter((entry) => !isBooking(entry))
    .map((entry) => classifyWhole(wholeEntries([entry]), wholeOf(entry, all), context, classification));
  const parts: FinalEntry[] = [];
  for (const entry of entries.filter(isBooking)) {
    const booked = bookedBy(wholeEntries([entry]), [entry], all, context, classification);
    if (booked === undefined) parts.push(entry);
    else classified.push(classifyWhole(wholeEntries([entry]), booked, context, classification));
  }
  if (parts.length === 0) return classified;
  const booked = bookedBy(wholeEntries(parts), parts, all, context, classification);
  if (booked !== undefined) return [...classified, classifyWhole(wholeEntries(parts), booked, context, classification)];
  return [...classified, classifyParts(parts, all, context, classification, wholeEntries)];
}

/**
 * Classifies parts that don't come to the payout by themselves. Those with a reference of the bank's are kept, and count with
 * the parts that earlier reports told once all of them come to it. Others might be told twice, so they are listed.
 */
function classifyParts(
  parts: readonly FinalEntry[],
  all: readonly PaymentRecord[],
  context: WholeContext,
  classification: ClassificationInput,
  wholeEntries: (some: readonly FinalEntry[], earlier: readonly BookedPart[]) => WholeEntries,
): Classification {
  const { bookings } = context;
  const own = parts.flatMap((entry) => partOf(entry, classification.reportId) ?? []);
  if (own.length < parts.length || distinctBookings(parts) === undefined) return matchAll(parts, "amount-differs");
  const references = new Set(own.map(({ booking }) => booking.reference));
  const earlier = bookings.parts.filter(
    ({ reportId, booking }) => reportId !== classification.reportId && !references.has(booking.reference),
  );
  const told = wholeEntries(parts, earlier);
  const booked = earlier.length === 0 ? undefined : bookedBy(told, [...parts, ...earlier], all, context, classification);
  const most = amountOf(all.filter((payment) => isUnbooked(payment, context)));
  const sumOfParts = amountOf(distinctBookings([...parts, ...earlier]) ?? []);
  if (booked === undefined && sumOfParts >= most) return matchAll(parts, "amount-differs");
  for (const part of own) bookings.addPart(part);
  return booked === undefined ? matchAll(parts, "part-kept") : classifyWhole(told, booked, context, classification);
}

function partOf({ booking, amount, count }: FinalEntry, reportId: string): BookedPart | undefined {
  if (booking?.reference === undefined || amount === undefined) return undefined;
  return { reportId, amount, ...(count !== undefined && { count }), booking };
}

/** All payments; none where what came back is another amount. */
function wholeOf({ amount, level }: FinalEntry, all: readonly PaymentRecord[]): readonly PaymentRecord[] | undefined {
  return level !== undefined || amount === undefined || amount === amountOf(all) ? all : undefined;
}

const isUnbooked = (payment: PaymentRecord, { states, bookings }: Pick<WholeContext, "states" | "bookings">): boolean =>
  states.get(payment) !== "rejected" && !bookings.isBooked(payment);

type Booked = Pick<FinalEntry, "amount" | "count" | "booking">;

const amountOf = (booked: readonly { readonly amount?: bigint | undefined }[]): bigint => sum(booked.map(({ amount = 0n }) => amount));

/**
 * The payments that bookings come to: those of which the same was told before; all; all that were not rejected before; or
 * those of which nothing else is said, or was booked, as where a bank booked some one by one and the others together.
 */
function bookedBy(
  { told }: WholeEntries,
  booked: readonly Booked[],
  all: readonly PaymentRecord[],
  { states, bookings, named }: WholeContext,
  { reportId }: ClassificationInput,
): readonly PaymentRecord[] | undefined {
  const distinct = distinctBookings(booked);
  if (distinct === undefined) return undefined;
  const amount = amountOf(distinct);
  const counts = distinct.flatMap(({ count }) => count ?? []);
  const count = counts.length === distinct.length ? counts.reduce((total, each) => total + each, 0) : undefined;
  const isLeft = (payment: PaymentRecord): boolean =>
    states.get(payment) === "in-transit" || (!named.has(payment) && isBy(reportId, "paid", payment));
  const isUnbookedYet = (payment: PaymentRecord): boolean => isUnbooked(payment, { states, bookings });
  const isHeld = (payment: PaymentRecord): boolean => bookings.holds(payment, told);
  return [
    all.filter(isHeld),
    all,
    all.filter((payment) => states.get(payment) !== "rejected"),
    all.filter(isLeft),
    all.filter(isUnbookedYet),
  ].find((payments) => payments.length > 0 && amountOf(payments) === amount && (count === undefined || count === payments.length));
}

/**
 * Bookings, each once: the same one may be told by a report of the day and by the statement after it.
 * @returns undefined where one reference of the bank's has two amounts.
 */
function distinctBookings(entries: readonly Booked[]): readonly Booked[] | undefined {
  const amounts = new Map<string, bigint | undefined>();
  const distinct: Booked[] = [];
  for (const entry of entries) {
    const { amount } = entry;
    const reference = referenceOf(entry);
    if (reference !== undefined && amounts.has(reference)) {
      if (amounts.get(reference) !== amount) return undefined;
      continue;
    }
    if (reference !== undefined) amounts.set(reference, amount);
    distinct.push(entry);
  }
  return distinct;
}

/** What the bank calls a booking; details of one entry that have no reference of their own are told apart by their place in it. */
function referenceOf({ booking }: Booked): string | undefined {
  if (booking?.detail !== undefined || booking?.reference === undefined) return booking?.detail;
  return `${booking.reference}/${booking.place.split("/")[2] ?? ""}`;
}

const matchAll = (entries: readonly FinalEntry[], match: EntryMatch): Classification => ({
  matches: new Map(entries.map(({ number }) => [number, match])),
  due: [],
});

/**
 * Classifies entries that together refer to these payments: all of it applies; or, where a single one contradicts it, nothing.
 * Where one of these payments was booked before, and otherwise, it may be paid twice: all of it is listed.
 */
function classifyWhole(
  { entries, told }: WholeEntries,
  payments: readonly PaymentRecord[] | undefined,
  { states, bookings }: WholeContext,
  { reportId }: ClassificationInput,
): Classification {
  const [entry] = entries;
  if (entry === undefined || payments === undefined) return matchAll(entries, "amount-differs");
  const { kind, code, note, level } = entry;
  const due: DueOutcome[] = [];
  let isRecorded = false;
  for (const payment of payments) {
    const fits = reportFits(states.get(payment) ?? "void", payment.outcomes, kind);
    if (isBy(reportId, kind, payment)) isRecorded = true;
    else if (fits === "contradicts")
      return { ...matchAll(entries, fits), due: payments.flatMap((each) => disputesOf(entries, each, states)) };
    else if (fits === "applies") due.push({ payment, entry });
  }
  // Of a booking the text is the bank's own, and no reason.
  const hasReason = code !== undefined || (level !== undefined && note !== undefined);
  if (kind !== "paid" && due.length > 0 && !hasReason) return matchAll(entries, "reason-missing");
  const again = payments.filter((payment) => bookings.isAgain(payment, told));
  for (const payment of again.length > 0 ? again : payments) bookings.add(payment, told);
  if (again.length > 0) return matchAll(entries, "booked-twice");
  for (const { payment } of due) states.set(payment, kind);
  return { ...matchAll(entries, due.length > 0 || isRecorded ? "applies" : "already-recorded"), due };
}
