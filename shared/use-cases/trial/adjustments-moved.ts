import { canonicalJson } from "../../json/exact-json.ts";
import { sha256Hex } from "../../json/hash.ts";
import { readLines } from "../../trial/lines-file.ts";
import type { AdvisorLine, Trial } from "../../trial/trial.ts";
import type { Archive } from "../ports/outside.ts";
import { creditsBasis } from "./credits-basis.ts";
import { evaluateBasis } from "./evaluate-basis.ts";
import { readTrialLines } from "./read-trial.ts";
import type { Trying } from "./trying.ts";

/**
 * Whether what a dated trial makes of closed months is another by now: its adjustments, by advisor and month, derived
 * once more from the credits as the facts stand. What moves with and without the draft alike moves no adjustment.
 * Nothing is kept. Reads every credit of the range.
 */
export async function adjustmentsMoved(trial: Trial, trying: Trying): Promise<boolean> {
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
  const approved = adjustmentsOf(await readTrialLines(trial.trialId, trying));
  return canonicalJson(now.sort()) !== canonicalJson(approved.sort());
}

const inMemory = (texts: Map<string, string>): Archive => ({
  put: async (key, text) => void texts.set(key, text),
  get: async (key) => texts.get(key),
});

function adjustmentsOf(lines: readonly AdvisorLine[]): string[] {
  return lines.flatMap(({ advisorId, months }) =>
    months.flatMap(({ month, before, after }) => (after === before ? [] : [canonicalJson([advisorId, month, after - before])])),
  );
}
