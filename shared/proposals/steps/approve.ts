import type { Person } from "../../access/person.ts";
import type { Proposal } from "../model/proposal.ts";
import type { ProposalDeps, StepRequest } from "./deps.ts";
import { publish } from "./publish.ts";
import { approve } from "./take-steps.ts";

/**
 * Approves a proposal. Where its workflow says so, the approval publishes it at once; repeated after a crash, that is
 * resumed.
 * @returns it approved, or published; or approved with why publishing was refused, or publishing, where that goes on in
 * the background.
 * @throws RefusedError where the person wrote or submitted it, it is about themselves, or another step came first.
 */
export async function approveProposal(request: StepRequest, person: Person, deps: ProposalDeps): Promise<Proposal> {
  const found = await deps.proposals.find(request.proposalId);
  const publishes = (proposal: Proposal) => deps.kinds.of(proposal.content).workflow.publishesOnApproval;
  const isOwn = found !== undefined && publishes(found) && found.approval?.by === person.username;
  if (isOwn && found.status === "published") return found;
  const isBegun = isOwn && (found.status === "approved" || found.status === "publishing");
  const approved = isBegun ? found : await approve(request, person, deps);
  return publishes(approved) ? publish({ proposalId: approved.proposalId, lockVersion: approved.lockVersion }, person, deps) : approved;
}
