import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { type Restatement, restatementCodec, restatementOf } from "./restatement.ts";

const keyOf = (id: string): string => `restatements/${id}.json`;

/** An id is a hash: nothing else is looked for. */
const ID = /^[0-9a-f]{32}$/;

/** Keeps a restatement for whoever approves it. @returns its id: its result's hash. */
export async function keepRestatement(
  restatement: Restatement,
  { archive }: { readonly archive: Pick<ObjectStore, "put"> },
): Promise<string> {
  const { resultHash } = restatement;
  await archive.put(keyOf(resultHash), restatementCodec.encode(restatement));
  return resultHash;
}

/** A restatement that was kept. @returns undefined where there is none of this id, or what is kept is not what it names. */
export async function readRestatement(
  id: string,
  { archive }: { readonly archive: Pick<ObjectStore, "get"> },
): Promise<Restatement | undefined> {
  const text = ID.test(id) ? await archive.get(keyOf(id)) : undefined;
  if (text === undefined) return undefined;
  const { lines, reaches, inputHash } = restatementCodec.decode(text);
  const restatement = restatementOf(lines, reaches, inputHash);
  return restatement.resultHash === id ? restatement : undefined;
}

/** What a submission binds of a restatement. It is kept for whoever approves it where it reaches closed months. */
export async function evidenceOf(restatement: Restatement, deps: { readonly archive: Pick<ObjectStore, "put"> }) {
  const { inputHash, resultHash, reaches } = restatement;
  const simulationId = reaches ? await keepRestatement(restatement, deps) : "";
  return { simulationId, inputHash, resultHash, restates: reaches, acknowledged: [] };
}

/** What a submission's restatement comes to; none where nothing of it is kept. Minor units. */
export async function effectOfRestatement(simulationId: string, deps: { readonly archive: Pick<ObjectStore, "get"> }) {
  const restatement = await readRestatement(simulationId, deps);
  return restatement && ({ kind: "restatement", total: restatement.total, advisors: restatement.advisors } as const);
}
