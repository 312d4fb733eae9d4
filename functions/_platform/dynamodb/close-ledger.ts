import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Adjustment } from "../../../shared/facts/adjustment.ts";
import type { Advisor } from "../../../shared/facts/advisor.ts";
import type { Attributes } from "../../../shared/facts/attributes.ts";
import { parseExact, stringifyExact } from "../../../shared/json/exact-json.ts";
import type { Statement } from "../../../shared/statement/statement.ts";
import { inParallel } from "../../../shared/use-cases/in-parallel.ts";
import type {
  AdvisorRecord,
  Close,
  CloseLedger,
  FixedSettlement,
  Recorded,
  SettlementToFix,
  StatementEntry,
} from "../../../shared/use-cases/ports/close.ts";
import { RetryableError } from "../../../shared/use-cases/retry.ts";
import { advisorsOfShard } from "./derivation-ledger.ts";
import { entriesFromText } from "./encode-orders.ts";
import { rowFrom, rowsFromText, rowsToText } from "./encode-rows.ts";
import { planFrom, raiseEpoch, readState } from "./fact-reader.ts";
import {
  allPlans,
  allSnapshots,
  closeEntries,
  closeEntryKey,
  closeKey,
  earnedJournal,
  journalRange,
  recordRange,
  settlementKey,
  snapshotKey,
  statementKey,
  storeRange,
} from "./keys.ts";
import { type Action, type Item, MAX_ACTIONS, type Table } from "./table.ts";

/** Closes in the table: whatever they fix is put once. */
export function closeLedger(table: Table): CloseLedger {
  return {
    state: () => readState(table),
    close: async (month) => {
      const item = await table.get(closeKey(month));
      return item && closeFrom(item);
    },
    beginClose: async (close, state) => {
      const result = await table.transact([
        ...raiseEpoch(
          { ...state, pendingDerivations: 0 },
          { period: state.period + 1, firstMonth: close.firstMonth, closedMonth: close.month, pendingDerivations: 0 },
        ),
        { Put: { Item: { ...closeKey(close.month), ...close }, ConditionExpression: "attribute_not_exists(pk)" } },
      ]);
      if (result.kind === "invalid") throw new Error(`the close of ${close.month} can't begin: ${result.message}`);
      return result.kind === "refused" ? "stale" : result.kind;
    },
    advisorsOfShard: (shard) => advisorsOfShard(table, shard),
    recordedPlans: async () => (await table.query(allPlans)).map((item) => ({ period: Number(item.p), fact: planFrom(item) })),
    advisorRecord: async (advisorId, rowsFromPeriod) => recordFrom(await table.query(recordRange(advisorId, rowsFromPeriod))),
    storeAttributes: async (storeIds) => {
      const all = await inParallel(
        storeIds,
        4,
        async (storeId) => [storeId, (await table.query(storeRange(storeId))).map((item) => recorded<Attributes>(item))] as const,
      );
      return new Map(all);
    },
    journal: async (advisorId, month, upToPeriod) => {
      const items = await table.query(journalRange(advisorId, "earned", month, upToPeriod));
      const place = { advisorId, state: "earned" as const, month };
      return items.flatMap((item) => entriesFromText(item.entries as string, place).map((fact) => ({ period: Number(item.p), fact })));
    },
    earned: async (advisorId) => {
      const items = await table.query(earnedJournal(advisorId));
      return items.flatMap((item) => {
        const [, , month = ""] = item.sk.split("#");
        return entriesFromText(item.entries as string, { advisorId, state: "earned", month });
      });
    },
    fix: (settlements) => fix(settlements, table),
    noteSnapshot: async (month, shard, { key, hash }) => {
      const put = await table.put({
        Item: { ...snapshotKey(month, shard), key, hash },
        ConditionExpression: "attribute_not_exists(pk) OR #hash = :hash",
        ExpressionAttributeNames: { "#hash": "hash" },
        ExpressionAttributeValues: { ":hash": hash },
      });
      if (!put)
        throw new Error(`the snapshot of shard ${shard} for ${month} differs from the one noted before; its close is not reproducible`);
    },
    snapshots: async (month) => {
      const items = await table.query(allSnapshots(month));
      return new Map(items.map(({ sk, key, hash }) => [Number(sk), { key: key as string, hash: hash as string }]));
    },
    statementsOf: async (month, shard) => (await table.query(closeEntries(month, shard))).map(entryFrom),
    finishClose: async (close, summary) => {
      const text = stringifyExact(summary);
      const done = await table.update({
        Key: { ...closeKey(close.month) },
        UpdateExpression: "SET #status = :closed, summary = :summary",
        ConditionExpression: "#status = :settling OR summary = :summary",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":closed": "closed", ":settling": "settling", ":summary": text },
      });
      if (!done) throw new Error(`the close of ${close.month} was finished before with other totals`);
    },
  };
}

const PARTS = { fact: "v.a#", attributes: "v.b#", adjustment: "v.m#", settlement: "v.s#", row: "t#" } as const;

function recordFrom(items: readonly Item[]): AdvisorRecord {
  const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
  return {
    advisors: of(PARTS.fact).map((item) => recorded<Advisor>(item)),
    attributes: of(PARTS.attributes).map((item) => recorded<Attributes>(item)),
    adjustments: of(PARTS.adjustment).map((item) => recorded<Adjustment>(item)),
    settlements: of(PARTS.settlement).map(settlementFrom),
    rows: of(PARTS.row).map((item) => {
      const [, period, month = ""] = item.sk.split("#");
      return { period: Number(period), month, row: rowFrom(item) };
    }),
  };
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
    settled: new Map(parseExact(item.settled as string) as [string, bigint][]),
    carriedForward: item.carriedForward as bigint,
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
  };
}

function entryFrom(item: Item): StatementEntry {
  const statement = item.statement as string | undefined;
  return {
    advisorId: item.sk,
    statement: statement === undefined ? undefined : statementFrom(statement),
    hash: item.hash as string | undefined,
    equityEligible: item.equityEligible as boolean,
    equityChanged: item.equityChanged as boolean,
  };
}

/** A statement's totals as stored. */
export function statementFrom(text: string): Statement {
  const statement = parseExact(text) as Statement & { components: { version: bigint }[] };
  return { ...statement, components: statement.components.map((line) => ({ ...line, version: Number(line.version) })) };
}

/** The items of a settlement, each to be put once. */
function itemsOf({ advisorId, shard, settlement, statement, equityChanged }: SettlementToFix): Item[] {
  const { period, month, rows, settled, carriedForward, equityEligible, statementHash } = settlement;
  const issued = statement && { statement: stringifyExact(statement.totals), hash: statement.hash, bodyKey: statement.bodyKey };
  const items: Item[] = [
    {
      ...settlementKey(advisorId, period),
      p: period,
      month,
      rows: deflateRawSync(rowsToText(rows)),
      carriedForward,
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

const ATTEMPTS = 8;

/** Of the 4 MB that a transaction may hold. */
const MAX_GROUP_LENGTH = 3_000_000;

async function fix(settlements: readonly SettlementToFix[], table: Table): Promise<void> {
  let [group, length] = [[] as Item[][], 0];
  for (const items of settlements.map(itemsOf)) {
    const more = items.reduce((total, item) => total + lengthOf(item), 0);
    if (group.flat().length + items.length > MAX_ACTIONS || length + more > MAX_GROUP_LENGTH) {
      await fixGroup(group, table);
      [group, length] = [[], 0];
    }
    group.push(items);
    length += more;
  }
  if (group.length > 0) await fixGroup(group, table);
}

/** Puts the items of several settlements together, each settlement whole; those that are there already must be the same. */
async function fixGroup(group: readonly Item[][], table: Table): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 1) await table.pause(20 * 2 ** attempt);
    const there = new Map((await existing(group, attempt, table)).map((item) => [`${item.pk}\u0000${item.sk}`, item]));
    const missing = group.flatMap((items) => items.filter((item) => !isThere(item, there)));
    if (missing.length === 0) return;
    const result = await table.transact(
      missing.map((Item): Action => ({ Put: { Item, ConditionExpression: "attribute_not_exists(pk)" } })),
    );
    if (result.kind === "committed") return;
    if (result.kind === "invalid") throw new Error(`settlements can't be stored: ${result.message}`);
  }
  throw new RetryableError("settlements could not be stored: the table is too busy; run the close again");
}

/** About how large an item is: its texts and binaries are nearly all of it. */
function lengthOf(item: Item): number {
  return Object.values(item).reduce<number>(
    (total, value) => total + (typeof value === "string" ? value.length * 3 : value instanceof Uint8Array ? value.length : 20),
    0,
  );
}

/** Looked up only once something stood in the way: most closes run once. */
async function existing(group: readonly Item[][], attempt: number, table: Table): Promise<Item[]> {
  return attempt === 0 ? [] : table.getAll(group.flat().map(({ pk, sk }) => ({ pk, sk })));
}

function isThere(item: Item, there: ReadonlyMap<string, Item>): boolean {
  const known = there.get(`${item.pk}\u0000${item.sk}`);
  if (known === undefined) return false;
  const same = Object.entries(item).every(([name, value]) => isSame(value, known[name]));
  if (!same) throw new Error(`${item.pk} ${item.sk} is settled already, and differs; a settlement is never edited`);
  return true;
}

/** What was to be stored against what is: numbers come back as `bigint`, and a text may be deflated otherwise by another version. */
function isSame(value: unknown, stored: unknown): boolean {
  if (value === undefined) return true;
  if (value instanceof Uint8Array) return stored instanceof Uint8Array && inflated(value) === inflated(stored);
  return stored === (typeof value === "number" ? BigInt(value) : value);
}

/** The rows of a manager of thousands fit an item only deflated: an eighth of their text. */
function inflated(bytes: unknown): string {
  return inflateRawSync(bytes as Uint8Array).toString("utf8");
}
