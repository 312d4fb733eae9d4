import { monthsOf } from "../../base/calendar/month.ts";
import { RefusedError, refusal, refuse } from "../../base/issues/issue.ts";
import { type InputText, inputHashOf, outcomeCodec, resultHashOf, type Simulation, type SimulationOutcome } from "../model/simulation.ts";
import { addTotals } from "../model/totals.ts";
import type { ReadSimulationDeps, SimulationDeps } from "./deps.ts";
import { evaluateBasis, keepText, readKept, readOutcome } from "./evaluate-inputs.ts";
import { creditsBasis } from "./inputs-from-credits.ts";

/**
 * Runs a part of a trial, and finishes the trial where it was the last. Run again, or by two at once, it changes nothing:
 * the first that is noted counts. What can't be done whatever one tries fails the trial, which then says why.
 */
export async function runSimulationPart(simulationId: string, part: number, trying: SimulationDeps): Promise<void> {
  const { trials, archive } = trying;
  const trial = await trials.find(simulationId);
  if (trial === undefined || trial.result !== undefined || trial.issues !== undefined) return;
  const shards = trial.parts[part];
  if (shards === undefined) return;
  try {
    if (!(await trials.parts(simulationId)).has(part)) {
      const outcome = await evaluatePart(trial, shards, trying);
      const { key } = await keepText(
        { simulationId, folder: "parts", name: `${part}`, ending: "json" },
        outcomeCodec.encode(outcome),
        archive,
      );
      await trials.notePart(simulationId, part, key);
    }
    await finishTrial(trial, trying);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await trials.fail(simulationId, error.issues);
  }
}

async function evaluatePart(trial: Simulation, shards: readonly number[], trying: SimulationDeps): Promise<SimulationOutcome> {
  const { archive, review } = trying;
  const { simulationId } = trial;
  const basis = await (trial.way.reads === "snapshots" ? snapshotsBasis(trial, shards, trying) : creditsBasis(trial, shards, trying));
  return evaluateBasis(
    trial,
    basis,
    BigInt(review.milestone),
    trying,
    (text) => readKept(text, archive),
    async (shard, text) => ({
      shard,
      ...(await keepText({ simulationId, folder: "lines", name: `${shard}`, ending: "ndjson" }, text, archive)),
    }),
  );
}

/** Merges the parts once all are there. */
async function finishTrial(trial: Simulation, { trials, archive }: ReadSimulationDeps): Promise<void> {
  const { simulationId } = trial;
  const noted = await trials.parts(simulationId);
  if (noted.size < trial.parts.length) return;
  const outcome = await mergedOutcome(trial, noted, archive);
  if (outcome.totals.concerned === 0)
    return trials.fail(simulationId, [
      refusal("simulation-of-nobody", { replaces: trial.request.replaces, from: trial.request.from, to: trial.request.to }),
    ]);
  const { key } = await keepText({ simulationId, folder: "result", name: "whole", ending: "json" }, outcomeCodec.encode(outcome), archive);
  await trials.finish(simulationId, { key, inputHash: inputHashOf(outcome.basis), resultHash: resultHashOf(trial, outcome) });
}

async function mergedOutcome(
  { request }: Simulation,
  noted: ReadonlyMap<number, string>,
  archive: SimulationDeps["archive"],
): Promise<SimulationOutcome> {
  const outcomes = await Promise.all([...noted].sort(([a], [b]) => a - b).map(([, key]) => readOutcome(key, archive)));
  return {
    totals: addTotals(
      request,
      outcomes.map(({ totals }) => totals),
    ),
    lines: outcomes.flatMap(({ lines }) => lines).sort((left, right) => left.shard - right.shard),
    basis: outcomes.flatMap(({ basis }) => basis),
  };
}

/** The closes' snapshots of some shards, over a trial's range. @throws RefusedError where one is not noted. */
export async function snapshotsBasis(
  { request }: Simulation,
  shards: readonly number[],
  { ledger }: { readonly ledger: Pick<SimulationDeps["ledger"], "snapshots"> },
): Promise<InputText[]> {
  const ofMonths = await Promise.all(monthsOf(request).map(async (month) => ({ month, noted: await ledger.snapshots(month) })));
  return ofMonths.flatMap(({ month, noted }) =>
    shards.map((shard): InputText => {
      const snapshot = noted.get(shard);
      if (snapshot === undefined) return refuse(refusal("snapshot-missing", { month, shard }));
      return { month, shard, key: snapshot.key, hash: snapshot.hash };
    }),
  );
}
