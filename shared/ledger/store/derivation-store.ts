import type { Day, Instant, Month } from "../../base/calendar/month.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { DerivationScope, OrderLedger } from "./fact-store.ts";

/** A derivation that is still to be done; it stays until it is done whole. */
export interface DerivationTask extends DerivationScope {
  readonly taskId: string;
  /** When the change of facts was recorded. */
  readonly notedAt: Instant;
  /** When work on it began, and in how many parts; kept for those of many parts alone. */
  readonly begun?: { readonly at: Instant; readonly parts: number };
  /** Who stopped it, and when: until it is resumed nobody works on it, and no month can be closed. */
  readonly stopped?: { readonly by: string; readonly at: Instant };
}

/** How far a part of a derivation is. */
export interface DerivedPart {
  readonly part: number;
  /** Orders that were looked at. */
  readonly orders: number;
  /** The credit log at which it goes on, and the entry of it that was looked at last; none once it is through. */
  readonly at?: { readonly advisorId: string; readonly after: string };
}

/** An order in somebody's credit log, with what decides whether a change concerns it. */
export interface LoggedOrder {
  readonly orderId: string;
  readonly bookedOn: Day;
  readonly month: Month;
  /** Where in the log it stands; later ones are greater. */
  readonly position: string;
}

/** Finds and finishes derivations. */
export interface DerivationLedger extends OrderLedger {
  /** The derivations that are still to be done, the oldest first. */
  derivations(): Promise<readonly DerivationTask[]>;
  /** The parts of a derivation that somebody got anywhere with. */
  derivedParts(taskId: string): Promise<readonly DerivedPart[]>;
  /** Notes how far a part is; not where it is through already. */
  noteDerivedPart(taskId: string, part: DerivedPart): Promise<void>;
  /** Notes that work on a derivation begins. @returns whether it hadn't before. */
  beginDerivation(taskId: string, begun: NonNullable<DerivationTask["begun"]>): Promise<boolean>;
  /** Stops a derivation, or has it go on. @returns false where it is done, or is so already. */
  stopDerivation(taskId: string, stopped: DerivationTask["stopped"]): Promise<boolean>;
  /** Takes a derivation off, once; done where another has already. */
  finishDerivation(taskId: string): Promise<CommitResult>;
  /**
   * The orders that credit an advisor, or wait for them, page by page; they may repeat.
   * @param from the first month that is looked at, and the position after which.
   */
  ordersNaming(advisorId: string, from?: { readonly month?: Month; readonly after?: string }): AsyncIterable<readonly LoggedOrder[]>;
  /** Whoever was ever named as having an advisor as their manager. */
  advisorsUnder(managerId: string): Promise<readonly string[]>;
  /** The registered advisors of a shard. */
  advisorsOfShard(shard: number): Promise<readonly string[]>;
  /** The shard that an advisor belongs to. */
  shardOf(advisorId: string): number;
}
