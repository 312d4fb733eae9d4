import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wiring } from "../../functions/_platform/wiring.ts";
import { readScenario, type Scenario, type Step } from "../../infra/local/scenario/parse-scenario.ts";
import { equityLines, readResults, statementLines } from "../../infra/local/scenario/results.ts";
import { play } from "../../infra/local/scenario/run-scenario.ts";
import { startLocal } from "../../infra/local/start.ts";
import { parseExact } from "../../shared/base/json/exact-json.ts";
import { firstMonths } from "../support/first-months.ts";
import { expectedInPureCore } from "../support/in-pure-core.ts";
import { ordersOfSellers } from "../support/orders-of-sellers.ts";
import { REAL_ORDERS } from "../support/real-orders.ts";
import { comparable } from "../support/scenario.ts";
import { much } from "../support/thorough.ts";

/** The runs stop here: each month takes longer than the one before, and shows no more; the pure core computes all 27. */
const MONTHS_IN_ORDER = much(2, 10);
const MONTHS_IN_DISORDER = much(1, 5);
/** The orders of so many sellers: the use cases record two months whole (ledger/claims.test.ts). */
const SELLERS = much(20, 1_000);
/** Small enough for the orders of a month to take several. */
const BATCH_SIZE = much(100, 1_000);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-real-orders-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a run left: the two files, and the hashes of all statements' bodies. */
interface Made {
  readonly statements: string;
  readonly equity: string;
  readonly hashes: readonly (string | undefined)[];
}

async function run(scenario: Scenario, concurrency: number, name: string): Promise<Made> {
  const local = await startLocal({ agency: scenario.agency, folder: join(folder, name), shards: 4, concurrency, batchSize: BATCH_SIZE });
  try {
    const closed = await play(scenario, local);
    const { ledger, shards, quarantine } = wiring();
    expect(await quarantine.list()).toEqual([]);
    expect(Object.values(local.deadLetters()).flat()).toEqual([]);
    const results = await readResults(ledger, shards, closed);
    return { statements: statementLines(results), equity: equityLines(results), hashes: results.entries.map(({ hash }) => hash) };
  } finally {
    await local.stop();
  }
}

/** The same scenario with the orders between two closes shuffled, and every third of them doubled; other facts keep their order. */
function disordered(scenario: Scenario, seed: number): Scenario {
  let state = seed;
  // A linear congruential generator: the same disorder every time.
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const isOrder = (step: Step) => "order" in step;
  const between = (steps: readonly Step[]) => {
    const orders = steps.filter(isOrder).flatMap((step, index) => (index % 3 === 0 ? [step, step] : [step]));
    const placed = [
      ...orders.map((step) => ({ step, at: random() })),
      ...steps.filter((step) => !isOrder(step)).map((step, index, all) => ({ step, at: index / all.length })),
    ];
    return placed.sort((left, right) => left.at - right.at).map(({ step }) => step);
  };
  return {
    ...scenario,
    steps: async function* () {
      let pending: Step[] = [];
      for await (const step of scenario.steps()) {
        if ("close" in step) {
          yield* between(pending);
          yield step;
          pending = [];
        } else pending.push(step);
      }
      yield* between(pending);
    },
  };
}

test("real orders through the functions: real orders give their exact statements through the functions; shuffled, a third of them doubled, and two batches at a time the same to the byte", async () => {
  const inOrder = await ordersOfSellers(firstMonths(await readScenario(REAL_ORDERS), MONTHS_IN_ORDER), SELLERS);
  const first = await run(inOrder, 1, "in-order");
  const lines = (text: string) => text.split("\n").filter(Boolean).map(parseExact);
  const made = { statements: lines(first.statements), equityChanges: lines(first.equity) };
  expect(comparable(made)).toEqual(await expectedInPureCore(inOrder));
  const again = await run(disordered(firstMonths(inOrder, MONTHS_IN_DISORDER), 7), 2, "in-disorder");
  expect(again.hashes.length).toBeGreaterThan(20);
  expect(first.statements.startsWith(again.statements)).toBe(true);
  expect(first.equity.startsWith(again.equity)).toBe(true);
  expect(again.hashes).toEqual(first.hashes.slice(0, again.hashes.length));
});
