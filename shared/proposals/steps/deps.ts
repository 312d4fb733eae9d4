import type { Refusal } from "../../base/issues/refusal.ts";
import type { WorkAnnouncer } from "../../base/runtime/jobs.ts";
import type { Surroundings } from "../../base/runtime/runtime.ts";
import type { OutcomesContent } from "../../payouts/outcomes/content.ts";
import type { PayoutStore } from "../../payouts/store.ts";
import type { CorrectionContent } from "../../quarantine/model/content.ts";
import type { Review } from "../../settings/model/review-settings.ts";
import type { SettingsStore } from "../../settings/store.ts";
import type { Restating } from "../../simulations/restatement/deps.ts";
import type { Trying } from "../../simulations/steps/deps.ts";
import type { Proposal, Submission } from "../model/proposal.ts";
import type { ProposalStore } from "../store.ts";

/** Checks and stores what people propose of payments: a room above this one, put together with it at the outermost place. */
export interface OutcomePublisher {
  /** Why entries can't be stored as things stand; what the proposal has stored already is in order. */
  check(content: OutcomesContent, proposalId: string | undefined, deps: OutcomeDeps): Promise<readonly RejectedEntry[]>;
  /** Stores them. Done again, it changes nothing. @returns the entries that can't be stored, each with why. */
  store(proposal: ProposalOf<OutcomesContent>, deps: OutcomeDeps): Promise<readonly RejectedEntry[]>;
}

/** An entry that can't be stored, by its place from 0, and why. */
export interface RejectedEntry {
  readonly place: number;
  readonly refusal: Refusal;
}

/** Dependencies of outcomes that people propose. */
export interface OutcomeDeps {
  readonly payouts: PayoutStore;
  readonly surroundings: Surroundings;
}

/** As much of an approved proposal as storing its entries looks at. */
export type ProposalOf<Content> = Pick<Proposal, "proposalId" | "authors" | "submission" | "approval"> & { readonly content: Content };

/** How the corrections of quarantined records are checked and taken over: by a room above this one. */
export interface CorrectionSteps {
  /** Why a correction can't be published as things stand; nothing where nothing differs from what was approved. */
  check(content: CorrectionContent, submission: Submission): Promise<readonly Refusal[]>;
  /** Takes the corrected record over, by the way of all facts; done again, it changes nothing. @returns why it can't be; none where it is. */
  takeOver(content: CorrectionContent): Promise<readonly Refusal[]>;
}

/** What proposals need from outside. */
export interface Proposing extends Restating, Omit<Trying, keyof Restating> {
  readonly ledger: Restating["ledger"] & Trying["ledger"];
  readonly proposals: ProposalStore;
  /** Where payees are kept once they are approved. */
  readonly payouts: PayoutStore;
  /** What becomes of payments is checked and stored by paying itself. */
  readonly outcomes: OutcomePublisher;
  /** The versions of what people change. */
  readonly settings: SettingsStore;
  readonly work: WorkAnnouncer;
  readonly corrections: CorrectionSteps;
  readonly review: Review;
}
