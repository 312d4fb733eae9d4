import type { Person } from "../../access/person.ts";
import { checkedFacts, submissionOfFacts } from "../../advisors/steps/submit-advisor.ts";
import { refusal } from "../../base/issues/refusal.ts";
import { contentHash } from "../../base/json/hash.ts";
import { type PlanReview, reviewPlan } from "../../plans/steps/review-draft.ts";
import { openMonthOf } from "../../simulations/steps/open-month.ts";
import { isPublishedOnApproval, type Proposal, type Submission } from "../model/proposal.ts";
import { advance, assertPossible, openProposal, refuse } from "./commit-step.ts";
import type { Proposing, StepRequest } from "./deps.ts";

export interface Submitting extends StepRequest {
  readonly why: string;
  /** Ids of the findings that the submitter knows and means. */
  readonly acknowledged: readonly string[];
}

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

async function submissionOfPlan(
  { plan, trial, restates, findings, missing }: PlanReview,
  { why, acknowledged }: Submitting,
  p: Proposing,
): Promise<Omit<Submission, "by" | "at">> {
  const open = findings.filter(({ id }) => !acknowledged.includes(id)).map(({ id }) => id);
  const refusals = [
    ...missing,
    ...(open.length > 0 ? [refusal("findings-open", { findings: open.join(", ") })] : []),
    ...(why.trim() === "" ? [refusal("why-missing")] : []),
  ];
  if (refusals.length > 0 || plan === undefined) return refuse(...refusals);
  const bound = { why, factsHash: contentHash(plan), restates, acknowledged: findings.map(({ id }) => id) };
  // Only before the first close there is no trial.
  if (trial?.result === undefined) return { ...bound, trialId: "", basisHash: "", resultHash: "" };
  const { basisHash, resultHash } = trial.result;
  const openMonth = trial.openMonth ?? (await openMonthOf({ ...trial.request, draft: plan }, p));
  return { ...bound, trialId: trial.trialId, basisHash, resultHash, openMonth };
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
