import type { Person } from "../../access/person.ts";
import { checkedFacts } from "../../advisors/steps/submit-advisor.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { reviewPlan } from "../../plans/steps/review-draft.ts";
import { submissionOfPlan } from "../../plans/steps/submit-plan.ts";
import { submissionOfFacts } from "../../simulations/restatement/evidence.ts";
import { isPublishedOnApproval, type Proposal } from "../model/proposal.ts";
import type { StepRequest, Submitting } from "../model/step-request.ts";
import { advance, assertPossible, openProposal } from "./commit-step.ts";
import type { Proposing } from "./deps.ts";

/** Submits a draft: what is to be approved is fixed by hashes. @throws RefusedError with all that hinders it. */
export async function submit(request: Submitting, person: Person, p: Proposing): Promise<Proposal> {
  const proposal = await openProposal(request, p);
  assertPossible(proposal, "submit", person);
  const { content } = proposal;
  if (content.kind === "plan") {
    const submission = await submissionOfPlan(await reviewPlan(proposal, p), request, p);
    return advance(proposal, { kind: "submit", submission }, person, p);
  }
  // What is paid is submitted as it is proposed, and never becomes a draft again.
  if (isPublishedOnApproval(content)) return refuse(refusal("wrong-status", { status: proposal.status, step: "submit" }));
  if (request.why.trim() === "") refuse(refusal("why-missing"));
  const { submission } = await submissionOfFacts(await checkedFacts(content, p), request.why, p);
  return advance(proposal, { kind: "submit", submission }, person, p);
}

/** Approves a submission. @throws RefusedError where the person wrote or submitted it, or another step came first. */
export async function approve(request: StepRequest, person: Person, p: Proposing): Promise<Proposal> {
  return advance(await openProposal(request, p), { kind: "approve" }, person, p);
}

/** Makes a draft again of what was submitted or approved. @throws RefusedError */
export async function sendBack(request: StepRequest & { readonly why: string }, person: Person, p: Proposing): Promise<Proposal> {
  return advance(await openProposal(request, p), { kind: "send-back", why: request.why }, person, p);
}

/** Ends a proposal that is not published. @throws RefusedError */
export async function withdraw(request: StepRequest & { readonly why: string }, person: Person, p: Proposing): Promise<Proposal> {
  return advance(await openProposal(request, p), { kind: "withdraw", why: request.why }, person, p);
}
