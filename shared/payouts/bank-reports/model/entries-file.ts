import { parseExact, stringifyExact } from "../../../base/json/exact-json.ts";
import type { AnswerEntry, EntryMatch } from "./bank-report.ts";

/** An entry, and what was made of it. */
export interface MatchedEntry {
  readonly entry: AnswerEntry;
  readonly match: EntryMatch;
}

/** Entries as they are kept: one a line. */
export const entriesText = (entries: readonly AnswerEntry[]): string => entries.map((entry) => `${stringifyExact(entry)}\n`).join("");

export function readEntries(text: string): AnswerEntry[] {
  return linesOf(text).map((line) => entryFrom(parseExact(line)));
}

/** Entries with their matches, one a line. */
export const matchedText = (matched: readonly MatchedEntry[]): string => matched.map((each) => `${stringifyExact(each)}\n`).join("");

export function readMatched(text: string): MatchedEntry[] {
  return linesOf(text).map((line) => {
    const { entry, match } = parseExact(line) as MatchedEntry;
    return { entry: entryFrom(entry), match };
  });
}

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** Whole numbers come back as bigint, which only the amount is. */
const entryFrom = (kept: unknown): AnswerEntry => ({ ...(kept as AnswerEntry), number: Number((kept as AnswerEntry).number) });
