import { refusal, refuse } from "../../base/issues/refusal.ts";
import { type Artifact, getArtifact, putArtifact } from "../../base/runtime/artifacts.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { Close, CloseLedger } from "../store/close-store.ts";
import { type Contribution, contributionsFromText, contributionsOf, contributionsToText } from "./contributions.ts";

/** How many advisors, or files, are read or written at the same time. */
const CONCURRENCY = 8;

/** Dependencies of gathering. */
export interface GatherDeps {
  readonly ledger: Pick<CloseLedger, "advisorsOfShard" | "claimedRows" | "shardOf" | "noteGather">;
  readonly archive: Pick<ObjectStore, "put">;
  readonly rating: Pick<RatingRules, "form">;
}

/**
 * Gathers what the sellers of a shard contribute to others in a close: a file for each shard in which somebody counts
 * it, noted together with their hashes. Rows of the period are fixed once the close has begun, so run again, or by two at once,
 * it makes the same files. Where everyone has copies nothing is to be gathered.
 */
export async function gatherShard(
  close: Close,
  shard: number,
  { ledger, archive, rating }: GatherDeps,
): Promise<{ readonly contributions: number }> {
  if (rating.form !== "claims") return { contributions: 0 };
  const sellers = await ledger.advisorsOfShard(shard);
  const found = await inParallel(sellers, CONCURRENCY, async (sellerId) =>
    contributionsOf(sellerId, await ledger.claimedRows(sellerId, close.period)),
  );
  const byTarget = [...Map.groupBy(found.flat(), ({ claimantId }) => ledger.shardOf(claimantId))].sort(([left], [right]) => left - right);
  const files = await inParallel(byTarget, CONCURRENCY, async ([target, contributions]): Promise<[number, Artifact]> => {
    const text = contributionsToText(contributions);
    return [target, await putArtifact(`gathers/${close.month}/${shard}-${target}`, "ndjson", text, archive)];
  });
  await ledger.noteGather(close.month, shard, new Map(files));
  return { contributions: found.flat().length };
}

/** Dependencies of reading what was gathered. */
export interface GatheredDeps {
  readonly ledger: Pick<CloseLedger, "gathers">;
  readonly archive: Pick<ObjectStore, "get">;
  /** How many shards the advisors are spread over. */
  readonly shards: number;
}

/**
 * What all shards' sellers contribute to the advisors of a shard, by claimant.
 * @throws RefusedError where a shard is not gathered yet; ArtifactError where a file is missing or was changed.
 */
export async function gatheredFor(close: Close, shard: number, deps: GatheredDeps): Promise<ReadonlyMap<string, readonly Contribution[]>> {
  const { ledger, archive, shards } = deps;
  const gathers = await ledger.gathers(close.month);
  const left = Array.from({ length: shards }, (_, each) => each).filter((each) => !gathers.has(each));
  if (left.length > 0) refuse(refusal("close-gathers-left", { month: close.month, shards: left.join(", ") }));
  const files = [...gathers.values()].flatMap((ofShard) => ofShard.get(shard) ?? []);
  const texts = await inParallel(files, CONCURRENCY, (file) => getArtifact(file, archive));
  return Map.groupBy(texts.flatMap(contributionsFromText), ({ claimantId }) => claimantId);
}
