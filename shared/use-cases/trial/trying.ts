import type { Rating } from "../../earnings/order-change.ts";
import type { FactMemory } from "../fact-memory.ts";
import type { CloseLedger } from "../ports/close.ts";
import type { DerivationLedger } from "../ports/derivations.ts";
import type { Archive, Surroundings } from "../ports/outside.ts";
import type { TrialStore } from "../ports/trials.ts";
import type { WorkAnnouncer } from "../ports/work.ts";

/** What reading a trial needs from outside. */
export interface ReadingTrials {
  readonly archive: Archive;
  readonly trials: TrialStore;
}

/** What looking at the open month needs from outside. */
export interface Counting {
  readonly ledger: Pick<CloseLedger, "state" | "close" | "recordedPlans" | "advisorRecord" | "storeAttributes" | "advisorsOfShard">;
  readonly rating: Rating;
  readonly shards: number;
}

/** What trials need from outside. */
export interface Trying extends ReadingTrials, Counting {
  readonly ledger: Counting["ledger"] &
    Pick<CloseLedger, "snapshots"> &
    Pick<DerivationLedger, "ordersNaming" | "orderHeads" | "advisors" | "plans">;
  readonly work: Pick<WorkAnnouncer, "trialPending">;
  readonly memory: FactMemory;
  /** What the agency looks out for: an advisor's earnings of a month, minor units. */
  readonly review: { readonly milestone: number };
  readonly surroundings: Pick<Surroundings, "now" | "random">;
}
