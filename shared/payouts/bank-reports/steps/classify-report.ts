import { type CountAndAmount, countOf } from "../../../base/money/count-and-amount.ts";
import { inParallel } from "../../../base/runtime/parallel.ts";
import type { Runtime } from "../../../base/runtime/runtime.ts";
import type { Agency } from "../../../engine/facts/agency.ts";
import type { PayoutBookings } from "../../model/booking.ts";
import type { PaymentRecord } from "../../model/payment.ts";
import { payoutIdOf, payoutIdOfMessage } from "../../model/reference.ts";
import type { PayoutReadDeps } from "../../steps/deps.ts";
import { payoutLines, readPayout } from "../../steps/read-payout.ts";
import type { ParsedBankReport } from "../formats/parse-report.ts";
import type { BankReportEntry, EntryMatch } from "../model/bank-report.ts";
import type { DueOutcome } from "../model/classification.ts";
import { classifyEntries } from "../model/classify-entries.ts";
import type { ReferredPayout } from "../model/match-entry.ts";

/** Dependencies of looking at reports. */
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
