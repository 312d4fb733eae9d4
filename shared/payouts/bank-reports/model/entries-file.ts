import { type BankReportEntry, bankReportEntryCodec, type MatchedEntry, matchedEntryCodec } from "./bank-report.ts";

/** Entries as they are kept: one a line. */
export const entriesText = (entries: readonly BankReportEntry[]): string =>
  entries.map((entry) => `${bankReportEntryCodec.encode(entry)}\n`).join("");

/** @throws where a line is no entry. */
export const readEntries = (text: string): BankReportEntry[] => linesOf(text).map(bankReportEntryCodec.decode);

/** Entries with their matches, one a line. */
export const matchedText = (matched: readonly MatchedEntry[]): string =>
  matched.map((each) => `${matchedEntryCodec.encode(each)}\n`).join("");

/** @throws where a line is no entry with its match. */
export const readMatched = (text: string): MatchedEntry[] => linesOf(text).map(matchedEntryCodec.decode);

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");
