import { afterAll, beforeAll, expect, test } from "vitest";
import { type Action, Table, type TransactionResult } from "../../../functions/_platform/dynamodb/table.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, shortPause, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

/** Counts the transactions that are sent, and how they went; what names the order `large` is too large for this table. */
class CountingTable extends Table {
  readonly results: TransactionResult["kind"][] = [];

  override async transact(actions: readonly Action[]): Promise<TransactionResult> {
    const isLarge = actions.some(({ Put }) => Put?.Item?.pk === "O#large");
    const result: TransactionResult = isLarge ? { kind: "invalid", message: "too large" } : await super.transact(actions);
    this.results.push(result.kind);
    return result;
  }
}

async function openCounting(): Promise<{ ledger: Ledger; results: TransactionResult["kind"][] }> {
  let table: CountingTable | undefined;
  const ledger = await ledgers.open((client, name) => {
    table = new CountingTable(client, name, shortPause);
    return table;
  });
  await ledger.record(plan(), advisor("li"));
  await ledger.derive();
  return { ledger, results: table?.results ?? [] };
}

const booked = (prefix: string, count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => order({ orderId: `${prefix}${index}`, credits: [{ advisorId: "li" }], ...more }));

test("cancelling: 40 orders cancelled and 40 alike booked anew in one batch take one or two transactions, and the tally is as the journal says", async () => {
  const { ledger, results } = await openCounting();
  await ledger.record(...booked("old", 40));
  results.length = 0;
  const outcomes = await ledger.record(...booked("old", 40, { revision: 2, status: "cancelled" }), ...booked("new", 40));
  expect(outcomes.every(({ kind }) => kind === "recorded")).toBe(true);
  expect(new Set(results)).toEqual(new Set(["committed"]));
  expect(results.length).toBeLessThanOrEqual(2);
  const stored = await ledger.storedRows("li");
  expect(stored).toEqual(await ledger.journalledRows("li"));
  expect([...(stored.get("2026-10")?.values() ?? [])].map(({ count }) => count)).toEqual([40n]);
});

test("cancelling: orders booked and cancelled before anyone read them leave a row that nobody needs to have written", async () => {
  const { ledger, results } = await openCounting();
  results.length = 0;
  const both = booked("gone", 30).flatMap((event, index) => [
    event,
    ...booked("gone", 30, { revision: 2, status: "cancelled" }).slice(index, index + 1),
  ]);
  await ledger.record(...both);
  expect(new Set(results)).toEqual(new Set(["committed"]));
  expect(await ledger.storedRows("li")).toEqual(new Map());
});

test("cancelling: one order of a batch that the table refuses as it is costs few transactions more, and only its own record", async () => {
  const { ledger, results } = await openCounting();
  results.length = 0;
  const outcomes = await ledger.record(...booked("good", 63), order({ orderId: "large", credits: [{ advisorId: "li" }] }));
  expect(outcomes.filter(({ kind }) => kind === "recorded")).toHaveLength(63);
  expect(outcomes.at(-1)?.kind).toBe("held");
  expect(results.length).toBeLessThanOrEqual(14);
});
