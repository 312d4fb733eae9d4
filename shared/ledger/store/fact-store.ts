import type { Day } from "../../base/calendar/month.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { Concern } from "../../engine/credits/affected-credits.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { FactReader, LedgerState, SizedCommitResult } from "./order-store.ts";

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
export interface FactLedger extends FactReader {
  /** The hash of the content stored under each fact's id and revision; unknown ones are left out. Keys are `factKey`s. */
  factHashes(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Notes who is named as whose manager, for ever. To be done before the facts that say so are committed. */
  linkManagers(links: readonly ManagerLink[]): Promise<CommitResult>;
  /**
   * Commits facts together. With a scope, the epoch rises and the derivation is noted in the same transaction.
   */
  commitFacts(changes: readonly FactChange[], scope: DerivationScope | undefined, state: LedgerState): Promise<SizedCommitResult>;
}
