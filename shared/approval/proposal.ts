import type { Instant } from "../calendar/instant.ts";
import type { Day } from "../calendar/month.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { Attributes } from "../facts/attributes.ts";
import type { RefusalCode } from "./refusal.ts";

/** A plan's next version as it is being written. */
export interface PlanContent {
  readonly kind: "plan";
  readonly planId: string;
  /** The highest version that is known: the draft is to follow it. 0 where the plan has none yet. */
  readonly basedOn: number;
  /** All of the version but its plan and number, as it was typed: it need not be readable yet. */
  readonly terms: Readonly<Record<string, unknown>>;
  /** Where it brings an older version's terms back: which, and which version it takes back. */
  readonly rollsBack?: { readonly from: number; readonly to: number };
}

/** An advisor at her next revision. */
export interface AdvisorContent {
  readonly kind: "advisor";
  readonly advisor: Advisor;
  /** Who takes her customers over, and from which day on. A note: orders name who is credited. */
  readonly handedTo?: { readonly advisorId: string; readonly from: Day };
}

/** Scores that are to be given or corrected. Revisions are numbered when they are published. */
export interface ScoresContent {
  readonly kind: "scores";
  readonly entries: readonly Omit<Attributes, "revision">[];
  /** What they were read from, such as a file's name. */
  readonly source: string;
}

export type ProposalContent = PlanContent | AdvisorContent | ScoresContent;

/** What a submission binds: hashes, and what its approver is shown. Amounts in minor units. */
export interface Submission {
  readonly by: string;
  readonly at: Instant;
  readonly why: string;
  /** Of the facts that are to be published. */
  readonly factsHash: string;
  /** The trial of a plan; what a change of other facts restates is kept under an id as well. */
  readonly trialId: string;
  /** Of what it was tried on. */
  readonly basisHash: string;
  /** Of what came out. */
  readonly resultHash: string;
  /** Whether it changes what closed months are owed, or starts before tomorrow. */
  readonly restates: boolean;
  /** How the open month stood with it and without it at the submission; none where it is no plan. */
  readonly openMonth?: { readonly month: string; readonly before: bigint; readonly after: bigint };
  /** Ids of findings that the submitter knows and means. */
  readonly acknowledged: readonly string[];
}

export interface Approval {
  readonly by: string;
  readonly at: Instant;
  /** Of the whole submission: what is signed. */
  readonly signs: string;
}

/** `publishing` is the short while between the decision to publish and its being done: whoever finds it goes on. */
export type ProposalStatus = "draft" | "submitted" | "approved" | "publishing" | "published" | "withdrawn";

/** Something that is to become a fact. */
export interface Proposal {
  readonly proposalId: string;
  readonly content: ProposalContent;
  readonly status: ProposalStatus;
  /** Rises with each step: a step counts on the edition that it was decided on. */
  readonly edition: number;
  /** Whoever wrote any of the content. */
  readonly authors: readonly string[];
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** The latest trial of the content as it stands; none where it was changed since. */
  readonly trialId?: string;
  readonly submission?: Submission;
  readonly approval?: Approval;
  /** Why it was not published when that was tried last. */
  readonly refusals?: readonly Refusal[];
  /** Who is publishing it, or has; from `isDecided` on all checks are passed, and it can only go on. */
  readonly publishing?: Publishing;
  readonly publishedAt?: Instant;
}

export interface Publishing {
  readonly by: string;
  readonly at: Instant;
  readonly isDecided: boolean;
  /** The revisions that scores are published under, in the order of their entries: fixed first, so that publishing again gives the same. */
  readonly revisions?: readonly number[];
}

/**
 * Why a step is refused: a name that stays, and what it is about. `messageOf` says it in English; pages say it in the
 * reader's language by the same name.
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly about: Readonly<Record<string, string | number>>;
}
