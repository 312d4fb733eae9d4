import type { WorkAnnouncer } from "../../base/runtime/jobs.ts";
import type { PayoutStore } from "../../payouts/store.ts";
import type { Review } from "../../settings/model/review-settings.ts";
import type { Restating } from "../../simulations/restatement/restate.ts";
import type { Trying } from "../../simulations/steps/deps.ts";
import type { ProposalStore } from "../store.ts";

/** What proposals need from outside. */
export interface Proposing extends Restating, Omit<Trying, keyof Restating> {
  readonly ledger: Restating["ledger"] & Trying["ledger"];
  readonly proposals: ProposalStore;
  /** Where payees are kept once they are approved. */
  readonly payouts: Pick<PayoutStore, "payees" | "putPayees">;
  readonly work: WorkAnnouncer;
  readonly review: Review;
}

/** A proposal's step as it is asked for: on the edition that was seen. */
export interface StepRequest {
  readonly proposalId: string;
  readonly edition: number;
}
