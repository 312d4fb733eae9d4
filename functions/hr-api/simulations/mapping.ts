import type { Simulation, SimulationDataSource, SimulationResult } from "../../../shared/simulations/model/simulation.ts";
import type { AdvisorLine, Crossing, Split } from "../../../shared/simulations/model/totals-record.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { type Pay, whole } from "../../_platform/api/money.ts";
import { proposalUrl, simulationUrl } from "../urls.ts";
import type { SimulationLineResource, SimulationResource, SimulationSummaryResource } from "./schema.response.ts";

type ResultResource = NonNullable<SimulationResource["result"]>;

export const toSimulationSummary = (trial: Simulation): SimulationSummaryResource => ({
  object: "simulation_summary",
  ...simulationFields(trial),
});

/** A simulation with its result, where it is done. */
export function toSimulation(trial: Simulation, result: SimulationResult | undefined, pay: Pay): SimulationResource {
  const { openMonth, request } = trial;
  return {
    object: "simulation",
    ...simulationFields(trial),
    draft: request.draft,
    openMonth: openMonth === undefined ? null : { month: openMonth.month, ...beforeAfter(openMonth, pay) },
    result: result === undefined || trial.result === undefined ? null : toResult(result, trial.result, pay),
    advisorsUrl: `${simulationUrl(trial.simulationId)}/advisors`,
  };
}

/** What the draft makes of one advisor. */
export function toSimulationLine(line: AdvisorLine, pay: Pay): SimulationLineResource {
  const { advisorId, name, storeId, starLevel, tenureMonths, months, equity } = line;
  return {
    object: "simulation_line",
    advisorId,
    name,
    storeId: storeId ?? null,
    starLevel: starLevel ?? null,
    tenureMonths,
    ...beforeAfter(line, pay),
    months: months.map((each) => ({ month: each.month, ...beforeAfter(each, pay) })),
    equity,
  };
}

function simulationFields({ simulationId, request, way, by, at, parts, done, result, issues, proposalId }: Simulation) {
  const status = issues !== undefined ? ("failed" as const) : result === undefined ? ("running" as const) : ("done" as const);
  const { from, to, as, replaces } = request;
  return {
    simulationId,
    status,
    ...{ from, to, replaces },
    mode: as === "always" ? ("retroactive" as const) : ("fromEffectiveDate" as const),
    ...toDataSource(way),
    by,
    at,
    parts: parts.length,
    partsDone: done,
    issues: toIssues(issues),
    url: simulationUrl(simulationId),
    proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
  };
}

function toDataSource(way: SimulationDataSource): Pick<SimulationSummaryResource, "dataSource" | "sourceReasons"> {
  if (way.reads === "snapshots") return { dataSource: "snapshots", sourceReasons: [] };
  const sourceReasons = way.because.map((each) => {
    if (each.kind === "unrated") return { kind: each.kind, facets: [...each.facets] };
    return each.kind === "dated" ? { kind: "fromEffectiveDate" as const } : each;
  });
  return { dataSource: "credits", sourceReasons };
}

function toResult(result: SimulationResult, { inputHash, resultHash }: NonNullable<Simulation["result"]>, pay: Pay): ResultResource {
  const { advisors, cost, inForce, increased, decreased, histogram, milestone, equity, evidence } = result;
  const lines = (all: readonly AdvisorLine[]) => all.map((line) => toSimulationLine(line, pay));
  return {
    inputHash,
    resultHash,
    advisors,
    cost: beforeAfter(cost, pay),
    inForce: pay(inForce),
    shift: pay(cost.before - inForce),
    months: toSplits(result.months, pay),
    components: toSplits(result.components, pay),
    products: toSplits(result.products, pay),
    stores: toSplits(result.stores, pay),
    starLevels: toSplits(result.starLevels, pay),
    tenures: toSplits(result.tenures, pay),
    increased: { advisors: increased.advisors, amount: pay(increased.amount) },
    decreased: { advisors: decreased.advisors, amount: pay(decreased.amount) },
    histogram: histogram.map(({ from, to, advisors: count }) => ({
      from: from === undefined ? null : pay(from),
      to: to === undefined ? null : pay(to),
      advisors: count,
    })),
    gainMost: lines(result.gainMost),
    loseMost: lines(result.loseMost),
    largestDecreases: lines(result.largestDecreases),
    milestone: { amount: pay(milestone.amount), up: toCrossing(milestone.up, pay), down: toCrossing(milestone.down, pay) },
    equity: { gained: toCrossing(equity.gained, pay), lost: toCrossing(equity.lost, pay) },
    evidence: evidence.components.map(({ id, kind, credits, base, margin, cost: costs, after }) => {
      return { id, kind, credits: whole(credits), base: pay(base), margin: pay(margin), cost: pay(costs), after: pay(after) };
    }),
    firstAssignedOn: evidence.heldFrom ?? null,
  };
}

const toSplits = (splits: Readonly<Record<string, Split>>, pay: Pay): ResultResource["months"] =>
  Object.entries(splits).map(([key, split]) => ({ key, ...beforeAfter(split, pay), advisors: split.advisors }));

function toCrossing({ count, advisors }: Crossing, pay: Pay): ResultResource["equity"]["gained"] {
  return { count, advisors: advisors.map(({ advisorId, name, ...amounts }) => ({ advisorId, name, ...beforeAfter(amounts, pay) })) };
}

const beforeAfter = ({ before, after }: { readonly before: bigint; readonly after: bigint }, pay: Pay) => ({
  before: pay(before),
  after: pay(after),
});
