import { type Refusal, refusal, refuse } from "../../base/issues/issue.ts";
import { contentHash } from "../../base/json/hash.ts";
import { absolute, type Decimal, formatDecimal, ONE, parseDecimal, type Ratio, roundHalfAway, times } from "../../base/money/money.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { storedHash } from "../../ledger/record/publish-facts.ts";
import type { SubmitComment, UnsignedSubmission } from "../../proposals/kind.ts";
import type { Proposal, Submission } from "../../proposals/model/proposal.ts";
import { adjustmentsMoved } from "../../simulations/steps/adjustments-changed.ts";
import { openMonthOf } from "../../simulations/steps/open-month.ts";
import { recomputeTrial } from "../../simulations/steps/recompute.ts";
import type { PlanContent } from "../model/content.ts";
import type { PlanDeps } from "./deps.ts";
import { type PlanReview, reviewPlan } from "./review-draft.ts";

/** Whether a plan can be published as it was approved: nothing that its approval rested on may differ. */
export async function recheckPlan(proposal: Proposal<PlanContent>, deps: PlanDeps): Promise<readonly Refusal[]> {
  const { content, submission } = proposal;
  if (submission === undefined) return [refusal("signature-differs")];
  const review = await reviewPlan(proposal, deps);
  const { plan } = review;
  if (plan === undefined) return [refusal("facts-differ")];
  const stored = await storedHash({ kind: "plan", plan, hash: submission.contentHash }, deps);
  // It stands there already: it was stored before whoever stored it could say so.
  if (stored === submission.contentHash) return [];
  if (stored !== undefined) return [refusal("version-taken", { planId: content.planId, version: plan.version })];
  const quick = [...review.missing, ...newFindings(review, submission), ...dateRefusals(plan, review, submission, deps)];
  return quick.length > 0 ? quick : recomputed(plan, review, submission, deps);
}

function newFindings({ findings }: PlanReview, { acknowledged }: Submission): Refusal[] {
  const open = findings.filter(({ id }) => !acknowledged.includes(id)).map(({ id }) => id);
  return open.length === 0 ? [] : [refusal("findings-appeared", { findings: open.join(", ") })];
}

function dateRefusals({ effectiveFrom }: Plan, { restates }: PlanReview, submission: Submission, deps: PlanDeps): Refusal[] {
  if (!restates || submission.restates) return [];
  return [refusal("date-past", { effectiveFrom, today: deps.rating.localDay(new Date(deps.surroundings.now()).toISOString()) })];
}

async function recomputed(plan: Plan, review: PlanReview, submission: Submission, deps: PlanDeps): Promise<readonly Refusal[]> {
  const { trial, result, restatementRange } = review;
  if (trial === undefined) return submission.simulationId === "" ? [] : [refusal("basis-differs")];
  if (trial.simulationId !== submission.simulationId) return [refusal("facts-differ")];
  const hashes = await recomputeTrial(trial, deps);
  if (hashes.inputHash !== submission.inputHash) return [refusal("basis-differs")];
  if (hashes.resultHash !== submission.resultHash) return [refusal("result-differs")];
  // What closed months will be adjusted by follows from the facts as they stand, not as they stood when it was tried.
  if (restatementRange !== undefined && (await adjustmentsMoved(trial, deps))) return [refusal("restatement-differs")];
  if (submission.openMonth === undefined) return [];
  const openMonth = await openMonthOf({ ...trial.request, draft: plan }, deps);
  const limit = parseDecimal(deps.review.openMonthLimit);
  const [submitted, now] = [effectOf(submission.openMonth, result?.cost), effectOf(openMonth, result?.cost)];
  if (!movedBeyond(submitted, now, limit)) return [];
  const told = { submitted: percentText(submitted), now: percentText(now), limit: `${formatDecimal(limit * 100n)}%` };
  return [refusal("open-month-moved", { month: openMonth.month, ...told })];
}

/** Costs of a range with and without a draft, minor units. */
interface Costs {
  readonly before: bigint;
  readonly after: bigint;
}

/** What a draft makes of costs, as a part of them: 1/50 is 2% more. Of costs of 0 the trial's effect stands for it; of none, 0. */
export function effectOf({ before, after }: Costs, trial: Costs | undefined): Ratio {
  if (before !== 0n) return { numerator: after - before, denominator: absolute(before) };
  return trial === undefined ? { numerator: 0n, denominator: 1n } : effectOf(trial, undefined);
}

/** Whether two effects lie further apart than a limit. Exact. */
export function movedBeyond(one: Ratio, other: Ratio, limit: Decimal): boolean {
  const apart = absolute(one.numerator * other.denominator - other.numerator * one.denominator);
  return apart * ONE > limit * one.denominator * other.denominator;
}

/** A part as one reads it, rounded to hundredths of a percent: "+1.25%". */
export function percentText(part: Ratio): string {
  const { numerator, denominator } = times(part, 10_000n * ONE);
  const hundredths = roundHalfAway(numerator, denominator);
  const digits = absolute(hundredths).toString().padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  const sign = hundredths < 0n ? "-" : hundredths > 0n ? "+" : "";
  return `${sign}${digits.slice(0, -2)}${fraction === "" ? "" : `.${fraction}`}%`;
}

/** What the submission of a plan binds. @throws RefusedError with all that stands against submitting it. */
export async function submissionOfPlan(
  { plan, trial, restates, findings, missing }: PlanReview,
  { comment, acknowledged }: SubmitComment,
  deps: PlanDeps,
): Promise<UnsignedSubmission> {
  const open = findings.filter(({ id }) => !acknowledged.includes(id)).map(({ id }) => id);
  const refusals = [
    ...missing,
    ...(open.length > 0 ? [refusal("findings-open", { findings: open.join(", ") })] : []),
    ...(comment.trim() === "" ? [refusal("why-missing")] : []),
  ];
  if (refusals.length > 0 || plan === undefined) return refuse(...refusals);
  const bound = { comment, contentHash: contentHash(plan), restates, acknowledged: findings.map(({ id }) => id) };
  // Only before the first close there is no trial.
  if (trial?.result === undefined) return { ...bound, simulationId: "", inputHash: "", resultHash: "" };
  const { inputHash, resultHash } = trial.result;
  const openMonth = trial.openMonth ?? (await openMonthOf({ ...trial.request, draft: plan }, deps));
  return { ...bound, simulationId: trial.simulationId, inputHash, resultHash, openMonth };
}
