import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { hashOfLines, linesText, readLines } from "../model/lines-file.ts";
import type { PayoutLine } from "../model/payment.ts";
import type { PayoutPart } from "../store.ts";

/** Keeps the lines of a shard under a key that ends in their hash. @returns "" for the key where there are none. */
export async function keepLines(
  payoutId: string,
  shard: number,
  lines: readonly PayoutLine[],
  archive: Pick<ObjectStore, "put">,
): Promise<Pick<PayoutPart, "key" | "hash">> {
  const text = linesText(lines);
  const hash = hashOfLines(text);
  if (text === "") return { key: "", hash };
  const key = `payouts/${payoutId}/lines/${shard}-${hash.slice(0, 16)}.ndjson`;
  await archive.put(key, text);
  return { key, hash };
}

/** Reads the lines of a part. @throws where they are missing, or are not those that were noted. */
export async function readPart({ key, hash }: Pick<PayoutPart, "key" | "hash">, archive: Pick<ObjectStore, "get">): Promise<PayoutLine[]> {
  if (key === "") return [];
  const text = await archive.get(key);
  if (text === undefined) throw new Error(`${key} is missing in the archive: bring it back`);
  if (hashOfLines(text) !== hash) throw new Error(`${key} was changed: bring its earlier version back`);
  return readLines(text);
}
