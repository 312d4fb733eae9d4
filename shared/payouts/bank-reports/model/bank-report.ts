import * as z from "zod";
import { storedRefusal } from "../../../base/issues/stored-issues.ts";
import { int, linesCodec, minor, record, type Stored, textCodec } from "../../../base/json/codec.ts";
import { countAndAmount } from "../../../base/money/money.ts";
import { booking } from "../../model/booking.ts";
import type { OutcomeKind } from "../../model/payment.ts";

const yes = z.literal(true).optional();

/** `several`: documents of more than one format in one file. */
export const BANK_REPORT_FORMATS = ["pain.002", "camt.052", "camt.053", "camt.054", "csv", "xlsx", "several"] as const;
export type BankReportFormat = (typeof BANK_REPORT_FORMATS)[number];

/** `accepted`: the bank has taken it and says nothing final yet. `unknown`: a status that we don't know. */
export const ENTRY_KINDS = ["paid", "rejected", "returned", "accepted", "unknown"] as const satisfies readonly (
  | OutcomeKind
  | "accepted"
  | "unknown"
)[];

/** One thing that a bank's report says. Account numbers are never in it, and long numbers of its free text are masked. */
const bankReportEntry = record({
  /** Which one of the report it is, from 1. */
  number: int,
  /** Of a table: in which row of the file it stands, from 1, and of which sheet, where a workbook has several. */
  line: int.optional(),
  sheet: z.string().optional(),
  /** Our reference of a payment; or of a whole payout, its message id, where the report refers to all of it. */
  reference: z.string(),
  isWhole: z.boolean(),
  kind: z.enum(ENTRY_KINDS),
  /** Which level of a status report says it of all payments; none of a booking. */
  level: z.enum(["file", "batch"]).optional(),
  /** Minor units, where it says one. */
  amount: minor.optional(),
  currency: z.string().optional(),
  /** What stands where an amount should, and is none in whole minor units of its currency. */
  wrongAmount: z.string().optional(),
  /** `amount` has a fraction of a minor unit: it is an amount, and another one. */
  hasFraction: yes,
  /** How many payments it says that there are, or were booked together; -1 where that can't be read. */
  count: int.optional(),
  /** What was taken off an amount that came back, minor units. */
  charges: minor.optional(),
  on: z.string().optional(),
  /** What stands where a day should, and is none. */
  wrongDate: z.string().optional(),
  code: z.string().optional(),
  note: z.string().optional(),
  /** Its reason was given for the whole file or batch. */
  ofWhole: yes,
  /** The bank says that it has this already, so it says nothing of the first. */
  isDuplicate: yes,
  /** Another level of the same report, or another reference of the same entry, says otherwise. */
  isGainsaid: yes,
  /** Of what a camt message says was booked: which booking it is, so that one that is told twice is known. */
  booking: booking.optional(),
});
export type BankReportEntry = Stored<typeof bankReportEntry>;
export const bankReportEntryCodec = textCodec("an entry of a bank report", bankReportEntry);
export const entriesCodec = linesCodec(bankReportEntryCodec);

/** What is made of an entry. Nothing is guessed: what doesn't match exactly is listed for a person to look at. */
export const ENTRY_MATCHES = [
  "applies",
  /** It says what is recorded already, or nothing final. */
  "already-recorded",
  /** It came back already, and this is a stricter reason, or the first, which counts from then on. No amount moves. */
  "adds-reason",
  "accepted",
  "no-such-reference",
  /** The bank has it already: see `ReasonEffect`, says-nothing. */
  "duplicate",
  /** A whole file or batch was rejected or came back, and nobody says why. */
  "reason-missing",
  /** The levels of the report say different things. */
  "levels-disagree",
  "amount-differs",
  "count-differs",
  "currency-differs",
  /** What stands for the amount or its currency can't be read. */
  "amount-invalid",
  "date-invalid",
  /** It can't be after what is recorded: rejected after paid, for example. */
  "contradicts",
  /** Another booking of what is booked already: the bank may have paid it twice, or returned it twice. */
  "booked-twice",
  /** A part of the payout was booked: it is kept, and recorded once the parts come to the payout. */
  "part-kept",
  "not-exported",
  /** The bank refers to a payout that was withdrawn: it may pay it, and its amounts are payable again. */
  "payout-withdrawn",
  "unknown-status",
] as const;
export type EntryMatch = (typeof ENTRY_MATCHES)[number];

/** What needs nobody to look at it. */
export const SETTLED_MATCHES: ReadonlySet<EntryMatch> = new Set(["applies", "already-recorded", "adds-reason", "accepted"]);

/** An entry, and what was made of it; where a person has to look, with what we say of what it refers to. */
const matchedEntry = record({
  entry: bankReportEntry,
  match: z.enum(ENTRY_MATCHES),
  ours: countAndAmount.optional(),
  /** Its day lies ahead, and not by the difference of time zones: somebody mistyped it. */
  isAhead: yes,
});
export type MatchedEntry = Stored<typeof matchedEntry>;
export const matchedEntryCodec = textCodec("an entry of a bank report with its match", matchedEntry);
export const matchedEntriesCodec = linesCodec(matchedEntryCodec);

/** A report of a bank as it was given to us; applied once, and again with the same result. */
const report = record({
  /** Of its content: the same file is one report. */
  reportId: z.string(),
  format: z.enum(BANK_REPORT_FORMATS),
  /** What the file was called. */
  name: z.string(),
  sha256: z.string(),
  by: z.string(),
  at: z.string(),
  status: z.enum(["applying", "applied"]),
  /** Where its entries lie in the archive. */
  entriesKey: z.string(),
  entries: int,
  /** How many entries that say something final have a day that lies ahead; none until it is applied. */
  datedAhead: int.optional(),
  /** How many entries of each match; none until it is applied. */
  matches: z.partialRecord(z.enum(ENTRY_MATCHES), int).optional(),
  /** An instant. */
  appliedAt: z.string().optional(),
  /** Why the last attempt to apply it failed. */
  issues: z.array(storedRefusal).optional(),
  /** When it was sent again, an instant; none once it is applied. */
  restartedAt: z.string().optional(),
  /** Where the entries that need a person lie, each with its match; none where there are none. */
  openKey: z.string().optional(),
});
export type BankReport = Stored<typeof report>;
/** Whether it is to be applied: for the first time, or once more for what was open of it. */
export const isToBeApplied = ({ status, restartedAt }: BankReport): boolean => status === "applying" || restartedAt !== undefined;
/** How a report stands: `failed` where its first application failed. */
export const reportStatus = ({ status, issues }: BankReport): BankReport["status"] | "failed" =>
  status === "applying" && issues !== undefined ? "failed" : status;

export const bankReportCodec = textCodec("a bank report", report);
