import { afterAll, beforeAll, expect, test } from "vitest";
import { type Action, Table, type TransactionResult } from "../../../functions/_platform/dynamodb/table.ts";
import { RAISING } from "../../../shared/base/runtime/retry.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { body, type Ledger, type Ledgers, shortPause, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

/** What injectsFault a transaction: a conflict before it, or an answer that is lost after it was done. */
type Fault = "conflict" | "lost answer" | undefined;

/** A table whose transactions meet faults, one after the other as listed. */
class FaultyTable extends Table {
  faults: Fault[] = [];

  override async transact(actions: readonly Action[]): Promise<TransactionResult> {
    const fault = this.faults.shift();
    if (fault === "conflict") return { kind: "busy" };
    const result = await super.transact(actions);
    return fault === "lost answer" ? { kind: "busy" } : result;
  }
}

async function openFaulty(): Promise<{ ledger: Ledger; table: FaultyTable }> {
  const tables: FaultyTable[] = [];
  const ledger = await ledgers.open((client, name) => {
    const table = new FaultyTable(client, name, shortPause);
    tables.push(table);
    return table;
  });
  await ledger.record(plan(), advisor("li"));
  await ledger.derive();
  return { ledger, table: tables[0] as FaultyTable };
}

const ORDERS = Array.from({ length: 40 }, (_, index) => order({ orderId: `o${index}` }));

async function price(ledger: Ledger): Promise<bigint | undefined> {
  return [...((await ledger.storedRows("li")).get("2026-10")?.values() ?? [])][0]?.price;
}

test.each<[string, Fault[]]>([
  ["conflicts", ["conflict", "conflict", "conflict"]],
  ["answers lost after the commit", ["lost answer"]],
  ["both by turns", ["conflict", "lost answer", "conflict", "lost answer"]],
])("faults: orders are recorded once in spite of %s", async (_what, faults) => {
  const { ledger, table } = await openFaulty();
  table.faults = [...faults];
  const outcomes = await ledger.record(...ORDERS);
  expect(outcomes.every(({ kind }) => kind === "recorded" || kind === "duplicate")).toBe(true);
  expect(await price(ledger)).toBe(40n * 100_000n);
  expect(await ledger.storedRows("li")).toEqual(await ledger.journalledRows("li"));
});

test("faults: facts are recorded once in spite of answers lost after the commit", async () => {
  const { ledger, table } = await openFaulty();
  table.faults = ["lost answer", "conflict"];
  const outcomes = await ledger.record(advisor("wang"), advisor("zhao"));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["duplicate", "duplicate"]);
  await ledger.derive();
  expect((await ledger.wiring.ledger.state()).pendingDerivations).toBe(0);
});

test("faults: a table that stays busy fails the messages, bounded, and what is delivered again counts once", async () => {
  const { ledger, table } = await openFaulty();
  table.faults = Array.from({ length: 1_000 }, () => "conflict" as const);
  const outcomes = await ledger.record(...ORDERS);
  expect(outcomes.every(({ kind }) => kind === "failed")).toBe(true);
  expect(table.faults.length).toBeGreaterThan(900);
  table.faults = [];
  expect((await ledger.record(...ORDERS)).every(({ kind }) => kind === "recorded")).toBe(true);
  expect(await price(ledger)).toBe(40n * 100_000n);
});

test("faults: a close goes through in spite of conflicts and lost answers", async () => {
  const { ledger, table } = await openFaulty();
  await ledger.record(...ORDERS);
  table.faults = ["lost answer", "conflict", "lost answer", "conflict"];
  expect(await ledger.close("2026-10")).toMatchObject({ statements: 1, earnings: 240_000n });
});

test("faults: an adjustment waits for its advisor, however late and by whichever batch they are registered", async () => {
  const { ledger, table } = await openFaulty();
  const batch = [...Array.from({ length: 10 }, (_, index) => advisor(`a${index}`)), adjustment({ advisorId: "a3" })];
  // The registrations have to be tried again, and the adjustment comes before them.
  table.faults = Array.from({ length: RAISING.attempts }, () => "conflict" as const);
  expect((await ledger.record(...batch)).map(({ kind }) => kind)).toEqual([...Array(10).fill("failed"), "held"]);
  await ledger.record(...batch.slice(0, 10));
  await ledger.derive();
  expect(await ledger.close("2026-10")).toMatchObject({ statements: 1, manualAdjustments: 500n });
  expect(await ledger.wiring.quarantine.list()).toMatchObject([{ released: true }]);
});

test("faults: an adjustment that comes before its advisor in one batch counts", async () => {
  const { ledger } = await openFaulty();
  await ledger.record(adjustment({ advisorId: "wang" }), advisor("wang"));
  expect(await ledger.close("2026-10")).toMatchObject({ manualAdjustments: 500n });
});

test("faults: an adjustment that is held at the very moment at which its advisor is registered is not forgotten", async () => {
  const { ledger } = await openFaulty();
  const rival = ledger.rival();
  const hold = rival.quarantine.hold;
  // Registered, and derived, after it was decided to hold and before it is held.
  rival.quarantine.hold = async (records) => {
    await ledger.record(advisor("wang"));
    await ledger.derive();
    await hold(records);
  };
  await recordFacts([body(...adjustment({ advisorId: "wang" }))], rival);
  expect(await ledger.close("2026-10")).toMatchObject({ manualAdjustments: 500n });
});
