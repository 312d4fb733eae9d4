import type { Instant } from "../../base/calendar/month.ts";
import type { Refusal } from "../../base/issues/refusal.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";

/** What is proposed. Each kind has a content of its own. */
export interface Content {
  readonly kind: string;
}

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
export interface Proposal<C extends Content = Content> {
  readonly proposalId: string;
  readonly content: C;
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
  /** Why it was not published when that was tried last; of a published one, why some of it was not. */
  readonly refusals?: readonly Refusal[];
  /** Who is publishing it, or has; from `isDecided` on all checks are passed, and it can only go on. */
  readonly publishing?: PublishState;
  readonly publishedAt?: Instant;
}

export interface PublishState {
  readonly by: string;
  readonly at: Instant;
  readonly isDecided: boolean;
  /** Numbers that its kind fixed with the decision, so that publishing again gives the same: of scores their revisions. */
  readonly numbers?: readonly number[];
}

/** What a submission comes to, minor units: the cost with and without it, or what it adjusts of closed months. */
export type ApprovalEffect =
  | { readonly kind: "cost"; readonly before: bigint; readonly after: bigint; readonly notes: readonly string[] }
  | { readonly kind: "restatement"; readonly total: bigint; readonly advisors: number };

/** What an approval signs: SHA-256 over the canonical submission, all of it. */
export const signatureOf = (submission: Submission): string => sha256Hex(canonicalJson(submission));

/** Whether an approval signs this very submission. */
export const signs = ({ signs: signed }: Approval, submission: Submission): boolean => signed === signatureOf(submission);
