import { getArtifact, putArtifact } from "../../base/runtime/artifacts.ts";
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
  if (text === "") return { key: "", hash: hashOfLines(text) };
  return putArtifact(`payouts/${payoutId}/lines/${shard}`, "ndjson", text, archive);
}

/** Reads the lines of a part. @throws where they are missing, or are not those that were noted. */
export const readPart = async (part: Pick<PayoutPart, "key" | "hash">, archive: Pick<ObjectStore, "get">): Promise<PayoutLine[]> =>
  part.key === "" ? [] : readLines(await getArtifact(part, archive));
