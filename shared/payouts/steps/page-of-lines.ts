import type { PayoutLine } from "../model/payment.ts";
import { findPayout } from "./commit-step.ts";
import type { PayoutReadDeps } from "./deps.ts";
import { readPart } from "./lines-store.ts";

/** Where a line stands among a payout's lines: in which shard, and its place there, from 0. */
export interface LinePlace {
  readonly shard: number;
  /** From 0. */
  readonly index: number;
}

/** Some of a payout's lines in their order. */
export interface PageOfLines {
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
