import type { Person } from "../../access/person.ts";
import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { issue, refusal, refuse } from "../../base/issues/issue.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { type CreatedProposal, createSubmitted, startPublishing } from "../model/create.ts";
import type { Content, Proposal, Submission } from "../model/proposal.ts";
import { commitNew, entriesOf } from "./commit-step.ts";
import type { CommitDeps } from "./deps.ts";
import { resumePublishing } from "./publish.ts";

/**
 * Saves a change of facts: at once where it leaves closed months alone, else as a submission that someone else is to
 * approve.
 * @param more.expectedResultHash of the restatement that the person was shown.
 * @throws RefusedError where the restatement is another by now, or the content is no valid fact.
 */
export async function proposeChange(
  content: Content,
  more: { readonly comment: string; readonly expectedResultHash: string },
  person: Person,
  deps: CommitDeps,
): Promise<Proposal> {
  if (!person.roles.includes("hr")) refuse(refusal("role", { needs: "hr" }));
  if (more.comment.trim() === "") refuse(refusal("why-missing"));
  const kind = deps.kinds.of(content);
  const prepared = await kind.prepareChange?.(content, more.comment);
  if (prepared === undefined) throw new Error(`a proposal of kind "${content.kind}" is not saved directly`);
  const { submission, changes } = prepared;
  if (submission.resultHash !== more.expectedResultHash) refuse(refusal("restatement-unseen"));
  const at = instantOf(deps);
  const numbers = await kind.fixNumbers?.(content);
  const needsApproval = submission.restates;
  const begin = (proposalId: string): CreatedProposal => {
    const naming = { proposalId, person, at, comment: more.comment };
    const bound = { ...submission, by: person.username, at };
    return needsApproval
      ? createSubmitted(content, bound, changes, naming)
      : startPublishing(content, bound, changes, { ...naming, ...(numbers !== undefined && { numbers }) });
  };
  // What is published at once stands in its subject's activity log when it is: until then under the proposal alone.
  const entries = ({ proposal, entry }: CreatedProposal) => entriesOf(proposal, entry, deps).slice(0, needsApproval ? 2 : 1);
  const proposal = await commitNew(begin, deps, entries);
  if (needsApproval) return proposal;
  const published = await resumePublishing(proposal.proposalId, deps);
  return published.status === "withdrawn" ? refuse(...(published.refusals ?? [])) : published;
}

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

/** How many entries one proposal may have. */
export const MAX_ENTRIES = 5_000;

/**
 * Submits entries, all of them together, for another person's approval. They were parsed before.
 * @throws RefusedError where an entry can't be published as things stand, or nobody says why.
 */
export async function proposeEntries<C extends Content & { readonly entries: readonly unknown[] }>(
  content: C,
  comment: string,
  person: Person,
  deps: CommitDeps,
): Promise<Proposal> {
  const { entries } = content;
  if (entries.length === 0) refuse(refusal("nothing-proposed"));
  if (entries.length > MAX_ENTRIES) refuse(issue("entries", "too-many-entries", { count: entries.length, maximum: MAX_ENTRIES }));
  return proposeForApproval(content, comment, person, deps);
}
