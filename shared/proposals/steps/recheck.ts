import type { FactsContent } from "../../advisors/steps/submit-advisor.ts";
import { refusal } from "../../base/issues/refusal.ts";
import { formatDecimal, parseDecimal } from "../../base/money/decimal.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { factKey, type OtherFact } from "../../ledger/record/record-reference-data.ts";
import { effectOf, movedBeyond, percentText } from "../../plans/model/cost-drift.ts";
import { type PlanReview, reviewPlan } from "../../plans/steps/review-draft.ts";
import { hinderedSettings } from "../../settings/steps/publish-settings.ts";
import { restateFacts } from "../../simulations/restatement/restate.ts";
import { adjustmentsMoved } from "../../simulations/steps/adjustments-changed.ts";
import { openMonthOf } from "../../simulations/steps/open-month.ts";
import { recomputeTrial } from "../../simulations/steps/recompute.ts";
import { isPaying, type PlanContent, type Proposal, type Refusal, type Submission } from "../model/proposal.ts";
import { factsHash, signs } from "../model/signature.ts";
import type { Proposing } from "./deps.ts";
import { checkPaying } from "./publish-entries.ts";

/** Computes again what was approved. @returns why it can't be published; nothing where nothing differs. */
export async function checkPublishing(proposal: Proposal, p: Proposing): Promise<readonly Refusal[]> {
  const { content, submission, approval } = proposal;
  if (submission === undefined || approval === undefined || !signs(approval, submission)) return [refusal("signature-differs")];
  if (factsHash(content) !== submission.factsHash) return [refusal("facts-differ")];
  if (content.kind === "correction") return p.corrections.check(content, submission);
  if (content.kind === "settings") return hinderedSettings(content, proposal.proposalId, p);
  if (isPaying(content)) return checkPaying(content, proposal.proposalId, p);
  return content.kind === "plan" ? checkPlan(proposal, content, submission, p) : checkFacts(content, submission, p);
}

async function checkPlan(proposal: Proposal, content: PlanContent, submission: Submission, p: Proposing): Promise<readonly Refusal[]> {
  const review = await reviewPlan(proposal, p);
  const { plan } = review;
  if (plan === undefined) return [refusal("facts-differ")];
  const stored = await storedHash({ kind: "plan", plan, hash: submission.factsHash }, p);
  // It stands there already: it was stored before whoever stored it could say so.
  if (stored === submission.factsHash) return [];
  if (stored !== undefined) return [refusal("version-taken", { planId: content.planId, version: plan.version })];
  const quick = [...review.missing, ...newFindings(review, submission), ...dateRefusals(plan, review, submission, p)];
  return quick.length > 0 ? quick : recomputed(plan, review, submission, p);
}

function newFindings({ findings }: PlanReview, { acknowledged }: Submission): Refusal[] {
  const open = findings.filter(({ id }) => !acknowledged.includes(id)).map(({ id }) => id);
  return open.length === 0 ? [] : [refusal("findings-appeared", { findings: open.join(", ") })];
}

function dateRefusals({ effectiveFrom }: Plan, { restates }: PlanReview, submission: Submission, p: Proposing): Refusal[] {
  if (!restates || submission.restates) return [];
  return [refusal("date-past", { effectiveFrom, today: p.rating.localDay(new Date(p.surroundings.now()).toISOString()) })];
}

async function recomputed(plan: Plan, review: PlanReview, submission: Submission, p: Proposing): Promise<readonly Refusal[]> {
  const { trial, result, restatementRange } = review;
  if (trial === undefined) return submission.trialId === "" ? [] : [refusal("basis-differs")];
  if (trial.trialId !== submission.trialId) return [refusal("facts-differ")];
  const hashes = await recomputeTrial(trial, p);
  if (hashes.basisHash !== submission.basisHash) return [refusal("basis-differs")];
  if (hashes.resultHash !== submission.resultHash) return [refusal("result-differs")];
  // What closed months will be adjusted by follows from the facts as they stand, not as they stood when it was tried.
  if (restatementRange !== undefined && (await adjustmentsMoved(trial, p))) return [refusal("restatement-differs")];
  if (submission.openMonth === undefined) return [];
  const openMonth = await openMonthOf({ ...trial.request, draft: plan }, p);
  const limit = parseDecimal(p.review.openMonthLimit);
  const [submitted, now] = [effectOf(submission.openMonth, result?.cost), effectOf(openMonth, result?.cost)];
  if (!movedBeyond(submitted, now, limit)) return [];
  const told = { submitted: percentText(submitted), now: percentText(now), limit: `${formatDecimal(limit * 100n)}%` };
  return [refusal("open-month-moved", { month: openMonth.month, ...told })];
}

/**
 * The restatement of facts as they stand now must be the one that was approved, to the fen; what it was computed on is
 * part of its result.
 */
async function checkFacts(content: FactsContent, submission: Submission, p: Proposing): Promise<readonly Refusal[]> {
  if (content.kind === "advisor") {
    const { advisorId, revision } = content.advisor;
    const { factsHash: hash } = submission;
    const stored = await storedHash({ kind: "advisor", advisor: content.advisor, hash }, p);
    if (stored === hash) return [];
    const highest = (await p.ledger.advisors([advisorId])).get(advisorId)?.revision ?? 0;
    if (highest !== revision - 1) return [refusal("revision-taken", { advisorId, stored: highest, revision })];
  }
  const { resultHash } = await restateFacts(content, p);
  return resultHash === submission.resultHash ? [] : [refusal("restatement-differs")];
}

async function storedHash(fact: OtherFact, { ledger }: Proposing): Promise<string | undefined> {
  const key = factKey(fact);
  return (await ledger.factHashes([key])).get(key);
}
