import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { CreditLogEntry } from "../../../../shared/engine/earnings/credit-log.ts";
import { statementCodec } from "../../../../shared/engine/statement/statement.ts";
import { closeSummaryCodec } from "../../../../shared/ledger/close/close-totals.ts";
import type { AccountLedger, ClosedMonth, IssuedStatement, RecordedEntry } from "../../../../shared/ledger/store/ledger-reader.ts";
import { allCloses, allStatements, placeJournal, placeOfKey, statementKey } from "../keys.ts";
import type { Item, Table } from "../table.ts";
import { closeLedger } from "./close-store.ts";
import { advisorsOfShard } from "./derivation-store.ts";
import { readForecasts } from "./forecast-sums.ts";
import { entriesFromText } from "./order-codec.ts";

/** How many items of a journal are read at once where only its newest entries are wanted. */
const ITEMS_CONCURRENCY = 4;

/** What advisors look at, from the table. */
export function accountLedger(table: Table, shards: number): AccountLedger {
  return {
    ...closeLedger(table, shards),
    claimedForecasts: (advisorId) => readForecasts(advisorId, table),
    latestEntries: async (advisorId, state, month, limit) => {
      const newest: RecordedEntry[] = [];
      // A few items may hold many entries: no more are read than it takes.
      for await (const items of table.pages(placeJournal(advisorId, state, month), { Limit: ITEMS_CONCURRENCY, ScanIndexForward: false })) {
        for (const { sk, entries } of items) {
          const { atMs: recordedAt } = placeOfKey(sk);
          const ofItem = entriesFromText(entries as string, { advisorId, state, month }).reverse();
          newest.push(...ofItem.map((entry) => ({ recordedAt, entry })));
        }
        if (newest.length >= limit) break;
      }
      return newest.slice(0, limit);
    },
    entriesOfPeriod: async (advisorId, month, period, atMost) => {
      const all: CreditLogEntry[] = [];
      for await (const items of table.pages(placeJournal(advisorId, "earned", month, period), { Limit: atMost + 1 })) {
        all.push(...items.flatMap(({ entries }) => entriesFromText(entries as string, { advisorId, state: "earned", month })));
        if (all.length > atMost) return undefined;
      }
      return all;
    },
    statements: async (advisorId) => (await table.query(allStatements(advisorId))).map(issuedFrom).reverse(),
    statement: async (advisorId, month) => {
      const item = await table.get(statementKey(advisorId, month));
      return item && issuedFrom(item);
    },
    closes: async () => (await table.query(allCloses)).flatMap(closedFrom).reverse(),
    advisorIds: async () => {
      const all = await inParallel(
        Array.from({ length: shards }, (_, shard) => shard),
        8,
        (shard) => advisorsOfShard(table, shard),
      );
      return all.flat().sort();
    },
  };
}

function issuedFrom(item: Item): IssuedStatement {
  return { statement: statementCodec.decode(item.statement as string), hash: item.hash as string, bodyKey: item.bodyKey as string };
}

function closedFrom({ sk, status, summary, closedAt }: Item): ClosedMonth[] {
  if (status !== "closed") return [];
  return [{ month: sk, summary: closeSummaryCodec.decode(summary as string), closedAt: closedAt as string | undefined }];
}
