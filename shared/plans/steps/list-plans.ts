import { addDays, type Day } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { instantOf, READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { OPEN_STATUSES, type Proposal } from "../../proposals/model/proposal.ts";
import { isPlanContent } from "../model/content.ts";
import type { PlanDraftDeps } from "./deps.ts";

/** A published version and where it stands today. */
export interface PlanVersion {
  readonly plan: Plan;
  readonly state: "future" | "in-force" | "superseded";
  /** Its last day, where another version is known to follow it. */
  readonly until?: Day;
  /** How it came to be; none where it was sent as a fact. */
  readonly proposal?: Proposal;
  /** Whether a later version takes it back. */
  readonly rolledBack: boolean;
}

export interface PlanOverview {
  readonly planId: string;
  /** Highest version first. */
  readonly versions: readonly PlanVersion[];
  /** Proposals that are neither published nor withdrawn, the latest changed first. */
  readonly drafts: readonly Proposal[];
}

type PlanListDeps = Pick<PlanDraftDeps, "ledger" | "proposals" | "surroundings" | "rating">;

/** All plans that have a version or a draft, by id. */
export async function listPlans(deps: PlanListDeps): Promise<PlanOverview[]> {
  const [plans, drafts] = await Promise.all([deps.ledger.plans(), unfinished(deps)]);
  const planIds = [...new Set([...plans.map(({ planId }) => planId), ...drafts.keys()])].sort(compare);
  return inParallel(planIds, READS_CONCURRENCY, (planId) => overviewOf(planId, plans, drafts, deps));
}

/** A plan; none where it has neither version nor draft. */
export async function readPlan(planId: string, deps: PlanListDeps): Promise<PlanOverview | undefined> {
  const [plans, drafts] = await Promise.all([deps.ledger.plans(), unfinished(deps)]);
  const overview = await overviewOf(planId, plans, drafts, deps);
  return overview.versions.length === 0 && overview.drafts.length === 0 ? undefined : overview;
}

async function unfinished({ proposals }: PlanListDeps): Promise<ReadonlyMap<string, readonly Proposal[]>> {
  const all = await proposals.list(OPEN_STATUSES, "plan");
  const ofPlans = all.flatMap((proposal) => (isPlanContent(proposal.content) ? [{ planId: proposal.content.planId, proposal }] : []));
  return new Map([...Map.groupBy(ofPlans, ({ planId }) => planId)].map(([planId, each]) => [planId, each.map(({ proposal }) => proposal)]));
}

async function overviewOf(
  planId: string,
  plans: readonly Plan[],
  drafts: ReadonlyMap<string, readonly Proposal[]>,
  deps: PlanListDeps,
): Promise<PlanOverview> {
  const versions = plans.filter((plan) => plan.planId === planId).sort((left, right) => right.version - left.version);
  const published = versions.length === 0 ? [] : await publishedProposals(planId, deps);
  const byVersion = new Map(published.flatMap((each) => (isPlanContent(each.content) ? [[each.content.baseVersion + 1, each]] : [])));
  const takenBack = new Set(published.flatMap(({ content }) => (isPlanContent(content) ? (content.rollbackOf?.to ?? []) : [])));
  const today = deps.rating.localDay(instantOf(deps));
  return {
    planId,
    versions: versions.map((plan) => ({
      plan,
      ...standingOf(plan, versions, today),
      proposal: byVersion.get(plan.version),
      rolledBack: takenBack.has(plan.version),
    })),
    drafts: drafts.get(planId) ?? [],
  };
}

/** The plan's activity log names what was published: fewer than all proposals that there ever were. */
async function publishedProposals(planId: string, { proposals }: PlanListDeps): Promise<Proposal[]> {
  const entries = await proposals.activity(`plan:${planId}`);
  const ids = new Set(entries.flatMap(({ action, proposalId }) => (action === "publish" && proposalId !== undefined ? [proposalId] : [])));
  const found = await Promise.all([...ids].map((proposalId) => proposals.find(proposalId)));
  return found.flatMap((proposal) => proposal ?? []);
}

function standingOf(plan: Plan, versions: readonly Plan[], today: Day): Pick<PlanVersion, "state" | "until"> {
  // Of those that begin on one day the highest is in force; the others never are.
  const isShadowed = versions.some((other) => other.effectiveFrom === plan.effectiveFrom && other.version > plan.version);
  const next = versions
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => day > plan.effectiveFrom)
    .sort()[0];
  const until = next === undefined || isShadowed ? {} : { until: addDays(next, -1) };
  if (isShadowed) return { state: "superseded" };
  if (plan.effectiveFrom > today) return { state: "future", ...until };
  const isInForce = new PlanBook(versions).inForce(plan.planId, today)?.version === plan.version;
  return { state: isInForce ? "in-force" : "superseded", ...until };
}
