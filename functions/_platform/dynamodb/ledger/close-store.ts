import type { Month } from "../../../../shared/base/calendar/month.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { Attributes } from "../../../../shared/engine/facts/attributes.ts";
import { closeSummaryCodec } from "../../../../shared/ledger/close/close-totals.ts";
import type { Close, CloseLedger } from "../../../../shared/ledger/store/close-store.ts";
import { added } from "../activity/activity-store.ts";
import {
  allPlans,
  allSnapshots,
  closeEntries,
  closeKey,
  earnedJournal,
  journalRange,
  type Key,
  type KeyRange,
  recordRange,
  rowsRange,
  shardOf,
  snapshotKey,
  storeRange,
} from "../keys.ts";
import { isSameValue, putOnce } from "../put-if-absent.ts";
import { ABSENT, type Table } from "../table.ts";
import { closeFrom, entryFrom, inflated, itemsOf, recorded, recordedRow, recordFrom } from "./close-codec.ts";
import { advisorsOfShard, advisorsUnder } from "./derivation-store.ts";
import { planFrom, raiseEpoch, readState } from "./fact-reader.ts";
import { claimedEntriesFromText, entriesFromText } from "./order-codec.ts";

/** Where the files of what a shard's sellers contribute to others in a close lie. */
const gatherKey = (close: Close, shard: number): Key => ({ pk: gathersOf(close), sk: String(shard).padStart(6, "0") });
const allGathers = (close: Close): KeyRange => ({ pk: gathersOf(close), from: "0", to: "9".repeat(6) });
/** Code that takes a close over gathers anew. */
const gathersOf = ({ month, code }: Close): string => `GATHERS#${month}${code === undefined ? "" : `#${code.hash}`}`;

/** Notes that settlements of a close are being made. */
const settlingKey = (month: Month): Key => ({ pk: `CLOSE#${month}`, sk: "SETTLING" });
/** A close that is still made by this code. */
const MADE_BY = {
  ConditionExpression: "#status = :settling AND #code.#hash = :hash",
  ExpressionAttributeNames: { "#status": "status", "#code": "code", "#hash": "hash" },
};

/** Closes in the table: whatever they fix is put once. */
export function closeLedger(table: Table, shards: number): CloseLedger {
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
        added({ ...closeKey(close.month), ...close }),
      ]);
      if (result.kind === "invalid") throw new Error(`the close of ${close.month} can't begin: ${result.message}`);
      return result.kind === "refused" ? "stale" : result.kind;
    },
    isSettled: async (month) => (await table.get(settlingKey(month))) !== undefined,
    noteSettling: (month, { hash }) =>
      table.commit(
        [
          added({ ...settlingKey(month) }),
          {
            ConditionCheck: {
              Key: { ...closeKey(month) },
              ...MADE_BY,
              ExpressionAttributeValues: { ":settling": "settling", ":hash": hash },
            },
          },
        ],
        `that ${month} is being settled`,
      ),
    changeCode: ({ code: before, ...close }, code, even) =>
      table.commit(
        [
          {
            Put: {
              Item: { ...closeKey(close.month), ...close, code },
              ...MADE_BY,
              ExpressionAttributeValues: { ":settling": "settling", ":hash": before?.hash ?? "" },
            },
          },
          ...(even === "settled" ? [] : [{ ConditionCheck: { Key: { ...settlingKey(close.month) }, ...ABSENT } }]),
        ],
        `the close of ${close.month}`,
      ),
    advisorsOfShard: (shard) => advisorsOfShard(table, shard),
    recordedPlans: async () => (await table.query(allPlans)).map((item) => ({ period: Number(item.p), fact: planFrom(item) })),
    advisorRecord: async (advisorId, rowsFromPeriod) => recordFrom(advisorId, await table.query(recordRange(advisorId, rowsFromPeriod))),
    claimedRows: async (advisorId, fromPeriod) => (await table.query(rowsRange(advisorId, fromPeriod))).map(recordedRow),
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
    claimedJournal: async (advisorId, month, upToPeriod) => {
      const items = await table.query(journalRange(advisorId, "earned", month, upToPeriod));
      const place = { advisorId, state: "earned" as const, month };
      return items.flatMap((item) =>
        claimedEntriesFromText(item.entries as string, place).map((fact) => ({ period: Number(item.p), fact })),
      );
    },
    advisorsUnder: (managerId) => advisorsUnder(table, managerId),
    shardOf: (advisorId) => shardOf(advisorId, shards),
    noteGather: (close, shard, files) =>
      putOnce(
        [[{ ...gatherKey(close, shard), files: JSON.stringify([...files].map(([to, { key, hash }]) => [to, key, hash])) }]],
        "gathered files",
        table,
      ),
    gathers: async (close) => {
      const items = await table.query(allGathers(close));
      return new Map(
        items.map(({ sk, files }) => {
          const noted = JSON.parse(files as string) as [number, string, string][];
          return [Number(sk), new Map(noted.map(([to, key, hash]) => [to, { key, hash }]))];
        }),
      );
    },
    earned: async (advisorId) => {
      const items = await table.query(earnedJournal(advisorId));
      return items.flatMap((item) => {
        const [, , month = ""] = item.sk.split("#");
        return entriesFromText(item.entries as string, { advisorId, state: "earned", month });
      });
    },
    fix: (settlements) => putOnce(settlements.map(itemsOf), "settlements", table, isSameSettled),
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
    finishClose: async (close, summary, at) => {
      const text = closeSummaryCodec.encode(summary);
      const done = await table.update({
        Key: { ...closeKey(close.month) },
        UpdateExpression: "SET #status = :closed, summary = :summary, closedAt = if_not_exists(closedAt, :at)",
        ConditionExpression: "#status = :settling OR summary = :summary",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":closed": "closed", ":settling": "settling", ":summary": text, ":at": at },
      });
      if (!done) throw new Error(`the close of ${close.month} was finished before with other totals`);
    },
  };
}

/** A text may be deflated otherwise by another version. */
const isSameSettled = (value: unknown, stored: unknown): boolean =>
  value instanceof Uint8Array ? stored instanceof Uint8Array && inflated(value) === inflated(stored) : isSameValue(value, stored);
