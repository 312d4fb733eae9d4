import type { Day, Instant } from "../../../base/calendar/month.ts";
import type { OutcomeKind } from "../../model/payment.ts";

/** `several`: documents of more than one format in one file. */
export const ANSWER_FORMATS = ["pain.002", "camt.052", "camt.053", "camt.054", "csv", "several"] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** `accepted`: the bank has taken it and says nothing final yet. `unknown`: a status that we don't know. */
export const ENTRY_KINDS = ["paid", "rejected", "returned", "accepted", "unknown"] as const satisfies readonly (
  | OutcomeKind
  | "accepted"
  | "unknown"
)[];

/** One thing that a bank's answer says. Account numbers are never in it, and long numbers of its free text are masked. */
export interface AnswerEntry {
  /** Which one of the answer it is, from 1. */
  readonly number: number;
  /** Our reference of a payment; or of a whole payout, its message id, where the answer speaks of all of it. */
  readonly reference: string;
  readonly isWhole: boolean;
  readonly kind: (typeof ENTRY_KINDS)[number];
  /** Which level of a status report says it of all payments; none of a booking. */
  readonly level?: "file" | "batch";
  /** Minor units, where it says one. */
  readonly amount?: bigint;
  readonly currency?: string;
  /** What stands where an amount should, and is none in whole minor units of its currency. */
  readonly wrongAmount?: string;
  /** `amount` has a fraction of a minor unit: it is an amount, and another one. */
  readonly hasFraction?: true;
  /** How many payments it says that there are, or were booked together; -1 where that can't be read. */
  readonly count?: number;
  /** What was taken off an amount that came back, minor units. */
  readonly charges?: bigint;
  readonly on?: Day;
  readonly code?: string;
  readonly note?: string;
  /** Its reason was given for the whole file or batch. */
  readonly ofWhole?: true;
  /** The bank says that it has this already, so it says nothing of the first. */
  readonly isDuplicate?: true;
  /** Another level of the same report, or another reference of the same entry, says otherwise. */
  readonly isGainsaid?: true;
}

/** What is made of an entry. Nothing is guessed: what doesn't match exactly is listed for a person to look at. */
export const ENTRY_MATCHES = [
  "applies",
  /** It says what is recorded already, or nothing final. */
  "known",
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
  "amount-unreadable",
  /** It can't be after what is recorded: rejected after paid, for example. */
  "contradicts",
  "not-exported",
  "unknown-status",
] as const;
export type EntryMatch = (typeof ENTRY_MATCHES)[number];

/** What needs nobody to look at it. */
export const SETTLED_MATCHES: ReadonlySet<EntryMatch> = new Set(["applies", "known", "accepted"]);

/** An answer of a bank as it was given to us; applied once, and again with the same result. */
export interface Answer {
  /** Of its content: the same file is one answer. */
  readonly answerId: string;
  readonly format: AnswerFormat;
  /** What the file was called. */
  readonly name: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: Instant;
  readonly status: "applying" | "applied";
  /** Where its entries lie in the archive. */
  readonly entriesKey: string;
  readonly entries: number;
  /** How many entries that say something final have a day that lies ahead; none until it is applied. */
  readonly datedAhead?: number;
  /** How many entries of each match; none until it is applied. */
  readonly matches?: Readonly<Partial<Record<EntryMatch, number>>>;
  readonly appliedAt?: Instant;
  /** Where the entries that need a person lie, each with its match; none where there are none. */
  readonly openKey?: string;
}
