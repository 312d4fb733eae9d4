import { deflateRawSync, inflateRawSync } from "node:zlib";
import { parseExact, stringifyExact } from "../../../../shared/base/json/exact-json.ts";
import type { Adjustment } from "../../../../shared/engine/facts/adjustment.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import type { Attributes } from "../../../../shared/engine/facts/attributes.ts";
import { statementCodec } from "../../../../shared/engine/statement/statement.ts";
import type {
  AdvisorRecord,
  Close,
  CloseCode,
  FixedSettlement,
  Recorded,
  SettlementToFix,
  StatementEntry,
} from "../../../../shared/ledger/store/close-store.ts";
import { closeEntryKey, settlementKey, statementKey } from "../keys.ts";
import type { Item } from "../table.ts";
import { claimedRowFrom, claimedRowsFromText, rowsFrom, rowsFromText, rowsToText } from "./row-codec.ts";

const PARTS = { fact: "v.a#", attributes: "v.b#", adjustment: "v.m#", settlement: "v.s#", row: "t#" } as const;

/** All that is recorded of an advisor, from the items of `recordRange`. */
export function recordFrom(items: readonly Item[]): AdvisorRecord {
  const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
  return {
    advisors: of(PARTS.fact).map((item) => recorded<Advisor>(item)),
    attributes: of(PARTS.attributes).map((item) => recorded<Attributes>(item)),
    adjustments: of(PARTS.adjustment).map((item) => recorded<Adjustment>(item)),
    settlements: of(PARTS.settlement).map(settlementFrom),
    rows: of(PARTS.row).flatMap((item) => {
      const [, period, month = ""] = item.sk.split("#");
      return rowsFrom(item).map((row) => ({ period: Number(period), month, row }));
    }),
    claimedRows: of(PARTS.row).flatMap(claimedRowsFrom),
  };
}

/** A stored row as it says who counts it, with its period and month; none where everyone has copies. */
export function claimedRowsFrom(item: Item): AdvisorRecord["claimedRows"] {
  const [row, [, period, month = ""]] = [claimedRowFrom(item), item.sk.split("#")];
  return row === undefined ? [] : [{ period: Number(period), month, row }];
}

/** A stored fact with its period. */
export function recorded<Fact>(item: Item): Recorded<Fact> {
  return { period: Number(item.p), fact: JSON.parse(item.fact as string) as Fact };
}

/** A stored settlement. */
export function settlementFrom(item: Item): FixedSettlement {
  return {
    period: Number(item.p),
    month: item.month as string,
    rows: rowsFromText(inflated(item.rows)),
    ...(item.claimedRows !== undefined && { claimedRows: claimedRowsFromText(inflated(item.claimedRows)) }),
    settled: new Map(parseExact(item.settled as string) as [string, bigint][]),
    carriedForward: item.carriedForward as bigint,
    ...(item.advances !== undefined && { advances: item.advances as bigint }),
    equityEligible: item.equityEligible as boolean,
    statementHash: item.statementHash as string | undefined,
  };
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
  const { period, month, rows, claimedRows, settled, carriedForward, advances, equityEligible, statementHash } = settlement;
  const issued = statement && { statement: statementCodec.encode(statement.totals), hash: statement.hash, bodyKey: statement.bodyKey };
  const items: Item[] = [
    {
      ...settlementKey(advisorId, period),
      p: period,
      month,
      rows: deflateRawSync(rowsToText(rows)),
      ...(claimedRows !== undefined && { claimedRows: deflateRawSync(rowsToText(claimedRows)) }),
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
