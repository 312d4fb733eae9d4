import * as z from "zod";
import type { SubjectEntry } from "../activity/model/activity-entry.ts";
import type { Month } from "../base/calendar/month.ts";
import { record, type Stored, textCodec } from "../base/json/codec.ts";
import type { CommitResult } from "../base/runtime/retry.ts";
import type { PayeeStore } from "../payees/vault.ts";
import type { PayoutBookings } from "./model/booking.ts";
import type { NumberedOutcome, Payment, PaymentRecord } from "./model/payment.ts";
import type { PayoutAccount } from "./model/payment-account.ts";
import { type Clearance, contentPart, type Hold, type Payout, type PayoutTotals } from "./model/payout.ts";

/** The lines of a shard of advisors: where they lie in the archive, their hash (SHA-256), and what they come to. `key`: "" where there is no line. */
const payoutPart = record({ key: z.string(), ...contentPart.shape });
export type PayoutPart = Stored<typeof payoutPart>;
export const payoutPartCodec = textCodec("a part of a payout", payoutPart);

/** A part that is noted, and whether all its payments are put. */
export interface NotedPart extends PayoutPart {
  readonly isPut: boolean;
}

/** A manual adjustment of an advisor's, as far as paying looks at it. */
export interface AdjustmentOf {
  readonly adjustmentId: string;
  readonly month: Month;
}

/** What of the gate a step depends on. */
export interface AtGate {
  /** It must stand there. */
  readonly at: number;
  /** Whether the step raises it. */
  readonly raises: boolean;
}

/** Who fetches which file of a payout; noted with what it is conditioned on, before the link is handed out. */
export interface FileDownload {
  /** `payout:2026-05-1`, and the format. */
  readonly of: string;
  readonly format: string;
  readonly by: string;
  readonly at: string;
}

/** Keeps payouts, payments and what became of them. Reads are consistent. */
export interface PayoutStore extends PayeeStore {
  /** Where the gate stands; 0 at the beginning. */
  gate(): Promise<number>;
  /** All payouts, the latest first. */
  list(): Promise<readonly Payout[]>;
  find(payoutId: string): Promise<Payout | undefined>;
  /**
   * Stores a payout's next lock version with its lines of the activity log, on the condition that the lock version before it is the one
   * that is stored (none for the first, 1), that the gate stands where the step asks for it, and that the totals are at
   * their lock version before `totals` where the step sets them. One transaction. The very same again changes nothing.
   */
  commit(
    payout: Payout,
    entries: readonly SubjectEntry[],
    more?: { readonly gate?: AtGate; readonly totals?: PayoutTotals; readonly download?: FileDownload },
  ): Promise<CommitResult>;
  /**
   * Notes that a file is fetched once more, with its entry of the activity log, while the payout is at the lock version that was
   * read and, where asked for, the gate stands.
   */
  noteDownload(payout: Payout, download: FileDownload, entry: SubjectEntry, gate?: AtGate): Promise<CommitResult>;
  /** Nothing of each where nothing was recorded. */
  totals(payoutId: string): Promise<PayoutTotals>;
  /** Notes the lines of a shard, put if absent. @returns the part as it was noted first. */
  notePart(payoutId: string, shard: number, part: PayoutPart): Promise<NotedPart>;
  /** Notes that all payments of a part are put. */
  notePut(payoutId: string, shard: number): Promise<void>;
  parts(payoutId: string): Promise<ReadonlyMap<number, NotedPart>>;
  /** Puts payments, each if absent. @throws where one is there already and differs; RetryableError where the table stays too busy. */
  putPayments(payments: readonly Payment[]): Promise<void>;
  /** One query of the advisor's partition. */
  account(advisorId: string): Promise<PayoutAccount>;
  /** The advisor's manual adjustments, of all months. */
  adjustments(advisorId: string): Promise<readonly AdjustmentOf[]>;
  /** The payments of one payout for these advisors, with their outcomes; absent ones are left out. */
  payments(payoutId: string, advisorIds: readonly string[]): Promise<ReadonlyMap<string, PaymentRecord>>;
  /**
   * Records outcomes of one payout's payments (at most 32), each under its number, which must be free; with the totals
   * that come of them, at the lock version that was read, and while the payout is at the lock version that was read and the gate
   * stands where it is asked for (or is raised, wherever it stands). One transaction.
   */
  record(payout: Payout, outcomes: readonly NumberedOutcome[], totals: PayoutTotals, gate?: AtGate | "raise"): Promise<CommitResult>;
  /**
   * By advisor, the payments of a payout that came back and stand so, each with the latest payout that was drafted to pay it
   * again, if any. Read by the number of those that ever came back.
   */
  failed(payoutId: string): Promise<ReadonlyMap<string, string | undefined>>;
  /** What was recorded of a payout's payments, in the order of recording. */
  outcomes(payoutId: string): AsyncIterable<readonly NumberedOutcome[]>;
  /** What earlier bank reports told of bookings: of these advisors' payments, and of parts of the payout. */
  bookings(payoutId: string, advisorIds: readonly string[]): Promise<PayoutBookings>;
  /**
   * Replaces what is kept of bookings of these payments, and of parts, each at the version before. `stale` where another
   * one was kept meanwhile; what was written until then stays, and is right by itself.
   */
  keepBookings(payoutId: string, bookings: PayoutBookings): Promise<CommitResult>;
  /** Those who are held, by id. */
  holds(): Promise<readonly Hold[]>;
  /** Holds an advisor, with its line of the activity log; raises the gate. `stale` where they are held already. */
  hold(hold: Hold, entry: SubjectEntry): Promise<CommitResult>;
  /** Releases an advisor, with its line of the activity log; raises the gate. `stale` where they aren't held. */
  release(advisorId: string, entry: SubjectEntry): Promise<CommitResult>;
  /**
   * Notes that a payment that came back may be paid again, with its lines of the activity log; raises the gate. `stale` where
   * that is noted of the same outcome already.
   */
  clear(clearance: Clearance, entries: readonly SubjectEntry[]): Promise<CommitResult>;
}
