import type { JobQueue } from "../../base/runtime/jobs.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { ProposalKinds, SubmitComment } from "../kind.ts";
import type { ProposalStore } from "../store.ts";

export interface CommitDeps {
  readonly proposals: ProposalStore;
  readonly surroundings: Runtime;
  readonly kinds: ProposalKinds;
}

export interface ProposalDeps extends CommitDeps {
  readonly jobs: JobQueue;
}

/** A proposal's step as it is asked for: on the lock version that was seen. */
export interface StepRequest {
  readonly proposalId: string;
  readonly lockVersion: number;
}

/** Submitting, with its comment and the warnings that are acknowledged. */
export interface SubmitRequest extends StepRequest, SubmitComment {}
