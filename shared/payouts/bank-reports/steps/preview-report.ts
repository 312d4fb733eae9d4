import { addDays } from "../../../base/calendar/month.ts";
import { type CountAndAmount, countOf } from "../../../base/money/money.ts";
import { inParallel } from "../../../base/runtime/parallel.ts";
import type { Runtime } from "../../../base/runtime/runtime.ts";
import type { Agency } from "../../../engine/facts/agency.ts";
import type { PayoutBookings } from "../../model/booking.ts";
import type { OutcomeKind, PaymentRecord } from "../../model/payment.ts";
import { payoutIdOf, payoutIdOfMessage } from "../../model/reference.ts";
import type { PayoutReadDeps } from "../../steps/commit-step.ts";
import { payoutLines, readPayout } from "../../steps/read-payout.ts";
import type { ParsedBankReport } from "../formats/parse-report.ts";
import { type BankReportEntry, type EntryMatch, type MatchedEntry, SETTLED_MATCHES } from "../model/bank-report.ts";
import type { DueOutcome } from "../model/classification.ts";
import { classifyEntries } from "../model/classify-entries.ts";
import { isFinal, type ReferredPayout } from "../model/match-entry.ts";

export interface ClassificationDeps extends PayoutReadDeps {
  readonly agency: Pick<Agency, "currency">;
  readonly surroundings: Pick<Runtime, "now">;
  readonly rating: { localDay(instant: string): string };
}

/** What is made of a report, entry by entry, and what is due, by payout. */
export interface ClassifiedReport {
  readonly matches: ReadonlyMap<number, EntryMatch>;
  /** What we say of what an entry refers to, by its number: a payment, or all of a payout. */
  readonly ours: ReadonlyMap<number, CountAndAmount>;
  readonly due: ReadonlyMap<string, readonly DueOutcome[]>;
  /** What it tells of bookings that isn't kept yet, by payout. */
  readonly bookings: ReadonlyMap<string, PayoutBookings>;
  /** Payouts that went out and of which it speaks, whatever it says: the bank has their files. */
  readonly heard: readonly string[];
}

const PAYMENTS_A_READ = 100;
const READS_CONCURRENCY = 4;

/** Classifies a report by what is recorded now. Changes nothing. */
export async function classifyReport(
  { reportId, entries }: Pick<ParsedBankReport, "reportId" | "entries">,
  deps: ClassificationDeps,
): Promise<ClassifiedReport> {
  const matches = new Map<number, EntryMatch>();
  const ours = new Map<number, CountAndAmount>();
  const due = new Map<string, readonly DueOutcome[]>();
  const bookings = new Map<string, PayoutBookings>();
  const heard: string[] = [];
  const known = new Set((await deps.payouts.list()).map(({ payoutId }) => payoutId));
  for (const [payoutId, ofPayout] of Map.groupBy(entries, payoutOf)) {
    if (payoutId === undefined || !known.has(payoutId)) {
      for (const { number } of ofPayout) matches.set(number, "no-such-reference");
      continue;
    }
    const referred = await referredBy(payoutId, ofPayout, deps);
    if (isHeardIn(ofPayout, referred)) heard.push(payoutId);
    const classified = classifyEntries(ofPayout, referred, { reportId, currency: deps.agency.currency });
    for (const entry of ofPayout) {
      const own = ownOf(entry, referred);
      if (own !== undefined) ours.set(entry.number, own);
    }
    for (const [number, match] of classified.matches) matches.set(number, match);
    if (classified.due.length > 0) due.set(payoutId, classified.due);
    if (classified.bookings !== undefined) bookings.set(payoutId, classified.bookings);
  }
  return { matches, ours, due, bookings, heard };
}

/** Whether an entry names the payout's message, or a payment that there is, of a payout that went out. */
const isHeardIn = (entries: readonly BankReportEntry[], { payout: { status }, payments }: ReferredPayout): boolean =>
  (status === "exported" || status === "confirmed") && entries.some(({ isWhole, reference }) => isWhole || payments.has(reference));

const payoutOf = ({ isWhole, reference }: BankReportEntry): string | undefined =>
  isWhole ? payoutIdOfMessage(reference) : payoutIdOf(reference);

/** What we say of what an entry refers to. */
function ownOf({ isWhole, reference }: BankReportEntry, { payout, payments }: ReferredPayout): CountAndAmount | undefined {
  if (isWhole) return payout.content?.payments;
  const payment = payments.get(reference);
  return payment && countOf([payment]);
}

/** Reads a payout with the payments that entries name. */
async function referredBy(payoutId: string, entries: readonly BankReportEntry[], deps: ClassificationDeps): Promise<ReferredPayout> {
  const named = new Set(entries.map(({ reference }) => reference));
  const all = entries.some(({ isWhole }) => isWhole);
  const advisorIds: string[] = [];
  for await (const line of payoutLines(payoutId, deps))
    if (line.kind === "payment" && (all || named.has(line.reference))) advisorIds.push(line.advisorId);
  const chunks = Array.from({ length: Math.ceil(advisorIds.length / PAYMENTS_A_READ) }, (_, index) =>
    advisorIds.slice(index * PAYMENTS_A_READ, (index + 1) * PAYMENTS_A_READ),
  );
  const found = await inParallel(chunks, READS_CONCURRENCY, (chunk) => deps.payouts.payments(payoutId, chunk));
  const payments = new Map<string, PaymentRecord>(
    found.flatMap((each) => [...each.values()]).map((payment) => [payment.reference, payment]),
  );
  const hasBookings = entries.some(({ booking }) => booking !== undefined);
  const bookings = hasBookings ? await deps.payouts.bookings(payoutId, advisorIds) : undefined;
  // Last: what it says of the payout is not older than what the payments say.
  const { payout } = await readPayout(payoutId, deps);
  return { payout, payments, ...(bookings !== undefined && { bookings }) };
}

/** What applying a report would do now. */
export interface BankReportPreview {
  /** In the order of the file. */
  readonly entries: readonly MatchedEntry[];
  /** How many entries of each match. */
  readonly counts: Readonly<Partial<Record<EntryMatch, number>>>;
  /** What they come to, minor units of the agency's currency: what would be recorded; of the others what the entries say. */
  readonly amounts: Readonly<Partial<Record<EntryMatch, bigint>>>;
  /** What would become of payments, exactly: of how many payments each outcome, and what these payments come to, minor units. */
  readonly recorded: Readonly<Record<OutcomeKind, CountAndAmount>>;
  /** How many entries that would be recorded have a day that lies ahead. */
  readonly datedAhead: number;
  /** How many outcomes it would record. */
  readonly outcomes: number;
}

/** Tells what applying a report would do. Changes nothing. */
export async function previewBankReport(read: ParsedBankReport, deps: ClassificationDeps): Promise<BankReportPreview> {
  const classified = await classifyReport(read, deps);
  const entries = matchedEntries(read.entries, classified, deps);
  const outcomes = [...classified.due.values()].flat();
  // A further reason for what came back already moves no amount, nor does what says paid of it.
  const moving = outcomes.filter(({ entry, isDispute }) => isDispute !== true && classified.matches.get(entry.number) !== "adds-reason");
  const recordedAs = (kind: OutcomeKind) => countOf(moving.filter(({ entry }) => entry.kind === kind).map(({ payment }) => payment));
  const recorded = { paid: recordedAs("paid"), rejected: recordedAs("rejected"), returned: recordedAs("returned") };
  const amounts: Partial<Record<EntryMatch, bigint>> = {};
  for (const { entry, match } of entries)
    if (match !== "applies")
      amounts[match] = (amounts[match] ?? 0n) + (entry.currency === deps.agency.currency ? (entry.amount ?? 0n) : 0n);
  if (entries.some(({ match }) => match === "applies")) amounts.applies = countOf(moving.map(({ payment }) => payment)).amount;
  return { entries, counts: countsOf(entries), amounts, recorded, datedAhead: countAhead(entries), outcomes: outcomes.length };
}

/** Entries with what was made of them, and whether their day lies ahead; where a person has to look, with what we say. */
export function matchedEntries(
  entries: ParsedBankReport["entries"],
  { matches, ours }: ClassifiedReport,
  { surroundings, rating }: Pick<ClassificationDeps, "surroundings" | "rating">,
): MatchedEntry[] {
  // Banks elsewhere may be a day ahead.
  const latest = addDays(rating.localDay(new Date(surroundings.now()).toISOString()), 1);
  return entries.map((entry) => {
    const match = matches.get(entry.number) ?? "unknown-status";
    const own = SETTLED_MATCHES.has(match) ? undefined : ours.get(entry.number);
    const isAhead = isFinal(entry) && entry.on !== undefined && entry.on > latest;
    return { entry, match, ...(own !== undefined && { ours: own }), ...(isAhead && { isAhead: true as const }) };
  });
}

/** How many of those that are recorded have a day that lies ahead. */
export const countAhead = (entries: readonly MatchedEntry[]): number =>
  entries.filter(({ isAhead, match }) => isAhead === true && match === "applies").length;

/** How many entries there are of each match. */
export function countsOf(entries: readonly MatchedEntry[]): Partial<Record<EntryMatch, number>> {
  const counts: Partial<Record<EntryMatch, number>> = {};
  for (const { match } of entries) counts[match] = (counts[match] ?? 0) + 1;
  return counts;
}
