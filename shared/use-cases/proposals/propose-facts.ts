import type { Person } from "../../access/who.ts";
import type { AdvisorContent, Proposal, ScoresContent } from "../../approval/proposal.ts";
import type { Proposing } from "./proposing.ts";

/**
 * Saves a change of an advisor or of scores: at once where it leaves closed months alone, else as a submission that
 * someone else is to approve.
 * @param more.seenResultHash of the restatement that the person was shown.
 * @throws RefusedError where the restatement is another by now, or the revision is taken.
 */
export async function proposeFacts(
  _content: AdvisorContent | ScoresContent,
  _more: { readonly why: string; readonly seenResultHash: string },
  _person: Person,
  _p: Proposing,
): Promise<Proposal> {
  throw new Error("not yet");
}
