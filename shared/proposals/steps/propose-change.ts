import type { Person } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { type CreatedProposal, createSubmitted, startPublishing } from "../model/create.ts";
import type { Content, Proposal } from "../model/proposal.ts";
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
