import type { Day, Month } from "../../base/calendar/month.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { DerivationScope } from "./fact-store.ts";
import type { OrderLedger } from "./order-store.ts";

/** A derivation that is still to be done; it stays until it is done whole. */
export interface DerivationTask extends DerivationScope {
  readonly taskId: string;
  /** The shards of advisors that a plan's derivation has been through. */
  readonly shardsDone: number;
}

/** Finds and finishes derivations. */
export interface DerivationLedger extends OrderLedger {
  /** The oldest derivation that is still to be done. */
  nextDerivation(): Promise<DerivationTask | undefined>;
  /** The orders that credit an advisor, or wait for them, with what decides whether a change concerns them. May repeat. */
  ordersNaming(advisorId: string): AsyncIterable<readonly { readonly orderId: string; readonly bookedOn: Day; readonly month: Month }[]>;
  /** Whoever was ever named as having an advisor as their manager. */
  advisorsUnder(managerId: string): Promise<readonly string[]>;
  /** The registered advisors of a shard. */
  advisorsOfShard(shard: number): Promise<readonly string[]>;
  /** Notes that a task has been through shards; not done where another got further. */
  advanceDerivation(taskId: string, shardsDone: number): Promise<void>;
  /** Takes a task off, once; done where another has already. */
  finishDerivation(taskId: string): Promise<CommitResult>;
}
