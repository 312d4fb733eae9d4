import type { Payee } from "../../payee/payee.ts";
import type { Outcome, Payment, PaymentRecord } from "../../payout/payment.ts";
import type { Hold, Payout, PayoutTotals } from "../../payout/payout.ts";
import type { Statement } from "../../statement/statement.ts";
import type { SubjectEntry } from "./proposals.ts";

/** How a conditional write went. `stale`: what it was decided on has moved. `busy`: not done, or not known to be. */
export type StepResult = "committed" | "stale" | "busy";

/** The lines of a shard of advisors: where they lie in the archive, and what they come to. Minor units. */
export interface PayoutPart {
  readonly key: string;
  /** SHA-256 of the lines. */
  readonly hash: string;
  readonly payments: number;
  readonly amount: bigint;
}

/** All that bears on what an advisor is to be paid. */
export interface PayoutAccount {
  readonly advisorId: string;
  /** Her statements, oldest first. */
  readonly statements: readonly Statement[];
  /** Her payments of all payouts, also of those that never went out, oldest first. */
  readonly payments: readonly PaymentRecord[];
  /** Versions of her payee details, oldest first. */
  readonly payees: readonly Payee[];
  readonly hold: Hold | undefined;
}

/** An outcome as it is recorded: whose, and as the how manieth of its payment, from 1. */
export interface NumberedOutcome {
  readonly payment: Payment;
  readonly number: number;
  readonly outcome: Outcome;
}

/** What of the gate a step depends on. */
export interface AtGate {
  /** It must stand there. */
  readonly at: number;
  /** Whether the step raises it. */
  readonly raises: boolean;
}

/** Keeps payouts, payments and what became of them. Reads are consistent. */
export interface PayoutStore {
  /** Where the gate stands; 0 at the beginning. */
  gate(): Promise<number>;
  /** All payouts, the latest first. */
  list(): Promise<readonly Payout[]>;
  find(payoutId: string): Promise<Payout | undefined>;
  /**
   * Stores a payout's next edition with its lines of the trail, on the condition that the edition before it is the one
   * that is stored (none for the first, 1), that the gate stands where the step asks for it, and that the totals are at
   * their edition before `totals` where the step sets them. One transaction. The very same again changes nothing.
   */
  commit(
    payout: Payout,
    entries: readonly SubjectEntry[],
    more?: { readonly gate?: AtGate; readonly totals?: PayoutTotals },
  ): Promise<StepResult>;
  /** Nothing of each where nothing was recorded. */
  totals(payoutId: string): Promise<PayoutTotals>;
  /** Notes the lines of a shard, put if absent. @returns the part as it was noted first. */
  notePart(payoutId: string, shard: number, part: PayoutPart): Promise<PayoutPart>;
  parts(payoutId: string): Promise<ReadonlyMap<number, PayoutPart>>;
  /** Puts payments, each if absent. @throws where one is there already and differs; RetryableError where the table stays too busy. */
  putPayments(payments: readonly Payment[]): Promise<void>;
  /** One query of her partition. */
  account(advisorId: string): Promise<PayoutAccount>;
  /** The payments of one payout for these advisors, with their outcomes; absent ones are left out. */
  payments(payoutId: string, advisorIds: readonly string[]): Promise<ReadonlyMap<string, PaymentRecord>>;
  /**
   * Records outcomes of one payout's payments (at most 40), each under its number, which must be free; with the totals
   * that come of them, at the edition that was read, and while the payout is at the edition that was read. One transaction.
   */
  record(payout: Payout, outcomes: readonly NumberedOutcome[], totals: PayoutTotals): Promise<StepResult>;
  /** What was recorded of a payout's payments, in the order of recording. */
  outcomes(payoutId: string): AsyncIterable<readonly NumberedOutcome[]>;
  /** Those who are held, by id. */
  holds(): Promise<readonly Hold[]>;
  /** Holds an advisor or lets her go, with its line of the trail; raises the gate. `stale` where she is (or isn't) held already. */
  hold(hold: Hold, entry: SubjectEntry): Promise<StepResult>;
  release(advisorId: string, entry: SubjectEntry): Promise<StepResult>;
  /** Stores payee versions, put if absent, and raises the gate. `stale` where a version is there already with other content. */
  putPayees(payees: readonly Payee[]): Promise<StepResult>;
  /** Payee versions by advisor, oldest first. */
  payees(advisorIds: readonly string[]): Promise<ReadonlyMap<string, readonly Payee[]>>;
  /** These very versions, by advisor. */
  payeeVersions(wanted: readonly { readonly advisorId: string; readonly version: number }[]): Promise<ReadonlyMap<string, Payee>>;
}
