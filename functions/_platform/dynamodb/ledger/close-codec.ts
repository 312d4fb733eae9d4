import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import { parseExact, stringifyExact } from "../../../../shared/base/json/exact-json.ts";
import type { TallyRow } from "../../../../shared/engine/earnings/tally.ts";
import type { Adjustment } from "../../../../shared/engine/facts/adjustment.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import type { Attributes } from "../../../../shared/engine/facts/attributes.ts";
import { statementCodec } from "../../../../shared/engine/statement/statement.ts";
import { rowsFor } from "../../../../shared/ledger/sellers/whole-record.ts";
import type {
  AdvisorRecord,
  Close,
  CloseCode,
  FixedSettlement,
  Recorded,
  SettlementToFix,
  StatementEntry,
} from "../../../../shared/ledger/store/close-store.ts";
import { advisorKey, closeEntryKey, settlementKey, statementKey } from "../keys.ts";
import type { Item } from "../table.ts";
import { claimedRowsFromText, claimedRowsToText, rowFrom, rowsFromText, rowsToText } from "./row-codec.ts";

const PARTS = { fact: "v.a#", attributes: "v.b#", adjustment: "v.m#", settlement: "v.s#", row: "t#" } as const;

/** All that is recorded of an advisor, from the items of `recordRange`. */
export function recordFrom(advisorId: string, items: readonly Item[]): AdvisorRecord {
  const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
  return {
    advisors: of(PARTS.fact).map((item) => recorded<Advisor>(item)),
    attributes: of(PARTS.attributes).map((item) => recorded<Attributes>(item)),
    adjustments: of(PARTS.adjustment).map((item) => recorded<Adjustment>(item)),
    settlements: of(PARTS.settlement).map(settlementFrom),
    ...recordedRows(advisorId, of(PARTS.row).map(recordedRow)),
  };
}

/** Rows that are kept with an advisor, and what of them they count themselves. */
export function recordedRows(advisorId: string, claimedRows: AdvisorRecord["claimedRows"]): Pick<AdvisorRecord, "rows" | "claimedRows"> {
  const rows = claimedRows.flatMap(({ row, ...place }) => rowsFor(advisorId, row).map((each) => ({ ...place, row: each })));
  return { rows, claimedRows };
}

/** A stored row with its period and month. */
export function recordedRow(item: Item): AdvisorRecord["claimedRows"][number] {
  const [, period, month = ""] = item.sk.split("#");
  return { period: Number(period), month, row: rowFrom(item) };
}

/** A stored fact with its period. */
export function recorded<Fact>(item: Item): Recorded<Fact> {
  return { period: Number(item.p), fact: JSON.parse(item.fact as string) as Fact };
}

/** A stored settlement. */
export function settlementFrom(item: Item): FixedSettlement {
  const claimedRows = claimedRowsFromText(inflated(item.rows));
  const contributed = item.contributed === undefined ? new Map<Month, TallyRow[]>() : rowsFromText(inflated(item.contributed));
  return {
    period: Number(item.p),
    month: item.month as string,
    rows: countedRows(item.pk, claimedRows, contributed),
    claimedRows,
    contributed,
    settled: new Map(parseExact(item.settled as string) as [string, bigint][]),
    carriedForward: item.carriedForward as bigint,
    ...(item.advances !== undefined && { advances: item.advances as bigint }),
    equityEligible: item.equityEligible as boolean,
    statementHash: item.statementHash as string | undefined,
  };
}

/** What an advisor counts of the rows that are kept with them, and of what sellers contributed. */
function countedRows(pk: string, claimedRows: FixedSettlement["claimedRows"], contributed: FixedSettlement["contributed"]) {
  const advisorId = pk.slice(advisorKey("").pk.length);
  const rows = new Map<Month, TallyRow[]>();
  const add = (month: Month, more: readonly TallyRow[]) => {
    if (more.length > 0) rows.set(month, [...(rows.get(month) ?? []), ...more]);
  };
  for (const [month, ofMonth] of claimedRows)
    add(
      month,
      ofMonth.flatMap((row) => rowsFor(advisorId, row)),
    );
  for (const [month, ofMonth] of contributed) add(month, ofMonth);
  return rows;
}

/** A stored close. */
export function closeFrom(item: Item): Close {
  return {
    month: item.sk,
    period: Number(item.period),
    firstMonth: item.firstMonth as string,
    status: item.status as Close["status"],
    ...(item.asked !== undefined && { asked: item.asked as NonNullable<Close["asked"]> }),
    ...(item.code !== undefined && { code: item.code as CloseCode }),
  };
}

/** A statement as its close lists it. */
export function entryFrom(item: Item): StatementEntry {
  const statement = item.statement as string | undefined;
  return {
    advisorId: item.sk,
    statement: statement === undefined ? undefined : statementCodec.decode(statement),
    hash: item.hash as string | undefined,
    equityEligible: item.equityEligible as boolean,
    equityChanged: item.equityChanged as boolean,
  };
}

/** The items of a settlement, each to be put once. */
export function itemsOf({ advisorId, shard, settlement, statement, equityChanged }: SettlementToFix): Item[] {
  const { period, month, claimedRows, contributed, settled, carriedForward, advances, equityEligible, statementHash } = settlement;
  const issued = statement && { statement: statementCodec.encode(statement.totals), hash: statement.hash, bodyKey: statement.bodyKey };
  const items: Item[] = [
    {
      ...settlementKey(advisorId, period),
      p: period,
      month,
      rows: deflateRawSync(claimedRowsToText(claimedRows)),
      ...(contributed.size > 0 && { contributed: deflateRawSync(rowsToText(contributed)) }),
      carriedForward,
      ...(advances !== undefined && { advances }),
      equityEligible,
      statementHash,
      settled: stringifyExact([...settled].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  ];
  if (issued !== undefined) items.push({ ...statementKey(advisorId, month), ...issued });
  if (issued !== undefined || equityChanged)
    items.push({ ...closeEntryKey(month, shard, advisorId), ...issued, equityEligible, equityChanged });
  return items;
}

/** The rows of a manager of thousands fit an item only deflated: an eighth of their text. */
export function inflated(bytes: unknown): string {
  return inflateRawSync(bytes as Uint8Array).toString("utf8");
}
