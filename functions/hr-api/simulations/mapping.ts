import type {
  AdvisorLine,
  Simulation,
  SimulationDataSource,
  SimulationResult,
  Split,
} from "../../../shared/simulations/model/simulation.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { proposalUrl, simulationUrl } from "../urls.ts";
import type { SimulationLineResource, SimulationResource, SimulationSummaryResource } from "./schema.response.ts";

export function toSimulationSummary({ request, ...simulation }: Simulation): SimulationSummaryResource {
  const { simulationId, way, parts, done, result, issues, proposalId } = simulation;
  return {
    ...simulation,
    ...request,
    status: issues !== undefined ? "failed" : result === undefined ? "running" : "done",
    mode: request.as === "always" ? "retroactive" : "fromEffectiveDate",
    ...toDataSource(way),
    parts: parts.length,
    partsDone: done,
    issues: toIssues(issues),
    url: simulationUrl(simulationId),
    proposalUrl: proposalId && proposalUrl(proposalId),
  };
}

function toDataSource(way: SimulationDataSource): Pick<SimulationSummaryResource, "dataSource" | "sourceReasons"> {
  if (way.reads === "snapshots") return { dataSource: "snapshots", sourceReasons: [] };
  const sourceReasons = way.because.map((each) => (each.kind === "dated" ? { kind: "fromEffectiveDate" as const } : each));
  return { dataSource: "credits", sourceReasons };
}

/** A simulation with its result, where it is done. */
export const toSimulation = (simulation: Simulation, result: SimulationResult | undefined): SimulationResource => ({
  ...toSimulationSummary(simulation),
  draft: simulation.request.draft,
  openMonth: simulation.openMonth,
  result: result && simulation.result && toResult(result, simulation.result),
  advisorsUrl: `${simulationUrl(simulation.simulationId)}/advisors`,
});

/** What the draft makes of one advisor. */
export const toSimulationLine = (line: AdvisorLine): SimulationLineResource => line;

const toResult = (result: SimulationResult, hashes: NonNullable<Simulation["result"]>): SimulationResource["result"] => ({
  ...result,
  ...hashes,
  actualCost: result.inForce,
  baselineDifference: result.cost.before - result.inForce,
  months: toSplits(result.months),
  components: toSplits(result.components),
  products: toSplits(result.products),
  stores: toSplits(result.stores),
  starLevels: toSplits(result.starLevels),
  tenures: toSplits(result.tenures),
  evidence: result.evidence.components,
  firstAssignedOn: result.evidence.heldFrom,
});

const toSplits = (splits: Readonly<Record<string, Split>>) => Object.entries(splits).map(([key, split]) => ({ key, ...split }));
