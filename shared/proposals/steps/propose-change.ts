import type { Person } from "../../access/person.ts";
import { changesOfFacts, checkedFacts, type FactsContent } from "../../advisors/steps/submit-advisor.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { numberRevisions } from "../../scores/steps/number-revisions.ts";
import { submissionOfFacts } from "../../simulations/restatement/evidence.ts";
import { type Begun, beginPublishing, beginSubmitted } from "../model/create.ts";
import type { Proposal } from "../model/proposal.ts";
import { commitNew, entriesOf } from "./commit-step.ts";
import type { Proposing } from "./deps.ts";
import { goOnPublishing } from "./publish.ts";

/**
 * Saves a change of an advisor or of scores: at once where it leaves closed months alone, else as a submission that
 * someone else is to approve.
 * @param more.seenResultHash of the restatement that the person was shown.
 * @throws RefusedError where the restatement is another by now, or the revision is taken.
 */
export async function proposeFacts(
  content: FactsContent,
  more: { readonly why: string; readonly seenResultHash: string },
  person: Person,
  p: Proposing,
): Promise<Proposal> {
  if (!person.roles.includes("hr")) refuse(refusal("role", { needs: "hr" }));
  if (more.why.trim() === "") refuse(refusal("why-missing"));
  const checked = await checkedFacts(content, p);
  const { submission, restatement } = await submissionOfFacts(checked, more.why, p);
  if (restatement.resultHash !== more.seenResultHash) refuse(refusal("restatement-unseen"));
  const changes = await changesOfFacts(checked, p);
  const at = instantOf(p);
  const revisions = checked.kind === "scores" ? (await numberRevisions(checked.entries, p)).map(({ revision }) => revision) : undefined;
  const begin = (proposalId: string): Begun => {
    const naming = { proposalId, person, at, why: more.why };
    const bound = { ...submission, by: person.username, at };
    return restatement.reaches
      ? beginSubmitted(checked, bound, changes, naming)
      : beginPublishing(checked, bound, changes, { ...naming, revisions });
  };
  // What is published at once stands in its subject's trail when it is: until then under the proposal alone.
  const entries = ({ proposal, entry }: Begun) => entriesOf(proposal, entry).slice(0, restatement.reaches ? 2 : 1);
  const proposal = await commitNew(begin, entries, p);
  if (restatement.reaches) return proposal;
  const published = await goOnPublishing(proposal.proposalId, p);
  return published.status === "withdrawn" ? refuse(...(published.refusals ?? [])) : published;
}
