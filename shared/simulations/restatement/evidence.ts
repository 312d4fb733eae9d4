import type { ObjectStore } from "../../base/runtime/object-store.ts";
import type { Restatement } from "./restatement.ts";
import { keepRestatement } from "./restatement-store.ts";

/** What a submission binds of a restatement. It is kept for whoever approves it where it reaches closed months. */
export async function evidenceOf(restatement: Restatement, deps: { readonly archive: Pick<ObjectStore, "put"> }) {
  const { basisHash, resultHash, reaches } = restatement;
  const trialId = reaches ? await keepRestatement(restatement, deps) : "";
  return { trialId, basisHash, resultHash, restates: reaches, acknowledged: [] };
}
