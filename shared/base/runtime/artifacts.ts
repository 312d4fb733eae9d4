import { sha256Hex } from "../json/hash.ts";
import type { ObjectStore } from "./runtime.ts";

/** A text that is put once: where it lies, and its hash (SHA-256). */
export interface Artifact {
  readonly key: string;
  readonly hash: string;
}

/** An artifact that is missing, or isn't what was put. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";
  readonly isChanged: boolean;

  constructor(key: string, isChanged: boolean) {
    super(isChanged ? `${key} was changed: bring its earlier version back` : `${key} is missing in the archive: bring it back`);
    this.isChanged = isChanged;
  }
}

type Ending = "json" | "ndjson";

/** Where the text of a name and a hash lies. */
export const artifactKey = (name: string, ending: Ending, hash: string): string => `${name}-${hash.slice(0, 16)}.${ending}`;

/** Puts a text under a key that ends in its hash: whoever repeats a step puts the same again. @param name such as `payouts/2026-05-1/lines/3`. */
export async function putArtifact(name: string, ending: Ending, text: string, store: Pick<ObjectStore, "put">): Promise<Artifact> {
  const hash = sha256Hex(text);
  const key = artifactKey(name, ending, hash);
  await store.put(key, text);
  return { key, hash };
}

/** Gets an artifact, checked by its hash where that is known. @throws ArtifactError */
export async function getArtifact(
  { key, hash }: Pick<Artifact, "key"> & Partial<Artifact>,
  store: Pick<ObjectStore, "get">,
): Promise<string> {
  const text = await store.get(key);
  if (text === undefined) throw new ArtifactError(key, false);
  if (hash !== undefined && sha256Hex(text) !== hash) throw new ArtifactError(key, true);
  return text;
}

const ID = /^[0-9a-f]{32}$/;

/** Puts a text that is found by its hash alone. @returns its id. */
export async function putByHash(folder: string, text: string, store: Pick<ObjectStore, "put">): Promise<string> {
  const id = sha256Hex(text).slice(0, 32);
  await store.put(`${folder}/${id}.json`, text);
  return id;
}

/** Finds a text by an id that people send: nothing but a hash is looked for. @returns undefined where there is none. */
export async function findByHash(folder: string, id: string, store: Pick<ObjectStore, "get">): Promise<string | undefined> {
  const text = ID.test(id) ? await store.get(`${folder}/${id}.json`) : undefined;
  return text !== undefined && sha256Hex(text).startsWith(id) ? text : undefined;
}
