import { refusal, refuse } from "../../base/issues/refusal.ts";
import { contentHash } from "../../base/json/hash.ts";
import type { Submission } from "../../proposals/model/proposal.ts";
import type { Submitting } from "../../proposals/model/step-request.ts";
import type { Proposing } from "../../proposals/steps/deps.ts";
import { openMonthOf } from "../../simulations/steps/open-month.ts";
import type { PlanReview } from "./review-draft.ts";

export async function submissionOfPlan(
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
