import type { Instant } from "../../../base/calendar/instant.ts";
import type { Day } from "../../../base/calendar/month.ts";
import type { OutcomeKind } from "../../model/payment.ts";

export const ANSWER_FORMATS = ["pain.002", "camt.054", "csv"] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** One thing that a bank's answer says. Account numbers are never in it, and long numbers of its free text are masked. */
export interface AnswerEntry {
  /** Which one of the answer it is, from 1. */
  readonly number: number;
  /** Our reference of a payment; or of a whole payout, its message id, where the answer speaks of all of it. */
  readonly reference: string;
  readonly isWhole: boolean;
  /** `accepted`: the bank has taken it and says nothing final yet. `unknown`: a status that we don't know. */
  readonly kind: OutcomeKind | "accepted" | "unknown";
  /** Minor units, where it says one. */
  readonly amount?: bigint;
  readonly currency?: string;
  readonly on?: Day;
  readonly code?: string;
  readonly note?: string;
}

/** What is made of an entry. Nothing is guessed: what doesn't match exactly is listed for a person to look at. */
export type EntryMatch =
  | "applies"
  /** It says what is recorded already, or nothing final. */
  | "known"
  | "accepted"
  | "no-such-reference"
  | "amount-differs"
  | "currency-differs"
  /** It can't be after what is recorded: rejected after paid, for example. */
  | "contradicts"
  | "not-exported"
  | "unknown-status";

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
  /** How many entries of each match; none until it is applied. */
  readonly matches?: Readonly<Partial<Record<EntryMatch, number>>>;
  readonly appliedAt?: Instant;
  /** Where the entries that need a person lie, each with its match; none where there are none. */
  readonly openKey?: string;
}
