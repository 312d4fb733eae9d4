import * as z from "zod";
import { parseExact, stringifyExact } from "../../../base/json/exact-json.ts";
import type { CountAndAmount } from "../../../base/money/count-and-amount.ts";
import { day } from "../../../engine/facts/fields.ts";
import { type AnswerEntry, ENTRY_KINDS, ENTRY_MATCHES, type EntryMatch } from "./bank-report.ts";

/** An entry, and what was made of it; where a person has to look, with what we say of what it speaks of. */
export interface MatchedEntry {
  readonly entry: AnswerEntry;
  readonly match: EntryMatch;
  readonly ours?: CountAndAmount;
  /** Its day lies ahead, and not by the difference of time zones: somebody mistyped it. */
  readonly isAhead?: true;
}

/** Whole numbers are read as bigint, which only amounts are. */
const int = z
  .bigint()
  .min(-1n)
  .max(1_000_000_000_000_000n)
  .transform((value) => Number(value));
const yes = z.literal(true);

/** An entry as it is kept. What was changed in between, or written by another version, is refused rather than guessed at. */
const entrySchema = z.strictObject({
  number: int,
  reference: z.string(),
  isWhole: z.boolean(),
  kind: z.enum(ENTRY_KINDS),
  level: z.enum(["file", "batch"]).exactOptional(),
  amount: z.bigint().exactOptional(),
  currency: z.string().exactOptional(),
  wrongAmount: z.string().exactOptional(),
  hasFraction: yes.exactOptional(),
  count: int.exactOptional(),
  charges: z.bigint().exactOptional(),
  on: day.exactOptional(),
  code: z.string().exactOptional(),
  note: z.string().exactOptional(),
  ofWhole: yes.exactOptional(),
  isDuplicate: yes.exactOptional(),
  isGainsaid: yes.exactOptional(),
});
const matchedSchema = z.strictObject({
  entry: entrySchema,
  match: z.enum(ENTRY_MATCHES),
  ours: z.strictObject({ count: int, amount: z.bigint() }).exactOptional(),
  isAhead: yes.exactOptional(),
});

/** Entries as they are kept: one a line. */
export const entriesText = (entries: readonly AnswerEntry[]): string => entries.map((entry) => `${stringifyExact(entry)}\n`).join("");

/** @throws where a line is no entry. */
export const readEntries = (text: string): AnswerEntry[] => linesOf(text).map((line) => kept(entrySchema, line));

/** Entries with their matches, one a line. */
export const matchedText = (matched: readonly MatchedEntry[]): string => matched.map((each) => `${stringifyExact(each)}\n`).join("");

/** @throws where a line is no entry with its match. */
export const readMatched = (text: string): MatchedEntry[] => linesOf(text).map((line) => kept(matchedSchema, line));

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

function kept<Schema extends z.ZodType>(schema: Schema, line: string): z.output<Schema> {
  const read = schema.safeParse(parseExact(line));
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path, code }) => `${path.join(".")} ${code}`).join(", ");
  throw new Error(`a kept entry of a bank report can't be read (${where}): bring its earlier version back, or upload the report again`);
}
