import type { Day, Month } from "../calendar/month.ts";
import type { Concern } from "../credits/concerned.ts";
import type { OrderHead } from "../credits/order-head.ts";
import type { JournalEntry, Place } from "../earnings/journal.ts";
import type { OrderChange } from "../earnings/order-change.ts";
import type { TallyRow } from "../earnings/tally.ts";
import type { Adjustment } from "../facts/adjustment.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { Attributes } from "../facts/attributes.ts";
import type { Plan } from "../plan/schema.ts";
import type { Statement } from "../statement/statement.ts";

/**
 * Where the ledger stands.
 * `epoch` rises with every change of the facts by which credits are derived, and with every close: what was decided
 * in an epoch can only be committed in it. `period` counts the closes begun: everything recorded carries the period in
 * which it was, and the close of period p settles exactly what was recorded up to p, however late it runs.
 */
export interface LedgerState {
  readonly epoch: number;
  readonly period: number;
  /** The month of the first close, once it has begun: it opens the books. */
  readonly firstMonth?: Month;
  /** The latest month whose close has begun: it and all before it are closed. */
  readonly closedMonth?: Month;
  /** How many derivations are still to be done. */
  readonly pendingDerivations: number;
}

/** How a commit went. `stale`: what it was decided by has moved; decide again. `busy`: not done, or not known to be; try again. */
export type CommitResult = "committed" | "stale" | "busy";
/** What is committed may also be too large for one transaction, which no retry mends. */
export type SizedCommitResult = CommitResult | "too-large";

/** Reads what credits are derived by. All reads are consistent. */
export interface FactReader {
  state(): Promise<LedgerState>;
  /** Registered advisors at their highest revision; absent ones are left out. */
  advisors(advisorIds: readonly string[]): Promise<ReadonlyMap<string, Advisor>>;
  /** All plan versions. */
  plans(): Promise<readonly Plan[]>;
}

/** Stores orders with their credits and tallies. */
export interface OrderLedger extends FactReader {
  /** The heads of orders; unknown ones are left out. Consistent. */
  orderHeads(orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderHead>>;
  /**
   * Commits changes, each whole or not at all, conditioned on the very head that it was decided by and on the epoch.
   * @returns a result for each change, in their order.
   */
  commitOrders(changes: readonly OrderChange[], state: LedgerState): Promise<readonly SizedCommitResult[]>;
}

/** A fact other than an order, as it is to be stored. `hash` is of its content. */
export type FactChange =
  | {
      readonly kind: "advisor";
      readonly advisor: Advisor;
      readonly hash: string /** Her highest revision so far, if this one is above it. */;
      readonly replaces: number | "none" | undefined;
    }
  | { readonly kind: "attributes"; readonly attributes: Attributes; readonly hash: string }
  | { readonly kind: "plan"; readonly plan: Plan; readonly hash: string }
  | { readonly kind: "adjustment"; readonly adjustment: Adjustment; readonly hash: string };

/** Which credits are to be derived anew after a change of facts. */
export interface DerivationScope {
  readonly advisors: readonly { readonly advisorId: string; readonly concern: Concern }[];
  /** Of all advisors who ever had the plan, what is booked from the day on. */
  readonly plans: readonly { readonly planId: string; readonly bookedFrom: Day }[];
}

/** A derivation that is still to be done; it stays until it is done whole. */
export interface DerivationTask extends DerivationScope {
  readonly taskId: string;
  /** The shards of advisors that a plan's derivation has been through. */
  readonly shardsDone: number;
}

/** Stores facts other than orders, each revision once and for ever. */
export interface FactLedger extends FactReader {
  /** The hash of the content stored under each fact's id and revision; unknown ones are left out. Keys are `factKey`s. */
  factHashes(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Commits facts together. With a scope, the epoch rises and the derivation is noted in the same transaction.
   */
  commitFacts(changes: readonly FactChange[], scope: DerivationScope | undefined, state: LedgerState): Promise<SizedCommitResult>;
}

/** Finds and finishes derivations. */
export interface DerivationLedger extends OrderLedger {
  /** The oldest derivation that is still to be done. */
  nextDerivation(): Promise<DerivationTask | undefined>;
  /** The orders that credit an advisor, or wait for her, with what decides whether a change concerns them. May repeat. */
  ordersNaming(advisorId: string): AsyncIterable<readonly { readonly orderId: string; readonly bookedOn: Day; readonly month: Month }[]>;
  /** The registered advisors of a shard. */
  advisorsOfShard(shard: number): Promise<readonly string[]>;
  /** Notes that a task has been through shards; not done where another got further. */
  advanceDerivation(taskId: string, shardsDone: number): Promise<void>;
  /** Takes a task off, once; done where another has already. */
  finishDerivation(taskId: string): Promise<CommitResult>;
}

/** Something that was delivered and can't be taken over. */
export interface HeldRecord {
  /** Of its body: the same body is held once. */
  readonly id: string;
  readonly body: string;
  readonly reasons: readonly string[];
}

/** Keeps what can't be read until it is mended and released. Nothing is lost. */
export interface Quarantine {
  /** Holds records; one that is held already stays as it is. */
  hold(records: readonly HeldRecord[]): Promise<void>;
  find(id: string): Promise<(HeldRecord & { readonly released: boolean }) | undefined>;
  /** Notes that a record was taken over, by which body. */
  markReleased(id: string, body: string): Promise<void>;
}

/** Tells others what has happened. Told at least once, after the commit. */
export interface Announcer {
  derivationPending(): Promise<void>;
  /** The tallies of these places have changed. */
  earningsTouched(places: readonly Pick<Place, "advisorId" | "month">[]): Promise<void>;
}

/** What the core must not take from the machine. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1, for jitter. */
  random(): number;
  pause(waitMs: number): Promise<void>;
}

/** A fact and the period in which it was recorded. */
export interface Recorded<Fact> {
  readonly period: number;
  readonly fact: Fact;
}

/** What a close fixed for an advisor, and what the next ones start from. */
export interface FixedSettlement {
  /** The period that the close settled. */
  readonly period: number;
  readonly month: Month;
  /** The tally rows that were recorded in the period, by month. */
  readonly rows: ReadonlyMap<Month, readonly TallyRow[]>;
  /** What it settled, by month: the month's own earnings, and its adjustments of earlier ones. Minor units. */
  readonly settled: ReadonlyMap<Month, bigint>;
  readonly carriedForward: bigint;
  readonly equityEligible: boolean;
  /** The hash of her latest statement, of this close or an earlier one. */
  readonly statementHash: string | undefined;
}

/** All that is recorded of an advisor but her credits, each with its period: what a close looks at. */
export interface AdvisorRecord {
  readonly advisors: readonly Recorded<Advisor>[];
  readonly attributes: readonly Recorded<Attributes>[];
  readonly adjustments: readonly Recorded<Adjustment>[];
  /** By period, ascending. */
  readonly settlements: readonly FixedSettlement[];
  /** The rows of the asked period and later ones; earlier ones stand in the settlements. */
  readonly rows: readonly { readonly period: number; readonly month: Month; readonly row: TallyRow }[];
}

/** Where in the archive a shard's snapshot lies, and its hash. */
export interface Snapshot {
  readonly key: string;
  readonly hash: string;
}

/** A close. */
export interface Close {
  readonly month: Month;
  /** What was recorded up to this period is what it settles. */
  readonly period: number;
  readonly firstMonth: Month;
  readonly status: "settling" | "closed";
}

/** A settlement as it is to be stored, with its statement if there is one. All of it is stored together, once. */
export interface SettlementToFix {
  readonly advisorId: string;
  readonly shard: number;
  readonly settlement: FixedSettlement;
  readonly statement: { readonly totals: Statement; readonly hash: string; readonly bodyKey: string } | undefined;
  /** Whether the close changed her eligibility for equity. */
  readonly equityChanged: boolean;
}

/** Closes months. Reads are consistent. */
export interface CloseLedger {
  state(): Promise<LedgerState>;
  close(month: Month): Promise<Close | undefined>;
  /**
   * Begins a close: one transaction raises epoch and period, so that nothing decided before can be recorded into what
   * the close settles. Stale where the epoch has moved or a derivation is pending.
   */
  beginClose(close: Close, state: LedgerState): Promise<CommitResult>;
  advisorsOfShard(shard: number): Promise<readonly string[]>;
  /** All plan versions, with their periods. */
  recordedPlans(): Promise<readonly Recorded<Plan>[]>;
  advisorRecord(advisorId: string, rowsFromPeriod: number): Promise<AdvisorRecord>;
  storeAttributes(storeIds: readonly string[]): Promise<ReadonlyMap<string, readonly Recorded<Attributes>[]>>;
  /** An advisor's journal of earned credits of a month, up to a period. */
  journal(advisorId: string, month: Month, upToPeriod: number): Promise<readonly Recorded<JournalEntry>[]>;
  /** An advisor's whole journal of earned credits, of all months. */
  earned(advisorId: string): Promise<readonly JournalEntry[]>;
  /** Stores settlements, each if absent. @throws where one is there already and differs. */
  fix(settlements: readonly SettlementToFix[]): Promise<void>;
  /** Notes where a shard's snapshot of a close lies. @throws where one is noted already and differs. */
  noteSnapshot(month: Month, shard: number, snapshot: Snapshot): Promise<void>;
  /** The snapshots of a close that are noted, by shard: those shards are settled. */
  snapshots(month: Month): Promise<ReadonlyMap<number, Snapshot>>;
  /** The statements of a close, shard by shard, by advisor: their totals and hashes. */
  statementsOf(month: Month, shard: number): Promise<readonly StatementEntry[]>;
  /** Notes that a close is through, with its totals; done where it is already. */
  finishClose(close: Close, summary: CloseSummary): Promise<void>;
}

/** A statement as a close lists it; an entry without totals tells a change of equity alone. */
export interface StatementEntry {
  readonly advisorId: string;
  readonly statement: Statement | undefined;
  readonly hash: string | undefined;
  readonly equityEligible: boolean;
  readonly equityChanged: boolean;
}

/** The totals of a close, minor units. */
export interface CloseSummary {
  readonly statements: number;
  readonly earnings: bigint;
  readonly adjustments: bigint;
  readonly manualAdjustments: bigint;
  readonly payable: bigint;
  readonly carriedForward: bigint;
  readonly equityGained: number;
  readonly equityLost: number;
  /** The root of the hash tree over the statements' hashes, by advisor. */
  readonly statementsRoot: string;
}

/** Keeps large texts under keys; a key's text never changes. */
export interface Archive {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
}

/** Keeps the earnings of open months for lists; never paid from. */
export interface EarningsBoard {
  /** Stores what was computed of an advisor's month, and from what; an older computation never overwrites a newer one. */
  show(entries: readonly ShownEarnings[]): Promise<void>;
}

/** An advisor's earnings of a month as they stood, minor units. */
export interface ShownEarnings {
  readonly advisorId: string;
  readonly month: Month;
  readonly amount: bigint;
  /** What it was computed from, in short: equal for equal facts. */
  readonly basis: string;
  /** Milliseconds since 1970. */
  readonly computedAt: number;
}
