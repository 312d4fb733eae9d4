import type { JobQueue } from "../../base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { FactCache } from "../../ledger/derive/fact-cache.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { DerivationLedger } from "../../ledger/store/derivation-store.ts";
import type { SimulationStore } from "../store.ts";

export interface ReadSimulationDeps {
  readonly archive: ObjectStore;
  readonly trials: SimulationStore;
}

export interface OpenMonthDeps {
  readonly ledger: Pick<
    CloseLedger,
    "state" | "close" | "recordedPlans" | "advisorRecord" | "storeAttributes" | "advisorsOfShard" | "claimedRows"
  >;
  readonly rating: RatingRules;
  readonly shards: number;
}

export interface SimulationDeps extends ReadSimulationDeps, OpenMonthDeps {
  readonly ledger: OpenMonthDeps["ledger"] &
    Pick<CloseLedger, "snapshots"> &
    Pick<DerivationLedger, "ordersNaming" | "orderHeads" | "advisors" | "plans" | "advisorsUnder">;
  readonly jobs: JobQueue;
  readonly memory: FactCache;
  /** What the agency looks out for: an advisor's earnings of a month, minor units. */
  readonly review: { readonly milestone: number };
  readonly surroundings: Pick<Runtime, "now" | "random">;
}
