import { sha256Hex } from "../../../shared/base/json/hash.ts";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";

/** Longer texts lie in the archive, as an item holds 400 KB at most. */
const LONGEST_TEXT_BYTES = 60_000;

/** A text as an item holds it: itself, or where it lies. */
export interface HeldText {
  readonly text?: string;
  readonly key?: string;
}

/** Puts a long text into the archive, named by what it holds, before an item may name it. */
export async function holdText(text: string, folder: string, archive: ObjectStore): Promise<HeldText> {
  if (Buffer.byteLength(text) <= LONGEST_TEXT_BYTES) return { text };
  const key = `${folder}/${sha256Hex(text)}.json`;
  await archive.put(key, text);
  return { key };
}

/** @throws Error where the archive has lost it. */
export async function heldText({ text, key }: HeldText, archive: ObjectStore): Promise<string> {
  const found = text ?? (key === undefined ? undefined : await archive.get(key));
  if (found === undefined) throw new Error(`${key ?? "a text"} is missing in the archive`);
  return found;
}
