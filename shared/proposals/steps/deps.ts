import type { JobQueue } from "../../base/runtime/jobs.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { ProposalKinds } from "../kind.ts";
import type { ProposalStore } from "../store.ts";

/** Dependencies of storing a step. */
export interface CommitDeps {
  readonly proposals: ProposalStore;
  readonly surroundings: Runtime;
  readonly kinds: ProposalKinds;
}

/** Dependencies of proposing, deciding and publishing. */
export interface ProposalDeps extends CommitDeps {
  readonly work: Pick<JobQueue, "publishPending">;
}
