import { type Day, lastDayOf, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { type Issue, type Refusal, refusal } from "../../base/issues/issue.ts";
import { contentHash } from "../../base/json/hash.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { type Advisor, planIdOn } from "../../engine/facts/advisor.ts";
import { hasLeftBy, spellBegunBy } from "../../engine/facts/spells.ts";
import { diffPlans, type PlanChange } from "../../engine/plan/diff.ts";
import { type Finding, inspectPlan } from "../../engine/plan/draft-warnings.ts";
import { latestVersionOf } from "../../engine/plan/plan-versions.ts";
import { type Plan, unratedFacets } from "../../engine/plan/schema.ts";
import { NO_ROWS } from "../../ledger/store/close-store.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { Simulation, SimulationResult } from "../../simulations/model/simulation.ts";
import { readSimulation } from "../../simulations/steps/read-simulation.ts";
import { type PlanContent, readPlanContent } from "../model/content.ts";
import type { PlanDeps } from "./deps.ts";
import { planContentOf } from "./edit-draft.ts";

/** All that is known of a plan's draft as it stands: what its page shows, and what submitting asks for. */
export interface PlanReview {
  /** The version that it is to become; none where it can't be read. */
  readonly plan?: Plan;
  /** Why it can't be read, or be published as it is. */
  readonly issues: readonly Issue[];
  /** The version that it follows; none for a first version. */
  readonly base?: Plan;
  readonly changes: readonly PlanChange[];
  readonly findings: readonly Finding[];
  /** Whether it starts before tomorrow. */
  readonly restates: boolean;
  /** The closed months that it restates; none where it reaches none. */
  readonly restatementRange?: MonthRange;
  readonly trial?: Simulation;
  readonly result?: SimulationResult;
  /** What still hinders submitting, beside findings that are to be acknowledged. */
  readonly missing: readonly Refusal[];
  readonly latestVersion: number;
}

interface MonthRange {
  readonly from: Month;
  readonly to: Month;
}

/** Reviews a plan's proposal as things stand now. @throws RefusedError where it proposes other facts. */
export async function reviewPlan(proposal: Proposal, deps: PlanDeps): Promise<PlanReview> {
  const content = planContentOf(proposal);
  const [plans, { firstMonth, closedMonth }, tried] = await Promise.all([
    deps.ledger.plans(),
    deps.ledger.state(),
    proposal.simulationId === undefined ? undefined : readSimulation(proposal.simulationId, deps),
  ]);
  const versions = plans.filter(({ planId }) => planId === content.planId);
  const latestVersion = latestVersionOf(content.planId, plans);
  const rebase =
    content.baseVersion === latestVersion ? [] : [refusal("rebase", { baseVersion: content.baseVersion, latest: latestVersion })];
  const { trial, result } = tried ?? {};
  const base = versions.find(({ version }) => version === content.baseVersion);
  const known = { base, trial, result, latestVersion };
  const reading = readPlanContent(content);
  if (!reading.ok) {
    const missing = [refusal("plan-invalid"), ...rebase];
    return { ...known, issues: reading.issues, changes: [], findings: [], restates: false, missing };
  }
  const plan = reading.value;
  const issues = unratedFacets(plan, deps.rating.ratedFacets);
  const today = deps.rating.localDay(instantOf(deps));
  const { restates, restatementRange } = restatementOf(plan, today, closedMonth);
  // What other content was tried on says nothing of this one.
  const evidence = trial !== undefined && isOf(trial, plan) ? result?.evidence : undefined;
  return {
    ...known,
    plan,
    issues,
    changes: diffPlans(base, plan),
    findings: inspectPlan(plan, versions, evidence, { base }),
    restates,
    restatementRange,
    missing: [
      ...(issues.length > 0 ? [refusal("facets-unrated", { facets: issues.map(({ path }) => path).join(", ") })] : []),
      ...rebase,
      ...bookRefusals(plan, restates, firstMonth),
      ...(closedMonth === undefined ? [] : simulationRefusals(plan, content, trial, restatementRange)),
      ...(closedMonth === undefined || restatementRange !== undefined ? [] : await otherAdvisors(content, trial, closedMonth, deps)),
    ],
  };
}

function restatementOf(
  { effectiveFrom }: Plan,
  today: Day,
  closedMonth: Month | undefined,
): Pick<PlanReview, "restates" | "restatementRange"> {
  if (effectiveFrom > today) return { restates: false };
  const from = monthOfDay(effectiveFrom);
  return closedMonth === undefined || from > closedMonth
    ? { restates: true }
    : { restates: true, restatementRange: { from, to: closedMonth } };
}

/** The first close settled what was earned before it: no trial tells what would become of that. */
function bookRefusals({ effectiveFrom }: Plan, restates: boolean, firstMonth: Month | undefined): Refusal[] {
  if (!restates || firstMonth === undefined || monthOfDay(effectiveFrom) >= firstMonth) return [];
  return [refusal("before-books", { effectiveFrom, firstMonth })];
}

const isOf = ({ request }: Simulation, plan: Plan): boolean => contentHash(request.draft) === contentHash(plan);

/** What the trial lacks. Before the first close there is nothing to try a plan on, and nothing is asked for. */
function simulationRefusals(plan: Plan, { planId }: PlanContent, trial: Simulation | undefined, range: MonthRange | undefined): Refusal[] {
  const { from, to } = range ?? { from: "", to: "" };
  if (trial === undefined) return [range === undefined ? refusal("simulation-missing") : refusal("simulation-not-dated", { from, to })];
  if (trial.issues !== undefined) return [refusal("simulation-failed"), ...trial.issues];
  if (!isOf(trial, plan)) return [refusal("simulation-outdated")];
  const { request } = trial;
  if (range !== undefined && (request.as !== "dated" || request.replaces !== planId))
    return [refusal("simulation-not-dated", { from, to })];
  if (range !== undefined && (request.from > from || request.to < to)) return [refusal("simulation-too-short", { from, to })];
  return trial.result === undefined ? [refusal("simulation-unfinished")] : [];
}

/**
 * A simulation on another plan's advisors tells the effect of a draft that has none of its own. Where some had it when the
 * last month closed, they are whom it changes, and it can be simulated on them. Reads every advisor, but only where the
 * simulation was on others.
 */
async function otherAdvisors(
  { planId }: PlanContent,
  trial: Simulation | undefined,
  closedMonth: Month,
  { ledger, shards }: PlanDeps,
): Promise<Refusal[]> {
  if (trial === undefined || trial.request.replaces === planId) return [];
  const day = lastDayOf(closedMonth);
  const { period } = await ledger.state();
  const hasPlan = (advisor: Advisor | undefined): boolean =>
    advisor !== undefined && spellBegunBy(advisor, day) !== undefined && !hasLeftBy(advisor, day) && planIdOn(advisor, day) === planId;
  for (let shard = 0; shard < shards; shard += 1) {
    const advisors = await ledger.advisors(await ledger.advisorsOfShard(shard));
    for (const { advisorId } of [...advisors.values()].filter(hasPlan)) {
      // Who was given the plan since for months that are closed isn't in what simulations read.
      const known = (await ledger.advisorRecord(advisorId, NO_ROWS)).advisors.filter((each) => each.period < period);
      if (!hasPlan(known.sort((left, right) => left.fact.revision - right.fact.revision).at(-1)?.fact)) continue;
      return [refusal("simulation-of-other-advisors", { planId, replaces: trial.request.replaces, advisorId, month: closedMonth })];
    }
  }
  return [];
}
