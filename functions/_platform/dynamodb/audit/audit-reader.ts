import type { AuditLedger, CloseEntry, InvalidItem, QuarantineForAudit, Readable, StoredClose } from "../../../../shared/audit/store.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import type { StoredOrder } from "../../../../shared/engine/credits/credit.ts";
import { closeSummaryCodec } from "../../../../shared/ledger/close/close-totals.ts";
import {
  adjustmentKey,
  advisorRange,
  allCloses,
  allDerivations,
  allUnassigned,
  closeEntries,
  closeEntryKey,
  dismissedRange,
  GATES,
  gateKey,
  journalRange,
  MAX_PERIOD,
  orderKey,
  quarantineRange,
  recordRange,
  registryKey,
  shardOf,
  storeRange,
} from "../keys.ts";
import { closeFrom, recorded } from "../ledger/close-codec.ts";
import { closeLedger } from "../ledger/close-store.ts";
import { advisorsOfShard, advisorsUnder } from "../ledger/derivation-store.ts";
import { factReader } from "../ledger/fact-reader.ts";
import { headFrom } from "../ledger/order-codec.ts";
import { listed } from "../ledger/quarantine-store.ts";
import type { Item, Table } from "../table.ts";
import { factFrom, journalItemFrom, readItems, storedStatementFrom, viewFrom } from "./parse-partition.ts";
import { recordNames } from "./record-names.ts";

/** What the auditor reads of the table. */
export function auditLedger(table: Table, archive: Pick<ObjectStore, "get">, shards: number): AuditLedger {
  const { snapshots, recordedPlans } = closeLedger(table, shards);
  return {
    ...factReader(table),
    names: recordNames(shards),
    homeShard: (advisorId) => shardOf(advisorId, shards),
    advisorsOfShard: (shard) => advisorsOfShard(table, shard),
    registered: async (advisorIds) => {
      const keys = distinct(advisorIds).map((advisorId) => registryKey(shardOf(advisorId, shards), advisorId));
      return new Set((await table.getAll(keys)).map(({ sk }) => sk));
    },
    unassigned: async () => (await table.query(allUnassigned)).map(({ sk }) => sk),
    view: async (advisorId) => viewFrom(advisorId, await table.query(advisorRange(advisorId))),
    heads: async (orderIds) => {
      const { found, invalid } = readable(await table.getAll(distinct(orderIds).map(orderKey)), wholeHeadFrom);
      return { found: new Map(found.map((head) => [head.order.orderId, head])), invalid };
    },
    advisorsUnder: (managerId) => advisorsUnder(table, managerId),
    kept: async (advisorId) => viewFrom(advisorId, await table.query(recordRange(advisorId, 0))).record,
    itemsOf: async ({ advisorId, state, month }) => {
      const items = await table.query(journalRange(advisorId, state, month, MAX_PERIOD));
      return readable(items, (item) => journalItemFrom(item, advisorId)).found;
    },
    adjustments: async (adjustmentIds) => {
      const { found } = readable(
        await table.getAll(distinct(adjustmentIds).map(adjustmentKey)),
        (item) => [item.pk.slice(adjustmentKey("").pk.length), factFrom(item)] as const,
      );
      return new Map(found);
    },
    recordedPlans,
    storeFacts: async (storeId) =>
      readable(await table.query(storeRange(storeId)), (item) => ({ stored: factFrom(item), recorded: recorded(item) })),
    closes: async () => readable(await table.query(allCloses), storedCloseFrom),
    closeEntries: async (month, shard) => readable(await table.query(closeEntries(month, shard)), closeEntryFrom),
    closeEntriesOf: async (advisorId, months) => {
      const keys = months.map((month) => closeEntryKey(month, shardOf(advisorId, shards), advisorId));
      const monthOf = new Map(keys.map(({ pk }, index) => [pk, months[index] ?? ""]));
      const { found, invalid } = readable(await table.getAll(keys), (item) => [monthOf.get(item.pk) ?? "", closeEntryFrom(item)] as const);
      return { found: new Map(found), invalid };
    },
    snapshots,
    gates: async () => {
      const items = await table.getAll(Array.from({ length: GATES }, (_, gate) => gateKey(gate)));
      const epochs = new Map(items.map(({ pk, e }) => [pk, Number(e)]));
      return Array.from({ length: GATES }, (_, gate) => epochs.get(gateKey(gate).pk));
    },
    derivations: async () => (await table.query(allDerivations)).map(({ sk }) => sk),
    held: () => held(table, archive),
    known: async (ids) => {
      const notes = await inParallel(ids, 8, async (id) => ((await table.query(dismissedRange(id))).length > 0 ? [id] : []));
      return new Set(notes.flat());
    },
  };
}

function readable<Content>(items: readonly Item[], from: (item: Item) => Content): Readable<Content[]> {
  const invalid: InvalidItem[] = [];
  return { found: readItems(items, "", from, invalid), invalid };
}

/** A head with an order in it: what is derived from it takes that for granted. */
function wholeHeadFrom(item: Item): StoredOrder {
  const head = headFrom(item);
  const { orderId, bookedAt, lines, credits } = head.order;
  if (orderKey(orderId).pk !== item.pk || typeof bookedAt !== "string" || !Array.isArray(lines) || !Array.isArray(credits))
    throw new Error("holds no whole order, or another one");
  return head;
}

function storedCloseFrom(item: Item): StoredClose {
  const summary = item.summary === undefined ? undefined : closeSummaryCodec.decode(item.summary as string);
  return { ...closeFrom(item), summary };
}

function closeEntryFrom(item: Item): CloseEntry {
  const { equityEligible, equityChanged } = item as Item & CloseEntry;
  return { advisorId: item.sk, statement: storedStatementFrom(item), equityEligible, equityChanged };
}

async function* held(table: Table, archive: Pick<ObjectStore, "get">): AsyncGenerator<QuarantineForAudit[]> {
  for (const digit of "0123456789abcdef") {
    for await (const page of table.pages(quarantineRange(digit))) {
      const left = page.filter(({ releasedAt }) => releasedAt === undefined);
      yield await inParallel(left, 8, async (item) => ({
        ...listed(item),
        body: (item.body as string | undefined) ?? (await archive.get(heldBodyKey(item.sk))),
      }));
    }
  }
}

/** Where long bodies of held records lie. */
const heldBodyKey = (id: string): string => `quarantine/${id}`;

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
