import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { type ClaimedRow, expandRow } from "../../engine/earnings/claimed-row.ts";
import { mergePart, type TallyRow } from "../../engine/earnings/tally.ts";
import { sellersBelow } from "../derive/concerned-logs.ts";
import type { AdvisorRecord, CloseLedger } from "../store/close-store.ts";
import { recently } from "./recently.ts";

/** Reads records and what is kept with sellers. */
export type SellersLedger = Pick<CloseLedger, "advisorRecord" | "advisorsUnder" | "claimedRows">;

/** Stands for all sellers together, where they are too many to be told apart. */
export const WHOLE_TEAM = "";

/** What an advisor counts of a seller's credits, as recorded in one period. A part: it may be without a count. */
export interface ContributedRow {
  readonly sellerId: string;
  readonly period: number;
  readonly month: Month;
  readonly row: TallyRow;
}

const SELLERS_CONCURRENCY = 16;
/** Up to so many sellers a look reads; of more it shows what may be 15 minutes old. */
const SELLERS_TO_READ = 64;

/** An advisor's record with what sellers below contribute to periods that aren't settled among its rows. */
export async function wholeRecord(advisorId: string, rowsFromPeriod: number, ledger: SellersLedger): Promise<AdvisorRecord> {
  const [record, [, ...sellers]] = await Promise.all([ledger.advisorRecord(advisorId, rowsFromPeriod), sellersBelow(advisorId, ledger)]);
  return withRows(record, await contributedBy(sellers, advisorId, rowsFromPeriod, ledger));
}

/** What an advisor counts of rows of some periods that are kept with sellers. */
async function contributedBy(
  sellers: readonly string[],
  advisorId: string,
  rowsFromPeriod: number,
  ledger: Pick<SellersLedger, "claimedRows">,
): Promise<ContributedRow[]> {
  const found = await inParallel(sellers, SELLERS_CONCURRENCY, async (sellerId) =>
    (await ledger.claimedRows(sellerId, rowsFromPeriod)).flatMap(({ period, month, row }) =>
      rowsFor(advisorId, row).map((each): ContributedRow => ({ sellerId, period, month, row: each })),
    ),
  );
  return found.flat();
}

/** A record to be shown, with what sellers below contribute. */
export interface ShownRecord {
  /** The advisor, and whoever was ever below them. */
  readonly below: readonly string[];
  readonly record: AdvisorRecord;
  /** What sellers contribute to periods from this one on is among the rows; what they did to earlier ones is settled. */
  readonly fromPeriod: number;
  /** Those of the rows that come from sellers; of `WHOLE_TEAM` where these are too many to be told apart. */
  readonly contributed: readonly ContributedRow[];
  /** Whoever may contribute; none where they are too many to be told apart. */
  readonly sellerIds: readonly string[] | undefined;
  /** When sellers were read, where that may be a while ago; milliseconds since 1970. */
  readonly teamReadAtMs: number | undefined;
}

/** The same to be shown, never to be paid from: of more than 64 sellers the sums are up to 15 minutes old. */
export async function recordToShow(advisorId: string, fromPeriod: number, ledger: SellersLedger, nowMs: number): Promise<ShownRecord> {
  const [record, below] = await Promise.all([ledger.advisorRecord(advisorId, fromPeriod), sellersBelow(advisorId, ledger)]);
  const [, ...sellerIds] = below;
  const read = () => contributedBy(sellerIds, advisorId, fromPeriod, ledger);
  if (sellerIds.length <= SELLERS_TO_READ) {
    const contributed = await read();
    return { below, record: withRows(record, contributed), fromPeriod, contributed, sellerIds, teamReadAtMs: undefined };
  }
  const ofTeam = async () => summed(await read()).map((row) => ({ ...row, sellerId: WHOLE_TEAM }));
  const { found, atMs } = await recently(ledger, `${advisorId} ${fromPeriod}`, nowMs, ofTeam);
  return { below, record: withRows(record, found), fromPeriod, contributed: found, sellerIds: undefined, teamReadAtMs: atMs };
}

function summed(rows: AdvisorRecord["rows"]): AdvisorRecord["rows"] {
  return [...Map.groupBy(rows, ({ period, month }) => `${period} ${month}`).values()].flatMap((ofPlace) =>
    mergePart(ofPlace.map(({ row }) => row)).map((row) => ({ ...(ofPlace[0] as AdvisorRecord["rows"][number]), row })),
  );
}

/** A record with more rows. */
export const withRows = (record: AdvisorRecord, rows: AdvisorRecord["rows"]): AdvisorRecord =>
  rows.length === 0 ? record : { ...record, rows: [...record.rows, ...rows] };

/** What an advisor counts of a row, whoever it is kept with. */
export const rowsFor = (advisorId: string, { claims, ...row }: ClaimedRow): TallyRow[] =>
  expandRow({ ...row, claims: claims.filter((claim) => claim.advisorId === advisorId) }).map((each) => each.row);

/**
 * For looks at everyone: reads what is kept with all advisors once, and tells how to complete each one's record by it.
 * Memory grows with those who count others' credits and their merged rows.
 */
export async function recordsCompleted(
  shards: number,
  rowsFromPeriod: number,
  ledger: Pick<CloseLedger, "advisorsOfShard" | "claimedRows">,
): Promise<(advisorId: string, record: AdvisorRecord) => AdvisorRecord> {
  const byClaimant = new Map<string, AdvisorRecord["rows"]>();
  for (let shard = 0; shard < shards; shard += 1) {
    const found = await inParallel(await ledger.advisorsOfShard(shard), SELLERS_CONCURRENCY, async (sellerId) =>
      (await ledger.claimedRows(sellerId, rowsFromPeriod)).flatMap(({ period, month, row }) =>
        expandRow(row).flatMap((each) => (each.advisorId === sellerId ? [] : [{ ...each, period, month }])),
      ),
    );
    for (const [claimantId, rows] of Map.groupBy(found.flat(), ({ advisorId }) => advisorId))
      byClaimant.set(claimantId, summed([...(byClaimant.get(claimantId) ?? []), ...rows]));
  }
  return (advisorId, record) => withRows(record, byClaimant.get(advisorId) ?? []);
}

/** Rows by month as those of a period. */
export const recordedIn = (period: number, rows: ReadonlyMap<Month, readonly TallyRow[]>): AdvisorRecord["rows"] =>
  [...rows].flatMap(([month, ofMonth]) => ofMonth.map((row) => ({ period, month, row })));
