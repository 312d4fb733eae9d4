import type { TakingOver } from "../../ledger/record/apply-events.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import type { Review } from "../../settings/model/review-settings.ts";
import type { Trying } from "../../simulations/steps/deps.ts";

/** Dependencies of reviewing and publishing plans. */
export interface PlanDeps extends Trying, TakingOver {
  readonly ledger: Trying["ledger"] & TakingOver["ledger"];
  readonly review: Review;
  readonly surroundings: Trying["surroundings"] & TakingOver["surroundings"];
}

/** Dependencies of writing a plan's draft. */
export interface PlanDraftDeps
  extends CommitDeps,
    Pick<PlanDeps, "archive" | "trials" | "rating" | "shards" | "work" | "memory" | "review"> {
  readonly ledger: PlanDeps["ledger"];
}
