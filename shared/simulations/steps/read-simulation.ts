import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { readLines } from "../model/lines-file.ts";
import type { AdvisorLine, Simulation, SimulationResult } from "../model/simulation.ts";
import type { ReadSimulationDeps } from "./deps.ts";
import { readKept, readOutcome } from "./evaluate-inputs.ts";

/** A trial, and its result once it is done. */
export async function readSimulation(
  simulationId: string,
  { trials, archive }: ReadSimulationDeps,
): Promise<{ readonly trial: Simulation; readonly result?: SimulationResult } | undefined> {
  const trial = await trials.find(simulationId);
  if (trial?.result === undefined) return trial && { trial };
  const { totals } = await readOutcome(trial.result.key, archive);
  return { trial, result: { request: trial.request, way: trial.way, ...totals } };
}

/** The lines of a trial that is done, by advisor; none where it isn't. @throws RefusedError where they were changed. */
export async function readSimulationLines(simulationId: string, { trials, archive }: ReadSimulationDeps): Promise<AdvisorLine[]> {
  const trial = await trials.find(simulationId);
  if (trial?.result === undefined) return [];
  const { lines } = await readOutcome(trial.result.key, archive);
  const ofShards = await inParallel(lines, READS_CONCURRENCY, async (kept) => readLines(await readKept(kept, archive)));
  return ofShards.flat().sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
}
