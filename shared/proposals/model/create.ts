import type { StepContext } from "../../access/person.ts";
import type { ActivityAction, ActivityEntry, FieldChange } from "../../activity/model/activity-entry.ts";
import type { KindRules } from "../kind.ts";
import type { Content, Proposal, Submission } from "./proposal.ts";

/** A proposal's first lock version, and its first line of the activity log. */
export interface CreatedProposal {
  readonly proposal: Proposal;
  readonly entry: ActivityEntry;
}

interface CreationContext extends StepContext {
  readonly proposalId: string;
  readonly comment?: string;
}

export function beginDraft<C extends Content>(kind: KindRules<C>, content: C, naming: CreationContext): CreatedProposal {
  return begun(content, { status: "draft" }, kind.createdAs?.(content) ?? "create", kind.diff(undefined, content), naming);
}

/** Begins with a submission: a change of facts that someone else is to approve. */
export function createSubmitted(
  content: Content,
  submission: Submission,
  changes: readonly FieldChange[],
  naming: CreationContext,
): CreatedProposal {
  return begun(content, { status: "submitted", submission }, "submit", changes, naming);
}

/** Begins with the decision to publish: a change of facts that leaves closed months alone, and needs one person only. */
export function startPublishing(
  content: Content,
  submission: Submission,
  changes: readonly FieldChange[],
  naming: CreationContext & { readonly numbers?: readonly number[] },
): CreatedProposal {
  const { person, at, numbers } = naming;
  const publishing = { by: person.username, at, isDecided: true, ...(numbers !== undefined && { numbers }) };
  return begun(content, { status: "publishing", submission, publishing }, "create", changes, naming);
}

function begun(
  content: Content,
  stands: Pick<Proposal, "status" | "submission" | "publishing">,
  action: ActivityAction,
  changes: readonly FieldChange[],
  { proposalId, person: { username: by }, at, comment }: CreationContext,
): CreatedProposal {
  return {
    proposal: { proposalId, content, ...stands, lockVersion: 1, authors: [by], createdAt: at, changedAt: at },
    entry: { at, by, action, changes, ...(comment !== undefined && comment.trim() !== "" && { comment }), proposalId, lockVersion: 1 },
  };
}
