import { refusal, refuse } from "../../base/issues/refusal.ts";
import { contentHash } from "../../base/json/hash.ts";
import type { SubmitComment, UnsignedSubmission } from "../../proposals/kind.ts";
import { openMonthOf } from "../../simulations/steps/open-month.ts";
import type { PlanDeps } from "./deps.ts";
import type { PlanReview } from "./review-draft.ts";

/** What the submission of a plan binds. @throws RefusedError with all that stands against submitting it. */
export async function submissionOfPlan(
  { plan, trial, restates, findings, missing }: PlanReview,
  { why, acknowledged }: SubmitComment,
  deps: PlanDeps,
): Promise<UnsignedSubmission> {
  const open = findings.filter(({ id }) => !acknowledged.includes(id)).map(({ id }) => id);
  const refusals = [
    ...missing,
    ...(open.length > 0 ? [refusal("findings-open", { findings: open.join(", ") })] : []),
    ...(why.trim() === "" ? [refusal("why-missing")] : []),
  ];
  if (refusals.length > 0 || plan === undefined) return refuse(...refusals);
  const bound = { why, contentHash: contentHash(plan), restates, acknowledged: findings.map(({ id }) => id) };
  // Only before the first close there is no trial.
  if (trial?.result === undefined) return { ...bound, simulationId: "", inputHash: "", resultHash: "" };
  const { inputHash, resultHash } = trial.result;
  const openMonth = trial.openMonth ?? (await openMonthOf({ ...trial.request, draft: plan }, deps));
  return { ...bound, simulationId: trial.simulationId, inputHash, resultHash, openMonth };
}
