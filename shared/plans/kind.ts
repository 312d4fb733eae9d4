import { monthsBetween } from "../base/calendar/month.ts";
import { refusal } from "../base/issues/issue.ts";
import { changesBetween } from "../base/json/diff.ts";
import { contentHash } from "../base/json/hash.ts";
import { eventBody, publishFacts } from "../ledger/record/publish-facts.ts";
import type { KindRules, KindViews, ProposalKind } from "../proposals/kind.ts";
import { DRAFT_WORKFLOW, type Proposal } from "../proposals/model/proposal.ts";
import { readSimulation } from "../simulations/steps/read-simulation.ts";
import { formatMonth } from "../ui/format.ts";
import { planWordsOf } from "./messages.ts";
import { type PlanContent, readPlanContent } from "./model/content.ts";
import type { PlanDeps } from "./steps/deps.ts";
import { recheckPlan, submissionOfPlan } from "./steps/recheck-plan.ts";
import { reviewPlan } from "./steps/review-draft.ts";

/** How much is computed again within a request: advisors, or advisors times months. More is in the background. */
const MAX_INLINE = { advisors: 2_000, evaluations: 60_000 };

/** A plan's next version. */
export const planRules: KindRules<PlanContent> = {
  kind: "plan",
  workflow: DRAFT_WORKFLOW,
  subjectOf: ({ planId }) => `plan:${planId}`,
  concerns: () => false,
  hash: (content) => {
    const reading = readPlanContent(content);
    return reading.ok ? contentHash(reading.value) : undefined;
  },
  diff: (before, after) => [
    ...changesBetween({ baseVersion: before?.baseVersion }, { baseVersion: after.baseVersion }),
    ...changesBetween(before?.terms ?? {}, after.terms),
    ...changesBetween({ rollbackOf: before?.rollbackOf }, { rollbackOf: after.rollbackOf }),
  ],
  createdAs: ({ rollbackOf }) => (rollbackOf === undefined ? "create" : "roll-back"),
  publishedChanges: ({ baseVersion }) => [{ path: "version", before: baseVersion === 0 ? undefined : baseVersion, after: baseVersion + 1 }],
};

/** The same with all its steps. */
export function planKind(deps: PlanDeps): ProposalKind<PlanContent> {
  return {
    ...planRules,
    views: planViews,
    prepare: async (proposal, comment) => submissionOfPlan(await reviewPlan(proposal, deps), comment, deps),
    recheck: async (proposal) => recheckPlan(proposal as Proposal<PlanContent>, deps),
    publish: async ({ content }) => {
      const reading = readPlanContent(content);
      const bodies = reading.ok ? [eventBody("PlanPublished", reading.value)] : [];
      return publishFacts(bodies, deps, refusal("version-taken", { planId: content.planId, version: content.baseVersion + 1 }));
    },
    runsInBackground: (proposal) => isLarge(proposal, deps),
    effectOf: async ({ simulationId }, language) => {
      const read = await readSimulation(simulationId, deps);
      if (read?.result === undefined) return undefined;
      const words = planWordsOf(language).proposal;
      const { from, to } = read.trial.request;
      const [first, last] = [formatMonth(from, language), formatMonth(to, language)];
      return { kind: "cost", ...read.result.cost, notes: [words.overRange(first === last ? first : words.fromTo(first, last))] };
    },
  };
}

async function isLarge({ submission, publishing }: Proposal, deps: PlanDeps): Promise<boolean> {
  if (publishing?.isDecided === true) return false;
  const read = await readSimulation(submission?.simulationId ?? "", deps);
  if (read === undefined) return false;
  const { from, to } = read.trial.request;
  const advisors = read.result?.advisors ?? 0;
  return advisors > MAX_INLINE.advisors || advisors * (monthsBetween(from, to) + 1) > MAX_INLINE.evaluations;
}

/** What pages say of a plan's next version. */
export const planViews: KindViews<PlanContent> = {
  title: ({ planId, baseVersion }, language) => planWordsOf(language).proposal.title(planId, baseVersion + 1),
  summary: ({ planId, baseVersion, rollbackOf }, language) => {
    const words = planWordsOf(language).proposal;
    return {
      text: words.summary(planId, `${baseVersion + 1}`),
      notes: rollbackOf === undefined ? [] : [words.rollbackOf(`${rollbackOf.from}`)],
    };
  },
};
