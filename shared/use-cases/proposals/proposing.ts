import type { Review } from "../../approval/review.ts";
import type { PayoutStore } from "../ports/payouts.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import type { WorkAnnouncer } from "../ports/work.ts";
import type { Restating } from "../restate/restate-facts.ts";
import type { Trying } from "../trial/trying.ts";

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
