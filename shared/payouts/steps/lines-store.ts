import { getArtifact, putArtifact } from "../../base/runtime/artifacts.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { hashOfLines, linesText, readLines } from "../model/lines-file.ts";
import type { PayoutLine } from "../model/payment.ts";
import type { PayoutPart } from "../store.ts";
import { findPayout, type PayoutReadDeps } from "./commit-step.ts";

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

/** Where a line stands among a payout's lines: in which shard, and its place there, from 0. */
export interface LinePlace {
  readonly shard: number;
  /** From 0. */
  readonly index: number;
}

/** Some of a payout's lines in their order. */
interface PageOfLines {
  readonly lines: readonly PayoutLine[];
  /** Where the next ones begin; none after the last. */
  readonly next: LinePlace | undefined;
}

/** Reads a payout's lines from a place on, at most so many; only the parts that they lie in are read. @throws RefusedError where there is no such payout. */
export async function pageOfLines(payoutId: string, from: LinePlace, limit: number, deps: PayoutReadDeps): Promise<PageOfLines> {
  const { content } = await findPayout(payoutId, deps);
  if (content === undefined) return { lines: [], next: undefined };
  const lines: PayoutLine[] = [];
  const parts = [...(await deps.payouts.parts(payoutId))].filter(([shard]) => shard >= from.shard).sort(([a], [b]) => a - b);
  for (const [shard, part] of parts) {
    const first = shard === from.shard ? from.index : 0;
    const ofPart = (await readPart(part, deps.archive)).slice(first);
    const isFull = lines.length === limit;
    // Another line is there, so there is another page.
    if (isFull && ofPart.length > 0) return { lines, next: { shard, index: first } };
    const taken = ofPart.slice(0, limit - lines.length);
    lines.push(...taken);
    if (taken.length < ofPart.length) return { lines, next: { shard, index: first + taken.length } };
  }
  return { lines, next: undefined };
}
