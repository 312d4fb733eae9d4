import type { Person } from "../../access/person.ts";
import { isPublishedOnApproval, type Proposal } from "../model/proposal.ts";
import type { StepRequest } from "../model/step-request.ts";
import type { Proposing } from "./deps.ts";
import { publish } from "./publish.ts";
import { approve } from "./take-steps.ts";

/**
 * Approves a proposal. What reaches straight into what is paid, and the correction of a quarantined record, is published at once, by whoever approves it; repeated
 * after a crash, it goes on with that.
 * @returns it approved, or published; or approved with why publishing was refused, or publishing, where that goes on in
 * the background.
 * @throws RefusedError where the person wrote or submitted it, it is about themselves, or another step came first.
 */
export async function approveProposal(request: StepRequest, person: Person, p: Proposing): Promise<Proposal> {
  const found = await p.proposals.find(request.proposalId);
  const isOwn = found !== undefined && isPublishedOnApproval(found.content) && found.approval?.by === person.username;
  if (isOwn && found.status === "published") return found;
  const isBegun = isOwn && (found.status === "approved" || found.status === "publishing");
  const approved = isBegun ? found : await approve(request, person, p);
  return isPublishedOnApproval(approved.content)
    ? publish({ proposalId: approved.proposalId, edition: approved.edition }, person, p)
    : approved;
}
