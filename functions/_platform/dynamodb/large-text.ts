import { type Artifact, getArtifact, putArtifact } from "../../../shared/base/runtime/artifacts.ts";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";

/** Longer texts lie in the archive, as an item holds 400 KB at most. */
const LONGEST_TEXT_BYTES = 60_000;

/** A text as an item holds it: itself, or where it lies, with its hash. */
export type LargeText = { readonly text: string } | Artifact;

/** Puts a long text into the archive before an item may name it. */
export async function writeLargeText(text: string, folder: string, archive: ObjectStore): Promise<LargeText> {
  return Buffer.byteLength(text) <= LONGEST_TEXT_BYTES ? { text } : putArtifact(`${folder}/text`, "json", text, archive);
}

/** @throws ArtifactError where the archive has lost it. */
export const readLargeText = async (held: LargeText, archive: ObjectStore): Promise<string> =>
  "text" in held ? held.text : getArtifact(held, archive);
