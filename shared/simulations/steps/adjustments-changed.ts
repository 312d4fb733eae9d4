import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { readLines } from "../model/lines-file.ts";
import type { AdvisorLine, Simulation } from "../model/simulation.ts";
import type { SimulationDeps } from "./deps.ts";
import { evaluateBasis } from "./evaluate-inputs.ts";
import { creditsBasis } from "./inputs-from-credits.ts";
import { readSimulationLines } from "./read-simulation.ts";

/**
 * Whether what a dated trial makes of closed months is another by now: its adjustments, by advisor and month, derived
 * once more from the credits as the facts stand. What moves with and without the draft alike moves no adjustment.
 * Nothing is kept. Reads every credit of the range.
 */
export async function adjustmentsMoved(trial: Simulation, trying: SimulationDeps): Promise<boolean> {
  const now: string[] = [];
  // Shard by shard: the texts of one are in memory, never of all.
  for (let shard = 0; shard < trying.shards; shard += 1) {
    const texts = new Map<string, string>();
    const basis = await creditsBasis(trial, [shard], { ...trying, archive: inMemory(texts) });
    const lines: AdvisorLine[] = [];
    await evaluateBasis(
      trial,
      basis,
      BigInt(trying.review.milestone),
      trying,
      async ({ key }) => texts.get(key) ?? "",
      async (of, text) => {
        lines.push(...readLines(text));
        return { shard: of, key: "", hash: sha256Hex(text) };
      },
    );
    now.push(...adjustmentsOf(lines));
  }
  const approved = adjustmentsOf(await readSimulationLines(trial.simulationId, trying));
  return canonicalJson(now.sort()) !== canonicalJson(approved.sort());
}

const inMemory = (texts: Map<string, string>): ObjectStore => ({
  put: async (key, text) => void texts.set(key, text),
  get: async (key) => texts.get(key),
});

function adjustmentsOf(lines: readonly AdvisorLine[]): string[] {
  return lines.flatMap(({ advisorId, months }) =>
    months.flatMap(({ month, before, after }) => (after === before ? [] : [canonicalJson([advisorId, month, after - before])])),
  );
}
