import type { ApplyDeps } from "../../ledger/record/apply-events.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import type { Review } from "../../settings/model/settings.ts";
import type { SimulationDeps } from "../../simulations/steps/deps.ts";

export interface PlanDeps extends SimulationDeps, ApplyDeps {
  readonly ledger: SimulationDeps["ledger"] & ApplyDeps["ledger"];
  readonly review: Review;
  readonly surroundings: SimulationDeps["surroundings"] & ApplyDeps["surroundings"];
}

export interface PlanDraftDeps
  extends CommitDeps,
    Pick<PlanDeps, "archive" | "trials" | "rating" | "shards" | "jobs" | "memory" | "review"> {
  readonly ledger: PlanDeps["ledger"];
}
