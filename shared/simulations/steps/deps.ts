import type { WorkAnnouncer } from "../../base/runtime/jobs.ts";
import type { Archive } from "../../base/runtime/object-store.ts";
import type { Surroundings } from "../../base/runtime/runtime.ts";
import type { Rating } from "../../engine/earnings/order-change.ts";
import type { FactMemory } from "../../ledger/derive/fact-cache.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { DerivationLedger } from "../../ledger/store/derivation-store.ts";
import type { TrialStore } from "../store.ts";

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
