import { refusal, refuse } from "../../base/issues/issue.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { shardRootsKey, shardRootsText, shardTreeKey, shardTreeOf, shardTreeText } from "../../engine/statement/inclusion-proof.ts";
import type { Close, CloseLedger } from "../store/close-store.ts";
import { type CloseSummary, type ShardSummary, summaryOfClose, summaryOfShard } from "./close-totals.ts";

/** How many shards are read at the same time. */
const SHARDS_CONCURRENCY = 4;

export interface FinishCloseDeps {
  readonly ledger: CloseLedger;
  readonly archive: Pick<ObjectStore, "put">;
  readonly surroundings: Pick<Runtime, "now">;
}

/**
 * Finishes a close whose shards are all settled: sums its statements up, publishes the root of their hashes, and keeps
 * for each statement the proof that it is under that root. Shard by shard, so that a close of any size fits. Finished
 * again, it keeps and publishes the same.
 * @throws RefusedError where a shard is not settled yet.
 */
export async function finishClose(close: Close, deps: FinishCloseDeps, shards: number): Promise<CloseSummary> {
  const { ledger, archive, surroundings } = deps;
  const settled = await ledger.snapshots(close.month);
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const left = all.filter((shard) => !settled.has(shard));
  if (left.length > 0) refuse(refusal("close-shards-left", { month: close.month, shards: left.join(", ") }));
  const summaries = await inParallel(all, SHARDS_CONCURRENCY, (shard) => finishShard(close, shard, deps));
  const roots = summaries.flatMap(({ root }) => root ?? []);
  if (roots.length > 0) await archive.put(shardRootsKey(close.month), shardRootsText(roots));
  const summary = summaryOfClose(summaries);
  await ledger.finishClose(close, summary, new Date(surroundings.now()).toISOString());
  return summary;
}

/** Keeps the tree of a shard's statements, and sums them up. */
async function finishShard({ month }: Close, shard: number, { ledger, archive }: FinishCloseDeps): Promise<ShardSummary> {
  const entries = await ledger.statementsOf(month, shard);
  const leaves = entries
    .flatMap(({ advisorId, hash }) => (hash === undefined ? [] : [{ advisorId, hash }]))
    .sort((left, right) => compare(left.advisorId, right.advisorId));
  if (leaves.length === 0) return summaryOfShard(entries, undefined);
  const tree = shardTreeOf(leaves);
  await archive.put(shardTreeKey(month, shard), shardTreeText(tree));
  return summaryOfShard(entries, tree.root);
}
