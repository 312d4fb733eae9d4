import { sha256Hex } from "../../base/json/hash.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import { type InputText, inputHashOf, resultHashOf, type Simulation, type SimulationOutcome } from "../model/simulation.ts";
import type { SimulationDeps } from "./deps.ts";
import { evaluateBasis, readOutcome } from "./evaluate-inputs.ts";

/** What can't be evaluated has no hash. */
const NONE = "";

/**
 * Evaluates a trial again from what lies there of its basis; nothing is kept. Whatever was damaged or changed gives
 * other hashes than those of the trial.
 * @throws RetryableError where the archive doesn't answer: nothing else.
 */
export async function recomputeTrial(
  trial: Simulation,
  trying: SimulationDeps,
): Promise<{ readonly inputHash: string; readonly resultHash: string }> {
  const key = trial.result?.key;
  const noted = key === undefined ? undefined : await orNothing(() => readOutcome(key, answering(trying.archive)));
  if (noted === undefined) return { inputHash: NONE, resultHash: NONE };
  const found = new Map<string, string>();
  const read = async ({ key }: InputText): Promise<string> => {
    const text = await answering(trying.archive).get(key);
    found.set(key, text === undefined ? NONE : sha256Hex(text));
    return text ?? "";
  };
  const outcome = await orNothing(() => evaluated(trial, noted, read, trying));
  // Where the evaluation came to nothing on the way, it is still told whether that was the basis.
  for (const text of noted.basis) if (!found.has(text.key)) await read(text);
  const inputHash = inputHashOf(noted.basis.map((text) => ({ ...text, hash: found.get(text.key) ?? NONE })));
  return { inputHash, resultHash: outcome === undefined ? NONE : resultHashOf(trial, outcome) };
}

function evaluated(
  trial: Simulation,
  { basis, totals }: SimulationOutcome,
  read: (text: InputText) => Promise<string>,
  trying: SimulationDeps,
): Promise<SimulationOutcome> {
  const keep = async (shard: number, text: string) => ({ shard, key: "", hash: sha256Hex(text) });
  return evaluateBasis(trial, basis, totals.milestone.amount, trying, read, keep);
}

/** An archive that doesn't answer is no damage. */
function answering(archive: SimulationDeps["archive"]): SimulationDeps["archive"] {
  return {
    ...archive,
    get: async (key) => {
      try {
        return await archive.get(key);
      } catch (error) {
        throw new RetryableError(`${key} could not be read: ${error instanceof Error ? error.message : error}; try again`);
      }
    },
  };
}

async function orNothing<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RetryableError) throw error;
    return undefined;
  }
}
