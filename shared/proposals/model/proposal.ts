import * as z from "zod";
import { storedRefusal } from "../../base/issues/stored-issues.ts";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";

/** What is proposed. Each kind has a content of its own. */
export interface Content {
  readonly kind: string;
}

/** What a submission binds: hashes, and what its approver is shown. Amounts in minor units. */
const submission = record({
  by: z.string(),
  at: z.string(),
  comment: z.string(),
  /** Of the facts that are to be published. */
  contentHash: z.string(),
  /** The trial of a plan; what a change of other facts restates is kept under an id as well. */
  simulationId: z.string(),
  /** Of what it was tried on. */
  inputHash: z.string(),
  /** Of what came out. */
  resultHash: z.string(),
  /** Whether it changes what closed months are owed, or starts before tomorrow. */
  restates: z.boolean(),
  /** How the open month stood with it and without it at the submission; none where it is no plan. */
  openMonth: record({ month: z.string(), before: minor, after: minor }).optional(),
  /** Ids of findings that the submitter knows and means. */
  acknowledged: z.array(z.string()),
});
export type Submission = Stored<typeof submission>;

const approval = record({
  by: z.string(),
  at: z.string(),
  /** Of the whole submission: what is signed. */
  signs: z.string(),
});
export type Approval = Stored<typeof approval>;

const publishState = record({
  by: z.string(),
  at: z.string(),
  isDecided: z.boolean(),
  /** Numbers that its kind fixed with the decision, so that publishing again gives the same: of scores their revisions. */
  numbers: z.array(int).optional(),
});

/** `publishing` is the short while between the decision to publish and its being done: whoever finds it goes on. */
export const PROPOSAL_STATUSES = ["draft", "submitted", "approved", "publishing", "published", "withdrawn"] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** Submitted, and neither published nor withdrawn. */
export const WAITING_STATUSES: readonly ProposalStatus[] = ["submitted", "approved", "publishing"];

/** Neither published nor withdrawn. */
export const OPEN_STATUSES: readonly ProposalStatus[] = ["draft", ...WAITING_STATUSES];

/** All of a proposal but its content, which is its kind's. */
const proposalHead = record({
  proposalId: z.string(),
  status: z.enum(PROPOSAL_STATUSES),
  /** Rises with each step: a step counts on the lock version that it was decided on. */
  lockVersion: int,
  /** Whoever wrote any of the content. */
  authors: z.array(z.string()),
  createdAt: z.string(),
  changedAt: z.string(),
  /** The latest trial of the content as it stands; none where it was changed since. */
  simulationId: z.string().optional(),
  submission: submission.optional(),
  approval: approval.optional(),
  /** Why it was not published when that was tried last; of a published one, why some of it was not. */
  refusals: z.array(storedRefusal).optional(),
  /** Who is publishing it, or has; from `isDecided` on all checks are passed, and it can only go on. */
  publishing: publishState.optional(),
  publishedAt: z.string().optional(),
});
export const proposalCodec = textCodec("a proposal", proposalHead);

/** Something that is to become a fact. */
export interface Proposal<C extends Content = Content> extends Stored<typeof proposalHead> {
  readonly content: C;
}

/** What a submission comes to, minor units: the cost with and without it, or what it adjusts of closed months. */
export type ApprovalEffect =
  | { readonly kind: "cost"; readonly before: bigint; readonly after: bigint; readonly notes: readonly string[] }
  | { readonly kind: "restatement"; readonly total: bigint; readonly advisors: number };

/** What an approval signs: SHA-256 over the canonical submission, all of it. */
export const signatureOf = (submission: Submission): string => sha256Hex(canonicalJson(submission));

/** Whether an approval signs this very submission. */
export const signs = ({ signs: signed }: Approval, submission: Submission): boolean => signed === signatureOf(submission);

export type StepKind =
  | "edit"
  | "simulate"
  | "submit"
  | "approve"
  | "return"
  | "withdraw"
  | "begin-publishing"
  | "decide"
  | "reject-publishing"
  | "publish";

/** When a step is possible. */
export interface StepRule {
  readonly from: readonly ProposalStatus[];
  /** Whose step it is; none for what follows by itself from a step that a person took. */
  readonly roles?: readonly string[];
  readonly needsComment?: boolean;
}

/** The way of a kind of proposal from its first content to what is published. */
export interface Workflow {
  readonly rules: Readonly<Record<StepKind, StepRule>>;
  /** Whether its approval publishes it at once. */
  readonly publishesOnApproval: boolean;
  /** Whether another person always approves it, or only where it restates closed months. */
  readonly needsApproval: "always" | "restating";
}

const DRAFT_RULES: Readonly<Record<StepKind, StepRule>> = {
  edit: { from: ["draft"], roles: ["hr"] },
  simulate: { from: ["draft"], roles: ["hr"] },
  submit: { from: ["draft"], roles: ["hr"] },
  approve: { from: ["submitted"], roles: ["hr", "finance"] },
  return: { from: WAITING_STATUSES, roles: ["hr", "finance"], needsComment: true },
  withdraw: { from: OPEN_STATUSES, roles: ["hr"], needsComment: true },
  "begin-publishing": { from: ["approved"], roles: ["hr"] },
  decide: { from: ["publishing"] },
  "reject-publishing": { from: ["publishing"] },
  publish: { from: ["publishing"] },
};

const IMMEDIATE_RULES: Readonly<Record<StepKind, StepRule>> = {
  ...DRAFT_RULES,
  edit: { ...DRAFT_RULES.edit, from: [] },
  simulate: { ...DRAFT_RULES.simulate, from: [] },
  submit: { ...DRAFT_RULES.submit, from: [] },
  return: { ...DRAFT_RULES.return, from: [] },
  withdraw: { ...DRAFT_RULES.withdraw, roles: ["hr", "finance"] },
  "begin-publishing": { ...DRAFT_RULES["begin-publishing"], roles: ["hr", "finance"] },
};

/** A draft that HR edits, submits and publishes once another person has approved it. */
export const DRAFT_WORKFLOW: Workflow = { rules: DRAFT_RULES, publishesOnApproval: false, needsApproval: "always" };

/** The same for facts that one person may change alone where closed months stay as they are. */
export const CHANGE_WORKFLOW: Workflow = { ...DRAFT_WORKFLOW, needsApproval: "restating" };

/** Proposed whole by HR or finance, never edited, and published by another person's approval. */
export const IMMEDIATE_WORKFLOW: Workflow = { rules: IMMEDIATE_RULES, publishesOnApproval: true, needsApproval: "always" };

/** A workflow whose steps are those of other roles. */
export function withRoles(workflow: Workflow, roles: readonly string[]): Workflow {
  const rules = Object.fromEntries(
    Object.entries(workflow.rules).map(([step, rule]) => [step, rule.roles === undefined ? rule : { ...rule, roles }]),
  ) as Record<StepKind, StepRule>;
  return { ...workflow, rules };
}
