import type { Person } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { Proposal } from "../model/proposal.ts";
import { advance, assertPossible, openProposal } from "./commit-step.ts";
import type { CommitDeps, StepRequest, SubmitRequest } from "./deps.ts";

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
export async function sendBack(request: StepRequest & { readonly why: string }, person: Person, deps: CommitDeps): Promise<Proposal> {
  return advance(await openProposal(request, deps), { kind: "return", why: request.why }, person, deps);
}

/** Ends a proposal that is not published. @throws RefusedError */
export async function withdraw(request: StepRequest & { readonly why: string }, person: Person, deps: CommitDeps): Promise<Proposal> {
  return advance(await openProposal(request, deps), { kind: "withdraw", why: request.why }, person, deps);
}
