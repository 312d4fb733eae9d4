import type { ReadAnswer } from "../formats/parse-report.ts";
import type { EntryMatch } from "../model/bank-report.ts";
import type { MatchedEntry } from "../model/entries-file.ts";
import { type JudgingAnswers, judgeAnswer } from "./classify-report.ts";

/** What applying an answer would do now. */
export interface AnswerPreview {
  /** In the order of the file. */
  readonly entries: readonly MatchedEntry[];
  /** How many entries of each match, and what those that say an amount come to, minor units. */
  readonly counts: Readonly<Partial<Record<EntryMatch, number>>>;
  readonly amounts: Readonly<Partial<Record<EntryMatch, bigint>>>;
  /** How many payments it would record an outcome of. */
  readonly outcomes: number;
}

/** Tells what applying an answer would do. Changes nothing. */
export async function previewAnswer(read: ReadAnswer, p: JudgingAnswers): Promise<AnswerPreview> {
  const { matches, due } = await judgeAnswer(read, p);
  const entries = matchedEntries(read.entries, matches);
  const amounts: Partial<Record<EntryMatch, bigint>> = {};
  for (const { entry, match } of entries) amounts[match] = (amounts[match] ?? 0n) + (entry.amount ?? 0n);
  return { entries, counts: countsOf(entries), amounts, outcomes: [...due.values()].reduce((sum, { length }) => sum + length, 0) };
}

/** Entries with what was made of them. */
export const matchedEntries = (entries: ReadAnswer["entries"], matches: ReadonlyMap<number, EntryMatch>): MatchedEntry[] =>
  entries.map((entry) => ({ entry, match: matches.get(entry.number) ?? "unknown-status" }));

/** How many entries there are of each match. */
export function countsOf(entries: readonly MatchedEntry[]): Partial<Record<EntryMatch, number>> {
  const counts: Partial<Record<EntryMatch, number>> = {};
  for (const { match } of entries) counts[match] = (counts[match] ?? 0) + 1;
  return counts;
}
