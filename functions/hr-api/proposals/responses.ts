import type { Person } from "../../../shared/access/policy.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import { reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restatement-store.ts";
import { Reply } from "../../_platform/api/endpoint.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toRestatement } from "../restatement-schema.response.ts";
import { proposalUrl } from "../urls.ts";
import { toProposal } from "./mapping.ts";

/** What the description of an endpoint says that saves a change. */
export const SAVED =
  "Where it leaves closed months alone it is published at once; else it is submitted, and someone else has to approve it. The answer is the proposal by which it was done. Saved is what was seen: send the `resultHash` that the preview showed.";

/** The proposal that the path names. @throws HttpProblem where there is none. */
export async function proposalOf(
  { proposalId }: Readonly<Record<"proposalId", string>>,
  { proposals }: Pick<Wiring, "proposals">,
): Promise<Proposal> {
  const found = await proposals.find(proposalId);
  if (found === undefined) throw notFound("There is no such proposal.");
  return found;
}

/** A proposal and what a look at it finds. That someone looked is noted before it is told. */
export async function proposalReply(proposal: Proposal, person: Person, wiring: Wiring, status: 200 | 202 = 200) {
  await noteProposalView(proposal, person, wiring);
  return new Reply(await lookedAt(proposal, wiring), { status, lockVersion: proposal.lockVersion });
}

/** The same for a proposal that this request made. */
export async function createdReply(proposal: Proposal, person: Person, wiring: Wiring) {
  await noteProposalView(proposal, person, wiring);
  const headers = { location: proposalUrl(proposal.proposalId) };
  return new Reply(await lookedAt(proposal, wiring), { status: 201, headers, lockVersion: proposal.lockVersion });
}

async function lookedAt(proposal: Proposal, wiring: Wiring) {
  if (isPlanContent(proposal.content)) {
    const review = IN_WORK.has(proposal.status) ? await reviewPlan(proposal, wiring) : undefined;
    return toProposal(proposal, { review }, wiring.kinds);
  }
  const sharedAccounts = await sharedAccountsOfProposal(proposal, wiring);
  const { submission } = proposal;
  const kept =
    submission === undefined || submission.simulationId === "" ? undefined : await readRestatement(submission.simulationId, wiring);
  return toProposal(proposal, { restatement: kept && toRestatement(kept), sharedAccounts }, wiring.kinds);
}

/** Of what is published or withdrawn there is nothing more to find. */
const IN_WORK: ReadonlySet<Proposal["status"]> = new Set(["draft", "submitted", "approved"]);
