import type { Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { inclusionsKey, inclusionsOf, inclusionsText } from "../../engine/statement/inclusion-proof.ts";
import { hashTreeRoot } from "../../engine/statement/merkle-tree.ts";
import type { Close, CloseLedger, StatementEntry } from "../store/close-store.ts";
import { addStatement, type CloseSummary, NO_CLOSE_TOTALS } from "./close-totals.ts";

/** How many proofs are written at the same time. */
const WRITES_CONCURRENCY = 8;

/** Dependencies of finishing. */
export interface FinishCloseDeps {
  readonly ledger: CloseLedger;
  readonly archive: Pick<ObjectStore, "put">;
  readonly surroundings: Pick<Runtime, "now">;
}

/**
 * Finishes a close whose shards are all settled: sums its statements up, publishes the root of their hashes, and keeps
 * for each statement the proof that it is under that root. Finished again, it keeps and publishes the same.
 * @throws RefusedError where a shard is not settled yet.
 */
export async function finishClose(close: Close, { ledger, archive, surroundings }: FinishCloseDeps, shards: number): Promise<CloseSummary> {
  const settled = await ledger.snapshots(close.month);
  const left = Array.from({ length: shards }, (_, shard) => shard).filter((shard) => !settled.has(shard));
  if (left.length > 0) refuse(refusal("close-shards-left", { month: close.month, shards: left.join(", ") }));
  const byShard: (readonly StatementEntry[])[] = [];
  for (let shard = 0; shard < shards; shard += 1) byShard.push(await ledger.statementsOf(close.month, shard));
  const entries = byShard.flat().sort((left, right) => compare(left.advisorId, right.advisorId));
  const statements = entries.flatMap(({ statement }) => statement ?? []);
  const changes = entries.filter(({ equityChanged }) => equityChanged);
  const summary: CloseSummary = {
    ...statements.reduce(addStatement, NO_CLOSE_TOTALS),
    equityGained: changes.filter(({ equityEligible }) => equityEligible).length,
    equityLost: changes.filter(({ equityEligible }) => !equityEligible).length,
    statementsRoot: hashTreeRoot(entries.flatMap(({ hash }) => hash ?? [])),
  };
  await keepProofs(close.month, byShard, entries, archive);
  await ledger.finishClose(close, summary, new Date(surroundings.now()).toISOString());
  return summary;
}

/** Shard by shard, so that who asks for one advisor's proof reads a small file. */
async function keepProofs(
  month: Month,
  byShard: readonly (readonly StatementEntry[])[],
  entries: readonly StatementEntry[],
  archive: Pick<ObjectStore, "put">,
): Promise<void> {
  const inclusions = inclusionsOf(
    month,
    entries.flatMap(({ advisorId, hash }) => (hash === undefined ? [] : [{ advisorId, hash }])),
  );
  await inParallel(byShard, WRITES_CONCURRENCY, async (ofShard, shard) => {
    const mine = ofShard.flatMap(({ advisorId }) => {
      const inclusion = inclusions.get(advisorId);
      return inclusion === undefined ? [] : [[advisorId, inclusion] as const];
    });
    if (mine.length > 0) await archive.put(inclusionsKey(month, shard), inclusionsText(new Map(mine)));
  });
}
