import { expect, test } from "vitest";
import {
  advisorFactKey,
  advisorKey,
  closeKey,
  GATES,
  gateKey,
  journalKey,
  planKey,
  registryKey,
  shardOf,
  stateKey,
  tallyKey,
} from "../../../functions/_platform/dynamodb/keys.ts";
import { entriesToText, headItem } from "../../../functions/_platform/dynamodb/ledger/order-codec.ts";
import { type Wiring, wire } from "../../../functions/_platform/wiring.ts";
import type { Finding } from "../../../shared/audit/model/finding.ts";
import { auditLedger } from "../../../shared/audit/steps/run-audit.ts";
import type { Month } from "../../../shared/base/calendar/month.ts";
import { contentHash } from "../../../shared/base/json/hash.ts";
import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import { claimedRowKey } from "../../../shared/engine/earnings/claimed-row.ts";
import { orderChange } from "../../../shared/engine/earnings/order-change.ts";
import { type Advisor, advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import { orderSchema } from "../../../shared/engine/facts/order.ts";
import { PlanBook } from "../../../shared/engine/plan/plan-versions.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import { type CloseSummary, closeSummaryCodec } from "../../../shared/ledger/close/close-totals.ts";
import { finishClose } from "../../../shared/ledger/close/finish-close.ts";
import { gatherShard } from "../../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../../shared/ledger/close/settle-shard.ts";
import type { Close } from "../../../shared/ledger/store/close-store.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { AGENCY, SILENT } from "../../support/ledger.ts";
import { MemoryTable } from "../../support/memory-table.ts";

/** An agency of 30,000 takes half a minute: run with ADVISORS=30000 now and then. */
const ADVISORS = Number(process.env.ADVISORS ?? 8_000);
const SHARDS = 256;
const MONTH = "2026-10";
const OPEN_MONTH = "2026-11";
/** Of so many one sold in the month that is closed; all of them do in the open one. */
const ONE_IN = 10;
const CLOSE: Close = { month: MONTH, period: 0, firstMonth: MONTH, status: "settling" };

const idOf = (index: number): string => `adv-${String(index).padStart(5, "0")}`;

/** Advisors with an order or two each, one month closed; written by the encoders, settled by the close. */
async function largeLedger(): Promise<{ table: MemoryTable; wiring: Wiring }> {
  const table = new MemoryTable();
  const objects = new Map<string, string>();
  const wiring = wire(
    { TABLE_NAME: "unused", BUCKET_NAME: "unused", BUS_NAME: "unused", AGENCY, SHARDS },
    {
      table: table.asTable(),
      archive: { put: async (key, text) => void objects.set(key, text), get: async (key) => objects.get(key) },
      publisher: SILENT,
      surroundings: { now: Date.now, random: Math.random, pause: async () => {} },
    },
  );
  const known = planSchema.parse(plan()[1]);
  table.set({ ...planKey(known.planId, known.version), p: 0, hash: contentHash(plan()[1]), fact: JSON.stringify(known) });
  const plans = new PlanBook([known]);
  for (let index = 0; index < ADVISORS; index += 1) writeAdvisor(index, table, wiring, plans);
  table.set({ ...stateKey, e: 1, period: 1, firstMonth: MONTH, closedMonth: MONTH, pending: 0 });
  for (let gate = 0; gate < GATES; gate += 1) table.set({ ...gateKey(gate), e: 1 });
  for (let shard = 0; shard < SHARDS; shard += 1) await gatherShard(CLOSE, shard, wiring);
  for (let shard = 0; shard < SHARDS; shard += 1) await settleShard(CLOSE, shard, wiring);
  const finishing = {
    ...wiring.ledger,
    finishClose: async (close: Close, summary: CloseSummary) =>
      table.set({ ...closeKey(MONTH), ...close, status: "closed", summary: closeSummaryCodec.encode(summary) }),
  };
  await finishClose(CLOSE, { ...wiring, ledger: finishing }, SHARDS);
  return { table, wiring };
}

function writeAdvisor(index: number, table: MemoryTable, { rating }: Wiring, plans: PlanBook): void {
  const advisorId = idOf(index);
  const content = advisor(advisorId)[1];
  const fact: Advisor = advisorSchema.parse(content);
  const stored = { p: 0, hash: contentHash(content), fact: JSON.stringify(fact) };
  table.set({ ...advisorFactKey(advisorId, 1), ...stored });
  table.set({ ...advisorKey(advisorId), revision: 1, ...stored });
  table.set({ ...registryKey(shardOf(advisorId, SHARDS), advisorId) });
  if (index % ONE_IN === 0) writeOrder(index, fact, MONTH, table, rating, plans);
  writeOrder(index, fact, OPEN_MONTH, table, rating, plans);
}

function writeOrder(index: number, fact: Advisor, month: Month, table: MemoryTable, rating: Wiring["rating"], plans: PlanBook): void {
  const { advisorId } = fact;
  const period = month === MONTH ? 0 : 1;
  const sent = order({
    orderId: `o-${index}-${month}`,
    fulfilledAt: `${month}-08T20:00:00+08:00`,
    credits: [{ advisorId }],
    lines: [{ lineId: "1", product: "hotel", price: 100_000 + index }],
  })[1];
  const booked = orderSchema.parse(sent);
  const recipients = recipientsOf(booked, { advisor: () => fact, plans, localDay: rating.localDay });
  const change = orderChange(undefined, { order: booked, sequence: 1, recipients, seen: { 1: "unread" } }, rating);
  table.set(headItem(change.after));
  for (const entry of change.entries) {
    const key = journalKey(advisorId, { state: entry.place.state, month }, period, { atMs: 0, orderId: entry.orderId, sequence: 1 });
    table.set({ ...key, p: period, entries: entriesToText([entry]) });
  }
  for (const { row } of change.rows) {
    const { price, units, count } = row;
    table.set({ ...tallyKey(advisorId, period, month, claimedRowKey(row)), k: claimedRowKey(row), p: price, u: units, n: count });
  }
}

test("large: one fen wrong among thousands of advisors is found and named", async () => {
  const { table, wiring } = await largeLedger();
  const place = Math.floor(ADVISORS * 0.58) + 5;
  const wrong = idOf(place);
  const [row] = await table.query({ pk: `A#${wrong}`, from: "t#000001#", to: "t#000001#~" });
  if (row === undefined) throw new Error("there is no row to be damaged");
  table.set({ ...row, p: (row.p as bigint) + 1n });
  const told: Finding[] = [];
  const { audit, ...rest } = wiring;
  const auditing = { ...rest, ...audit, tell: (findings: readonly Finding[]) => void told.push(...findings) };
  const { run } = await auditLedger("2027-01-01T00:00:00Z large", { mode: "all" }, auditing, () => true);
  expect(told).toEqual([
    {
      kind: "tally",
      records: [`${row.pk} ${row.sk}`],
      advisorId: wrong,
      month: OPEN_MONTH,
      expected: `price ${100_000 + place}`,
      found: `price ${100_001 + place}`,
    },
  ]);
  // Nobody, under whose empty id undated orders stand, is looked at too.
  expect(run).toMatchObject({ advisors: ADVISORS + 1, orders: ADVISORS + ADVISORS / ONE_IN, statements: ADVISORS / ONE_IN, findings: 1 });
});
