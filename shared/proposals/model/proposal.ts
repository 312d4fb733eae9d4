import type { Instant } from "../../base/calendar/instant.ts";
import type { Day, Month } from "../../base/calendar/month.ts";
import type { RefusalCode } from "../../base/issues/refusal.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { HolderView, SealedDetails } from "../../payees/model/payee.ts";
import type { Settings } from "../../settings/model/settings.ts";

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

/** One manual adjustment as it is proposed. Its id follows from the proposal and its place: see `adjustmentIdOf`. */
export interface AdjustmentEntry {
  readonly advisorId: string;
  /** The month whose statement it joins; it must be open. */
  readonly month: Month;
  /** Minor units, of either sign, never 0. */
  readonly amount: number;
  readonly reason: string;
  /** What proves it: a ticket, an address, a file's name. */
  readonly evidence: string;
  /** The adjustment that it undoes: its amount is exactly the opposite. */
  readonly counters?: string;
  /** Forgives a debt: the amount is positive, and at most the debt carried. */
  readonly kind?: "writeOff";
}

/** Manual adjustments: from a form, or in bulk from a file. */
export interface AdjustmentsContent {
  readonly kind: "adjustments";
  readonly entries: readonly AdjustmentEntry[];
  /** What they were read from, such as a file's name. */
  readonly source: string;
}

/** Where an advisor is to be paid to from a version on. Accounts stand in it sealed, and by their last four digits. */
export interface PayeeEntry {
  readonly advisorId: string;
  /** One above the version that is known. */
  readonly version: number;
  readonly sealed: SealedDetails;
  readonly last4: string;
  /** Keyed hash of the account: see `Payee`. Never shown to anybody. */
  readonly accountTag: string;
  readonly holder: HolderView;
}

/** Payee details, sealed: from a form, or in bulk from a file. */
export interface PayeesContent {
  readonly kind: "payees";
  readonly entries: readonly PayeeEntry[];
  readonly source: string;
}

/** What became of a payment, or a correction of what is recorded of it, as people propose it. */
export interface OutcomeEntry {
  readonly payoutId: string;
  readonly advisorId: string;
  /**
   * `record`: what became of it. `correct`: what is recorded is wrong, and `outcome` is right. `confirm-details`: it came
   * back, and is to be paid to the same account again.
   */
  readonly act: "record" | "correct" | "confirm-details";
  /** How many outcomes of the payment were known then: it counts on these alone. */
  readonly known: number;
  /** How the payment stood then, and its amount (minor units, as digits): for whoever approves it. */
  readonly state: string;
  readonly amount: string;
  /** None where details are confirmed. */
  readonly outcome?: "paid" | "rejected" | "returned";
  /** The version of the payee that is confirmed. */
  readonly payeeVersion?: number;
  /** The bank's own day and reason code (ISO 20022), where it said them. */
  readonly on?: Day;
  readonly code?: string;
}

/** Outcomes of payments by hand that make amounts payable again, corrections, and confirmed details. */
export interface OutcomesContent {
  readonly kind: "outcomes";
  readonly entries: readonly OutcomeEntry[];
  /** What they were read from: the form's name. */
  readonly source: string;
}

/**
 * A record held in quarantine as it is to be taken over: corrected, of the same kind and id. One that changes nobody's
 * earnings is not proposed but taken over at once.
 */
export interface CorrectionContent {
  readonly kind: "correction";
  readonly heldId: string;
  /** SHA-256 of the body as it is held. */
  readonly heldHash: string;
  /** The kind that the record keeps. Plans and adjustments are never corrected: they become proposals of their own kind. */
  readonly record: "order" | "advisor" | "attributes";
  /** The id that it keeps; of attributes with their month. */
  readonly recordId: string;
  /** The corrected event, JSON text. */
  readonly body: string;
  /** Whom it credits or is about, and whose earnings it changes: none of them may approve it. */
  readonly advisorIds: readonly string[];
}

/** The next version of the settings, whole. */
export interface SettingsContent {
  readonly kind: "settings";
  /** The version that it changes: where another follows that one by now, this can't be published. */
  readonly baseVersion: number;
  readonly settings: Settings;
}

export type ProposalContent =
  | PlanContent
  | AdvisorContent
  | ScoresContent
  | AdjustmentsContent
  | PayeesContent
  | OutcomesContent
  | CorrectionContent
  | SettingsContent;

/** The kinds of what is proposed. */
export const PROPOSAL_KINDS = [
  "plan",
  "advisor",
  "scores",
  "adjustments",
  "payees",
  "outcomes",
  "correction",
  "settings",
] as const satisfies readonly ProposalContent["kind"][];

/**
 * What reaches straight into what is paid: finance may propose it too (outcomes finance alone), it always waits for another's approval, and
 * that publishes it at once. It is never edited: what is wrong is withdrawn, and proposed anew.
 */
export type PayingContent = AdjustmentsContent | PayeesContent | OutcomesContent;

/** Whether a content reaches straight into what is paid. */
export const isPaying = (content: ProposalContent): content is PayingContent =>
  content.kind === "adjustments" || content.kind === "payees" || content.kind === "outcomes";

/** Whether a content is never edited, always waits for another's approval, and is published by it. */
export const isPublishedOnApproval = (content: ProposalContent): content is PayingContent | CorrectionContent | SettingsContent =>
  isPaying(content) || content.kind === "correction" || content.kind === "settings";

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
  /** Why it was not published when that was tried last; of a published one, why some of it was not. */
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
