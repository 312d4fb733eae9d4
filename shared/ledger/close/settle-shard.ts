import type { Month } from "../../base/calendar/month.ts";
import { putArtifact } from "../../base/runtime/artifacts.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { type ObjectStore, READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import type { Terms } from "../../engine/earnings/inputs.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { type AdjustedMonth, type CreditsView, statementBody } from "../../engine/statement/body.ts";
import { partName, splitBody, statementName } from "../../engine/statement/body-parts.ts";
import type { AdjustmentState } from "../../engine/statement/explain-adjustment.ts";
import { type Settled, type Settlement, settle } from "../../engine/statement/settle.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { recordedIn, withRows } from "../sellers/whole-record.ts";
import { earnedParts } from "../snapshots/component-earnings.ts";
import { type SnapshotAdvisor, writeSnapshot } from "../snapshots/write-snapshot.ts";
import type { AdvisorRecord, Close, CloseLedger, SettlementToFix } from "../store/close-store.ts";
import { adjustmentsAt, inputsAsOf, loadTerms, rowsOfPeriod, settledAt } from "./as-of-period.ts";
import { type Contribution, claimedRowsOfPeriod, contributedRows, sumsOf } from "./contributions.ts";
import { sumsFromLogs } from "./counted-credits.ts";
import { gatheredFor } from "./gather-shard.ts";

export interface SettleDeps {
  readonly agency: Agency;
  readonly ledger: CloseLedger;
  readonly archive: ObjectStore;
  readonly rating: Pick<RatingRules, "ratedFacets">;
  /** How many shards the advisors are spread over. */
  readonly shards: number;
}

/**
 * Settles a close for the advisors of a shard. What it settles was fixed when the close began, so run again, or by two
 * at once, it makes the same statements and stores each once.
 * @throws RefusedError where a shard is not gathered yet.
 */
export async function settleShard(
  close: Close,
  shard: number,
  settling: SettleDeps,
): Promise<{ readonly advisors: number; readonly statements: number }> {
  const { ledger, archive } = settling;
  // 1. Load what the close sees, with what was gathered from all sellers.
  const gathered = await gatheredFor(close, shard, settling);
  const advisorIds = await ledger.advisorsOfShard(shard);
  const records = await inParallel(advisorIds, READS_CONCURRENCY, async (advisorId) => {
    const contributions = gathered.contributions.get(advisorId) ?? [];
    const contributed = contributedRows(contributions);
    const record = withRows(await ledger.advisorRecord(advisorId, close.period), recordedIn(close.period, contributed));
    return { advisorId, contributions, contributed, views: gathered.views.get(advisorId) ?? [], record };
  });
  const termsAt = await loadTerms(
    records.map(({ record }) => record),
    ledger,
    settling.rating.ratedFacets,
  );
  const frozen: Frozen = { close, now: termsAt(close.period), before: termsAt(close.period - 1) };
  // 2. Decide, and keep the bodies: they must lie there before the statements name them.
  const settled = await inParallel(records, READS_CONCURRENCY, (loaded) => settleAdvisor(loaded, shard, frozen, settling));
  const known = settled.flatMap((each) => each ?? []);
  // 3. Commit.
  await ledger.fix(known.flatMap(({ toFix }) => toFix ?? []));
  const snapshot = writeSnapshot(
    close.month,
    known.map(({ inSnapshot }) => inSnapshot),
    settling.rating.ratedFacets,
  );
  await ledger.noteSnapshot(close.month, shard, await putArtifact(`snapshots/${close.month}/${shard}`, "ndjson", snapshot, archive));
  return { advisors: known.length, statements: known.filter(({ toFix }) => toFix?.statement !== undefined).length };
}

interface Frozen {
  readonly close: Close;
  readonly now: Terms;
  readonly before: Terms;
}

interface Loaded {
  readonly advisorId: string;
  readonly record: AdvisorRecord;
  /** What sellers below contribute, and their merged rows of the period, which are among the record's. */
  readonly contributions: readonly Contribution[];
  readonly contributed: ReadonlyMap<Month, readonly TallyRow[]>;
  /** What those above count of the advisor. */
  readonly views: readonly CreditsView[];
}

async function settleAdvisor(
  { advisorId, record, contributions, contributed, views }: Loaded,
  shard: number,
  { close, now, before }: Frozen,
  settling: SettleDeps,
) {
  const books = inputsAsOf(close.period, record, now);
  if (books === undefined) return undefined;
  const earlier = settledAt(close.period - 1, record);
  const settlement = settle(books, close.month, close.firstMonth, earlier.settled, adjustmentsAt(close.period, record));
  const { statement } = settlement;
  let issued: SettlementToFix["statement"];
  if (statement !== undefined) {
    const booksBefore = inputsAsOf(close.period - 1, record, before);
    issued = await issue(
      { ...settlement, statement },
      { close, books, booksBefore, previousHash: earlier.previousHash, settledBefore: earlier.settled, contributions, views },
      settling,
    );
  }
  const { settled, equity, earnings } = settlement;
  const inSnapshot: SnapshotAdvisor = {
    books,
    parts: earnedParts(books, earnings),
    settled: settled.byMonth,
    equityEligible: equity.eligible,
  };
  const rows = rowsOfPeriod(close.period, record);
  const claimedRows = claimedRowsOfPeriod(close.period, record);
  const equityChanged = equity.eligible !== earlier.settled.equityEligible;
  if (issued === undefined && contributed.size === 0 && claimedRows.size === 0 && !equityChanged) return { inSnapshot, toFix: undefined };
  const toFix: SettlementToFix = {
    advisorId,
    shard,
    equityChanged,
    statement: issued,
    settlement: {
      period: close.period,
      month: close.month,
      rows,
      claimedRows,
      contributed,
      settled: statement === undefined ? new Map() : settledNow(statement),
      carriedForward: settled.carriedForward,
      ...(settled.advances !== undefined && { advances: settled.advances }),
      equityEligible: equity.eligible,
      statementHash: issued?.hash ?? earlier.previousHash,
    },
  };
  return { inSnapshot, toFix };
}

interface Issue {
  readonly close: Close;
  readonly books: AdjustmentState["books"];
  readonly booksBefore: AdjustmentState["books"] | undefined;
  readonly previousHash: string | undefined;
  readonly settledBefore: Settled;
  readonly contributions: readonly Contribution[];
  readonly views: readonly CreditsView[];
}

/** Writes the statement's body into the archive. */
async function issue(
  settlement: Settlement & { readonly statement: Statement },
  { close, books, booksBefore, previousHash, settledBefore, contributions, views }: Issue,
  { agency, ledger, archive }: SettleDeps,
) {
  const { statement } = settlement;
  const creditsAt = async (month: Month) => {
    const entries = await ledger.journal(statement.advisorId, month, close.period);
    const upTo = (period: number) => creditsHeld(entries.filter((entry) => entry.period <= period).map(({ fact }) => fact));
    return { now: upTo(close.period), before: upTo(close.period - 1) };
  };
  const adjusted = new Map<Month, AdjustedMonth>();
  for (const { month } of statement.adjustments) {
    const credits = await creditsAt(month);
    // Closed months were settled for whoever was registered then, be it at nothing.
    const isRestated = booksBefore !== undefined && (settledBefore.byMonth.has(month) || month >= close.firstMonth);
    // A first close gathers all of each month; what a later one states for the first time it gathers in part.
    const isGathered = isRestated || close.month === close.firstMonth;
    adjusted.set(month, {
      before: isRestated ? { books: booksBefore, credits: credits.before } : undefined,
      now: { books, credits: credits.now },
      sellers: isGathered
        ? sumsOf(contributions, month)
        : await sumsFromLogs(statement.advisorId, month, close.period, [books, ...(booksBefore ? [booksBefore] : [])], ledger),
    });
  }
  const credits = settlement.earnings.hasCredits ? (await creditsAt(close.month)).now : [];
  const { firstMonth } = close;
  const sellers = sumsOf(contributions, close.month);
  const { text, parts } = splitBody(
    statementBody({ agency, books, settlement, firstMonth, settledBefore, previousHash, credits, adjusted, sellers, views }),
  );
  const name = statementName(close.month, statement.advisorId);
  for (const part of parts) await putArtifact(partName(name), "json", part, archive);
  const { key: bodyKey, hash } = await putArtifact(name, "json", text, archive);
  return { totals: statement, hash, bodyKey };
}

/** What a statement settles, by month. */
function settledNow(statement: Statement): Map<Month, bigint> {
  return new Map([
    ...statement.adjustments.map(({ month, amount }): [Month, bigint] => [month, amount]),
    [statement.month, statement.earnings],
  ]);
}
