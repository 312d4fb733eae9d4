import { type Month, monthsOf } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { planSchema } from "../../engine/plan/schema.ts";
import { chooseDataSource } from "../model/data-source.ts";
import { baseVersionOf } from "../model/draft-in-plans.ts";
import type { Simulation, SimulationDataSource, SimulationRequest } from "../model/simulation.ts";
import type { SimulationDeps } from "./deps.ts";
import { countOpenMonth } from "./open-month.ts";
import { runSimulationPart } from "./run-part.ts";

/** Advisors times months that are evaluated while one waits. */
const MAX_AT_ONCE = 60_000;
/** Advisors whose records are read while one waits. */
const MAX_READ_AT_ONCE = 2_000;
/** How much a part takes on: advisors times months of snapshots; or advisors whose credits are read. */
const PART_OF = { snapshots: 40_000, credits: 1_000 } as const;
const SHARDS_CONCURRENCY = 16;

/**
 * Begins a trial. A small one is done at once; of others each part is told to whoever does work in the background.
 * @param baseVersion the version that the draft changes; without it the one that it would follow.
 * @throws RefusedError where the draft can't be read or has no component, the range is not of closed months, or nobody
 *   has the plan in it: that is no trial.
 */
export async function startSimulation(
  asked: Omit<SimulationRequest, "base">,
  { by, proposalId, baseVersion }: { readonly by: string; readonly proposalId?: string; readonly baseVersion?: number },
  trying: SimulationDeps,
): Promise<Simulation> {
  const { ledger, trials, jobs, rating, shards, surroundings } = trying;
  assertReadable(asked);
  await assertClosed(asked, trying);
  const versions = (await ledger.recordedPlans()).map(({ fact }) => fact);
  const base = baseVersionOf(versions, asked, baseVersion);
  const request: SimulationRequest = { ...asked, ...(base === undefined ? {} : { base }) };
  const way = chooseDataSource(request, versions, rating.ratedFacets);
  const advisors = await inParallel(
    Array.from({ length: shards }, (_, shard) => shard),
    SHARDS_CONCURRENCY,
    async (shard) => (await ledger.advisorsOfShard(shard)).length,
  );
  const all = advisors.reduce((total, count) => total + count, 0);
  const months = monthsOf(request).length;
  const isSmall = way.reads === "snapshots" && all * months <= MAX_AT_ONCE;
  const at = new Date(surroundings.now()).toISOString();
  const parts = isSmall ? [advisors.map((_, shard) => shard)] : cutParts(advisors, mostOfPart(way, months));
  const trial: Simulation = {
    simulationId: trialIdOf(at, surroundings.random()),
    request,
    way,
    by,
    at,
    ...(proposalId === undefined ? {} : { proposalId }),
    parts,
    done: 0,
  };
  await trials.begin(trial);
  const { simulationId } = trial;
  for (const part of parts.keys()) {
    if (isSmall) await runSimulationPart(simulationId, part, trying);
    else await jobs.queue("SimulationQueued", { simulationId, part });
  }
  if (isSmall && all <= MAX_READ_AT_ONCE) await countOpenMonth(simulationId, trying);
  else await jobs.queue("SimulationQueued", { simulationId, part: "open-month" });
  const found = (await trials.find(simulationId)) ?? trial;
  if (isSmall && found.issues?.some(({ code }) => code === "simulation-of-nobody")) refuse(...found.issues);
  return found;
}

function mostOfPart({ reads }: SimulationDataSource, months: number): number {
  return reads === "credits" ? PART_OF.credits : Math.max(1, Math.floor(PART_OF.snapshots / months));
}

/** Begins with when it was begun; safe in keys and addresses. */
function trialIdOf(at: string, random: number): string {
  return `${at.replace(/[^0-9TZ]/g, "")}-${Math.floor(random * 16 ** 8)
    .toString(16)
    .padStart(8, "0")}`;
}

function assertReadable({ draft, replaces, as }: Omit<SimulationRequest, "base">): void {
  const reading = parse(planSchema, draft);
  if (!reading.ok) refuse(refusal("plan-invalid"), ...reading.issues);
  if (draft.components.length === 0) refuse(refusal("draft-empty"));
  if (as === "dated" && replaces !== draft.planId) refuse(refusal("simulation-of-other-plan", { planId: draft.planId, replaces }));
}

async function assertClosed({ from, to }: { readonly from: Month; readonly to: Month }, { ledger }: SimulationDeps): Promise<void> {
  if (from > to) refuse(refusal("range-reversed", { from, to }));
  const { firstMonth, closedMonth } = await ledger.state();
  if (firstMonth === undefined || closedMonth === undefined) return refuse(refusal("no-month-closed"));
  if (from < firstMonth || to > closedMonth) refuse(refusal("range-not-closed", { from, to, firstMonth, closedMonth }));
  const close = await ledger.close(to);
  if (close?.status !== "closed") refuse(refusal("range-unsettled", { month: to }));
}

/**
 * Cuts shards into parts of neighbours, each with at most so many advisors where a single shard has no more.
 * @param advisors how many each shard has, by shard.
 */
export function cutParts(advisors: readonly number[], most: number): number[][] {
  const parts: number[][] = [];
  let taken = 0;
  for (const [shard, count] of advisors.entries()) {
    const open = parts.at(-1);
    if (open === undefined || taken + count > most) {
      parts.push([shard]);
      taken = count;
    } else {
      open.push(shard);
      taken += count;
    }
  }
  return parts;
}
