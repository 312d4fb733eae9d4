import type { Taking } from "../../access/person.ts";
import type { FieldChange, TrailAction, TrailEntry } from "../../activity/model/activity-entry.ts";
import type { AdvisorContent } from "../../advisors/model/content.ts";
import type { CorrectionContent } from "../../quarantine/model/content.ts";
import type { ScoresContent } from "../../scores/model/content.ts";
import { contentChanges } from "../../scores/model/field-changes.ts";
import type { SettingsContent } from "../../settings/model/content.ts";
import type { PayingContent, Proposal, ProposalContent, Submission } from "./proposal.ts";

/** A proposal's first edition, and its first line of the trail. */
export interface Begun {
  readonly proposal: Proposal;
  readonly entry: TrailEntry;
}

interface Naming extends Taking {
  readonly proposalId: string;
  readonly why?: string;
}

/** Begins a draft. */
export function beginDraft(content: ProposalContent, naming: Naming): Begun {
  const action = content.kind === "plan" && content.rollsBack !== undefined ? "roll-back" : "create";
  return begun(content, { status: "draft" }, action, contentChanges(undefined, content), naming);
}

/** Begins with a submission: a change of facts that someone else is to approve. */
export function beginSubmitted(
  content: AdvisorContent | ScoresContent | PayingContent | CorrectionContent | SettingsContent,
  submission: Submission,
  changes: readonly FieldChange[],
  naming: Naming,
): Begun {
  return begun(content, { status: "submitted", submission }, "submit", changes, naming);
}

/** Begins with the decision to publish: a change of facts that leaves closed months alone, and needs one person only. */
export function beginPublishing(
  content: AdvisorContent | ScoresContent,
  submission: Submission,
  changes: readonly FieldChange[],
  naming: Naming & { readonly revisions?: readonly number[] },
): Begun {
  const { person, at, revisions } = naming;
  const publishing = { by: person.username, at, isDecided: true, ...(revisions !== undefined && { revisions }) };
  return begun(content, { status: "publishing", submission, publishing }, "create", changes, naming);
}

function begun(
  content: ProposalContent,
  stands: Pick<Proposal, "status" | "submission" | "publishing">,
  action: TrailAction,
  changes: readonly FieldChange[],
  { proposalId, person: { username: by }, at, why }: Naming,
): Begun {
  return {
    proposal: { proposalId, content, ...stands, edition: 1, authors: [by], createdAt: at, changedAt: at },
    entry: { at, by, action, changes, ...(why !== undefined && why.trim() !== "" && { why }), proposalId, edition: 1 },
  };
}
