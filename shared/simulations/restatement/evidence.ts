import type { ObjectStore } from "../../base/runtime/object-store.ts";
import type { Restatement } from "./restatement.ts";
import { keepRestatement, readRestatement } from "./restatement-store.ts";

/** What a submission binds of a restatement. It is kept for whoever approves it where it reaches closed months. */
export async function evidenceOf(restatement: Restatement, deps: { readonly archive: Pick<ObjectStore, "put"> }) {
  const { basisHash, resultHash, reaches } = restatement;
  const trialId = reaches ? await keepRestatement(restatement, deps) : "";
  return { trialId, basisHash, resultHash, restates: reaches, acknowledged: [] };
}

/** What a submission's restatement comes to; none where nothing of it is kept. Minor units. */
export async function effectOfRestatement(trialId: string, deps: { readonly archive: Pick<ObjectStore, "get"> }) {
  const restatement = await readRestatement(trialId, deps);
  return restatement && ({ kind: "restatement", total: restatement.total, advisors: restatement.advisors } as const);
}
