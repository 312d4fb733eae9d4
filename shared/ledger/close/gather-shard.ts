import type { Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { type Artifact, getArtifact, putArtifact } from "../../base/runtime/artifacts.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { type ObjectStore, READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { CreditsView } from "../../engine/statement/body.ts";
import type { AdvisorRecord, Close, CloseLedger } from "../store/close-store.ts";
import { advisorAsOf, termsAt } from "./as-of-period.ts";
import {
  type Contribution,
  claimedRowsOfPeriod,
  contributionsFromText,
  contributionsOf,
  contributionsToText,
  isCountedByOthers,
  type SellersMonth,
  viewsOf,
} from "./contributions.ts";

export interface GatherDeps {
  readonly ledger: Pick<CloseLedger, "advisorsOfShard" | "advisorRecord" | "claimedJournal" | "recordedPlans" | "shardOf" | "noteGather">;
  readonly archive: Pick<ObjectStore, "put">;
  readonly rating: Pick<RatingRules, "ratedFacets">;
}

/**
 * Gathers what the sellers of a shard contribute to others in a close: a file for each shard in which somebody counts
 * it, noted together with their hashes. Rows of the period are fixed once the close has begun, so run again, or by two at once,
 * it makes the same files.
 */
export async function gatherShard(
  close: Close,
  shard: number,
  { ledger, archive, rating }: GatherDeps,
): Promise<{ readonly contributions: number }> {
  const [sellers, plans] = await Promise.all([ledger.advisorsOfShard(shard), ledger.recordedPlans()]);
  const known = (period: number) => ({ terms: termsAt(period, plans, new Map(), rating.ratedFacets) });
  const knownPlans = [known(close.period), known(close.period - 1)] as const;
  const found = await inParallel(sellers, READS_CONCURRENCY, async (sellerId) => {
    const record = await ledger.advisorRecord(sellerId, close.period);
    const name = advisorAsOf(close.period, record)?.name ?? sellerId;
    return contributionsOf({ sellerId, name }, await sellersMonths(sellerId, record, close, ledger), knownPlans);
  });
  const byTarget = [...Map.groupBy(found.flat(), ({ claimantId }) => ledger.shardOf(claimantId))].sort(([left], [right]) => left - right);
  const files = await inParallel(byTarget, READS_CONCURRENCY, async ([target, contributions]): Promise<[number, Artifact]> => {
    const text = contributionsToText(contributions);
    return [target, await putArtifact(`gathers/${close.month}/${shard}-${target}`, "ndjson", text, archive)];
  });
  await ledger.noteGather(close, shard, new Map(files));
  return { contributions: found.flat().length };
}

/** The months of which others count something that was recorded in the period, or that the close states. */
async function sellersMonths(
  sellerId: string,
  record: AdvisorRecord,
  close: Close,
  ledger: Pick<CloseLedger, "claimedJournal">,
): Promise<SellersMonth[]> {
  const ofPeriod = claimedRowsOfPeriod(close.period, record);
  const isOthers = isCountedByOthers(sellerId);
  const earlier = record.settlements.filter(({ period }) => period < close.period);
  const earlierRows = (month: Month) => earlier.flatMap(({ claimedRows }) => (claimedRows.get(month) ?? []).filter(isOthers));
  const months = new Set([...ofPeriod].flatMap(([month, rows]) => (rows.some(isOthers) ? [month] : [])));
  if (earlierRows(close.month).length > 0) months.add(close.month);
  return inParallel([...months], 1, async (month): Promise<SellersMonth> => {
    const entries = await ledger.claimedJournal(sellerId, month, close.period);
    return {
      month,
      rows: ofPeriod.get(month) ?? [],
      earlierRows: month === close.month ? earlierRows(month) : undefined,
      before: creditsHeld(entries.filter(({ period }) => period < close.period).map(({ fact }) => fact)),
      now: creditsHeld(entries.map(({ fact }) => fact)),
    };
  });
}

export interface GatheredDeps {
  readonly ledger: Pick<CloseLedger, "gathers">;
  readonly archive: Pick<ObjectStore, "get">;
  /** How many shards the advisors are spread over. */
  readonly shards: number;
}

/** What was gathered for the advisors of a shard. */
export interface Gathered {
  /** What all shards' sellers contribute to them, by claimant. */
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>;
  /** What those above count of them, by seller. */
  readonly views: ReadonlyMap<string, readonly CreditsView[]>;
}

/**
 * Reads what was gathered.
 * @throws RefusedError where a shard is not gathered yet; ArtifactError where a file is missing or was changed.
 */
export async function gatheredFor(close: Close, shard: number, deps: GatheredDeps): Promise<Gathered> {
  const { ledger, archive, shards } = deps;
  const gathers = await ledger.gathers(close);
  const left = Array.from({ length: shards }, (_, each) => each).filter((each) => !gathers.has(each));
  if (left.length > 0) refuse(refusal("close-gathers-left", { month: close.month, shards: left.join(", ") }));
  // One file after the other, of which what is needed stays: there may be as many as there are shards.
  const contributions = new Map<string, Contribution[]>();
  for (const ofShard of gathers.values()) {
    const incoming = ofShard.get(shard);
    if (incoming === undefined) continue;
    for (const each of contributionsFromText(await getArtifact(incoming, archive))) add(contributions, each.claimantId, each);
  }
  const views = new Map<string, CreditsView[]>();
  for (const file of gathers.get(shard)?.values() ?? [])
    for (const each of contributionsFromText(await getArtifact(file, archive))) add(views, each.sellerId, ...viewsOf([each]));
  return { contributions, views };
}

function add<Each>(lists: Map<string, Each[]>, id: string, ...more: readonly Each[]): void {
  const known = lists.get(id);
  if (known === undefined) lists.set(id, [...more]);
  else known.push(...more);
}
