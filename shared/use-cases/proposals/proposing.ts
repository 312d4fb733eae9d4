import type { LookUpLedger } from "../ports/look-up.ts";
import type { Archive } from "../ports/outside.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import type { TrialStore, WorkAnnouncer } from "../ports/trials.ts";
import type { TakingOver } from "../record-facts/take-over.ts";
import type { Restating } from "../restate/restate-facts.ts";

/** What the agency sets for reviews. */
export interface ReviewSettings {
  /** How far the effect on the open month may move between submission and publishing, as a decimal: "0.02" is 2 points. */
  readonly openMonthLimit: string;
  /** A month's earnings that count as a milestone, minor units. */
  readonly milestone: number;
}

/** What proposals need from outside. */
export interface Proposing extends TakingOver, Restating {
  readonly ledger: TakingOver["ledger"] & Restating["ledger"];
  readonly lookUp: LookUpLedger;
  readonly archive: Archive;
  readonly proposals: ProposalStore;
  readonly trials: TrialStore;
  readonly work: WorkAnnouncer;
  readonly review: ReviewSettings;
}

/** A proposal's step as it is asked for: on the edition that was seen. */
export interface StepRequest {
  readonly proposalId: string;
  readonly edition: number;
}
