import { OPEN_STATUSES, type ProposalStatus, WAITING_STATUSES } from "./proposal.ts";

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
