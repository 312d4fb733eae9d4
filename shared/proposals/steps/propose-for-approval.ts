import type { Person } from "../../access/person.ts";
import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { createSubmitted } from "../model/create.ts";
import type { Content, Proposal, Submission } from "../model/proposal.ts";
import { commitNew } from "./commit-step.ts";
import type { CommitDeps } from "./deps.ts";

/** What a submission binds beside the hash of its content, and what the activity log says of it. */
export interface ProposalEvidence extends Partial<Pick<Submission, "simulationId" | "inputHash" | "resultHash" | "restates">> {
  /** By default what the kind tells of a content that is new. */
  readonly changes?: readonly FieldChange[];
}

/**
 * Submits what is published by another person's approval, and is never a draft.
 * @throws RefusedError where it can't be published as things stand, or nobody says why.
 */
export async function proposeForApproval(
  content: Content,
  comment: string,
  person: Person,
  deps: CommitDeps,
  { changes, ...evidence }: ProposalEvidence = {},
): Promise<Proposal> {
  const kind = deps.kinds.of(content);
  assertMayPropose(person, kind.workflow.rules.withdraw.roles);
  if (comment.trim() === "") refuse(refusal("why-missing"));
  if (holdsAccountNumber(comment)) refuse(refusal("account-in-text"));
  const refusals = await kind.recheck({ content });
  if (refusals.length > 0) refuse(...refusals);
  const at = instantOf(deps);
  const bound = {
    ...{ simulationId: "", inputHash: "", resultHash: "", restates: false, ...evidence },
    ...{ comment, contentHash: kind.hash(content) ?? "", acknowledged: [], by: person.username, at },
  };
  const told = changes ?? kind.diff(undefined, content);
  return commitNew((proposalId) => createSubmitted(content, bound, told, { proposalId, person, at, comment }), deps);
}

/** @throws RefusedError where it is not for this person to propose it. */
export function assertMayPropose({ roles }: Person, allowed: readonly string[] = ["hr", "finance"]): void {
  if (!allowed.some((role) => roles.some((each) => each === role))) refuse(refusal("role", { needs: allowed.join(" or ") }));
}
