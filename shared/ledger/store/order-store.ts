import type { Month } from "../../base/calendar/month.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import type { OrderChange } from "../../engine/earnings/order-change.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
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
