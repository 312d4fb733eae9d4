import type { Day, Month } from "../../base/calendar/month.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { Concern } from "../../engine/credits/affected-credits.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import type { OrderChange } from "../../engine/earnings/order-change.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { Plan } from "../../engine/plan/schema.ts";

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
  /** Until when recording holds back for a raise of the epoch that met it; milliseconds since 1970. */
  readonly heldUntilMs?: number;
}

/** What is committed may also be too large for one transaction, which no retry fixes. */
export type SizedCommitResult = CommitResult | "too-large";

/** Reads what credits are derived by. All reads are consistent. */
export interface FactReader {
  state(): Promise<LedgerState>;
  /** Registered advisors at their highest revision; absent ones are left out. */
  advisors(advisorIds: readonly string[]): Promise<ReadonlyMap<string, Advisor>>;
  /** All plan versions. */
  plans(): Promise<readonly Plan[]>;
}

/** What raises the epoch and meets recording at its gates. */
export interface RaiseLedger {
  /** Asks recording to hold back. It helps, but nothing depends on it: where the table is too busy it isn't noted. */
  holdRecording(untilMs: number): Promise<void>;
}

/** Stores orders with their credits and tallies. */
export interface OrderLedger extends FactReader {
  /** The heads of orders; unknown ones are left out. Consistent. */
  orderHeads(orderIds: readonly string[]): Promise<ReadonlyMap<string, StoredOrder>>;
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
      readonly hash: string;
      /** The advisor's highest revision so far, if this one is above it. */
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

/** That an advisor's fact names a manager, whenever that holds. */
export interface ManagerLink {
  readonly managerId: string;
  readonly advisorId: string;
}

/** Stores facts other than orders, each revision once and for ever. */
export interface FactLedger extends FactReader, RaiseLedger {
  /** The hash of the content stored under each fact's id and revision; unknown ones are left out. Keys are `factKey`s. */
  factHashes(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Notes who is named as whose manager, for ever. To be done before the facts that say so are committed. */
  linkManagers(links: readonly ManagerLink[]): Promise<CommitResult>;
  /**
   * Commits facts together. With a scope, the epoch rises and the derivation is noted in the same transaction.
   */
  commitFacts(changes: readonly FactChange[], scope: DerivationScope | undefined, state: LedgerState): Promise<SizedCommitResult>;
}
