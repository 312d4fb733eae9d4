import { refusal, refuse } from "../../base/issues/refusal.ts";
import { type Artifact, ArtifactError, getArtifact, putArtifact } from "../../base/runtime/artifacts.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { outcomeCodec, type SimulationOutcome } from "../model/result.ts";

/** Keeps a text of a trial. */
export const keepText = (
  { simulationId, folder, name, ending }: { simulationId: string; folder: string; name: string; ending: "json" | "ndjson" },
  text: string,
  archive: ObjectStore,
): Promise<Artifact> => putArtifact(`simulations/${simulationId}/${folder}/${name}`, ending, text, archive);

/** Reads a text that was kept. @throws RefusedError where it is missing or is another one: the simulation says so. */
export async function readKept(kept: Parameters<typeof getArtifact>[0], archive: ObjectStore): Promise<string> {
  try {
    return await getArtifact(kept, archive);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return refuse(refusal(error.isChanged ? "stored-text-changed" : "stored-text-missing", { key: kept.key }));
  }
}

/** Reads what a part, or the whole, came to. @throws RefusedError where it is missing. */
export const readOutcome = async (key: string, archive: ObjectStore): Promise<SimulationOutcome> =>
  outcomeCodec.decode(await readKept({ key }, archive));
