import { addDays } from "../../../base/calendar/month.ts";
import { type CountAndAmount, countOf } from "../../../base/money/count-and-amount.ts";
import type { OutcomeKind } from "../../model/payment.ts";
import type { ParsedBankReport } from "../formats/parse-report.ts";
import type { MatchedEntry } from "../model/bank-report.ts";
import { type EntryMatch, SETTLED_MATCHES } from "../model/bank-report.ts";
import { isFinal } from "../model/match-entry.ts";
import { type ClassificationDeps, type ClassifiedReport, classifyReport } from "./classify-report.ts";

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
  // A further reason for what came back already moves no amount.
  const moving = outcomes.filter(({ entry }) => classified.matches.get(entry.number) !== "adds-reason");
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
