import { parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import type { ObjectStore } from "../../base/runtime/object-store.ts";
import { type RestatedLine, type Restatement, restatementOf } from "./restatement.ts";

const keyOf = (id: string): string => `restatements/${id}.json`;

/** An id is a hash: nothing else is looked for. */
const ID = /^[0-9a-f]{32}$/;

/** Keeps a restatement for whoever approves it. @returns its id: its result's hash. */
export async function keepRestatement(
  restatement: Restatement,
  { archive }: { readonly archive: Pick<ObjectStore, "put"> },
): Promise<string> {
  const { resultHash } = restatement;
  await archive.put(keyOf(resultHash), stringifyExact(restatement));
  return resultHash;
}

/** A restatement that was kept. @returns undefined where there is none of this id, or what is kept is not what it names. */
export async function readRestatement(
  id: string,
  { archive }: { readonly archive: Pick<ObjectStore, "get"> },
): Promise<Restatement | undefined> {
  const text = ID.test(id) ? await archive.get(keyOf(id)) : undefined;
  if (text === undefined) return undefined;
  const { lines, reaches, basisHash } = parseExact(text) as Pick<Restatement, "reaches" | "basisHash"> & { lines: RestatedLine[] };
  const restatement = restatementOf(lines, reaches, basisHash);
  return restatement.resultHash === id ? restatement : undefined;
}
