import type { Person } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import type { Proposal } from "../model/proposal.ts";
import { advance, assertPossible, openProposal } from "./commit-step.ts";
import type { CommitDeps, ProposalDeps, StepRequest, SubmitRequest } from "./deps.ts";
import { publish } from "./publish.ts";

/** Submits a draft: what is to be approved is fixed by hashes. @throws RefusedError with all that stands against it. */
export async function submit(request: SubmitRequest, person: Person, deps: CommitDeps): Promise<Proposal> {
  const proposal = await openProposal(request, deps);
  assertPossible(proposal, "submit", person, deps);
  const submission = await deps.kinds.of(proposal.content).prepare?.(proposal, request);
  // What has no drafts is submitted as it is proposed, and never becomes a draft again.
  if (submission === undefined) return refuse(refusal("wrong-status", { status: proposal.status, step: "submit" }));
  return advance(proposal, { kind: "submit", submission }, person, deps);
}

/** Approves a submission. @throws RefusedError where the person wrote or submitted it, or another step came first. */
export async function approve(request: StepRequest, person: Person, deps: CommitDeps): Promise<Proposal> {
  return advance(await openProposal(request, deps), { kind: "approve" }, person, deps);
}

/** Makes a draft again of what was submitted or approved. @throws RefusedError */
export async function sendBack(request: StepRequest & { readonly comment: string }, person: Person, deps: CommitDeps): Promise<Proposal> {
  return advance(await openProposal(request, deps), { kind: "return", comment: request.comment }, person, deps);
}

/** Ends a proposal that is not published. @throws RefusedError */
export async function withdraw(request: StepRequest & { readonly comment: string }, person: Person, deps: CommitDeps): Promise<Proposal> {
  return advance(await openProposal(request, deps), { kind: "withdraw", comment: request.comment }, person, deps);
}

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
