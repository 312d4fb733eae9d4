import { refusal, refuse } from "../../base/issues/refusal.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import type { KeptText, TrialOutcome } from "../model/result.ts";
import { type TotalsCells, totalsCells, totalsOf } from "../model/totals-file.ts";

/** Keeps a text of a trial under a key that ends in its hash. */
export async function keepText(
  { trialId, folder, name, ending }: { readonly trialId: string; readonly folder: string; readonly name: string; readonly ending: string },
  text: string,
  archive: ObjectStore,
): Promise<{ readonly key: string; readonly hash: string }> {
  const hash = sha256Hex(text);
  const key = `simulations/${trialId}/${folder}/${name}-${hash.slice(0, 16)}.${ending}`;
  await archive.put(key, text);
  return { key, hash };
}

/** Reads a text that was kept. @throws RefusedError where it is missing or is another one. */
export async function readKept({ key, hash }: Pick<KeptText, "key" | "hash">, archive: ObjectStore): Promise<string> {
  const text = await archive.get(key);
  if (text === undefined) return refuse(refusal("stored-text-missing", { key }));
  if (sha256Hex(text) !== hash) refuse(refusal("stored-text-changed", { key }));
  return text;
}

/** What a part, or the whole, came to, as one text. */
export function outcomeText({ totals, lines, basis }: TrialOutcome): string {
  return canonicalJson({ totals: totalsCells(totals), lines, basis });
}

/** Reads what a part, or the whole, came to. @throws RefusedError where it is missing. */
export async function readOutcome(key: string, archive: ObjectStore): Promise<TrialOutcome> {
  const text = await archive.get(key);
  if (text === undefined) return refuse(refusal("stored-text-missing", { key }));
  const { totals, lines, basis } = JSON.parse(text) as { totals: TotalsCells } & Pick<TrialOutcome, "lines" | "basis">;
  return { totals: totalsOf(totals), lines, basis };
}
