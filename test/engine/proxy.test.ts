import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { wiring } from "../../functions/_platform/wiring.ts";
import { type EmbeddedDatabase, openDatabase } from "../../infra/local/embedded-database.ts";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { equityLines, readResults, statementLines } from "../../infra/local/scenario/results.ts";
import { play } from "../../infra/local/scenario/run-scenario.ts";
import { startLocal } from "../../infra/local/start.ts";
import { firstMonths } from "../support/first-months.ts";
import { someOrders } from "../support/some-orders.ts";
import { much } from "../support/thorough.ts";
import { closeThrough } from "./close-through.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { FAULTS, type FaultPlan } from "./faults.ts";

const DATA = join(import.meta.dirname, "../data/resort-hotel-reduced");
const MONTHS = much(1, 2);
/** One of so many orders, and whom they are about: enough calls for every fault. */
const ONE_OF = much(3, 1);
const PLAN: FaultPlan = {
  seed: 20_261,
  rates: {
    throttled: 0.01,
    broken: 0.01,
    reset: 0.01,
    conflict: 0.1,
    unheard: 0.03,
    cut: 0.02,
    twice: 0.15,
    partial: 0.2,
    paged: 0.1,
    late: 0.1,
  },
  outage: { everyCalls: 100, ms: 200, most: 3 },
};

/**
 * Longer than an outage lasts, as the account's visibility timeout is: none costs a message more than one of its five
 * tries, so three of them kill none.
 */
const FIRST_PAUSE_MS = 300;

let folder: string;
let database: EmbeddedDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-faults-"));
  database = await openDatabase();
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Plays the real orders of some months at a database, and gives what was issued, with the hashes of the bodies. */
async function run(endpoint: string, name: string, proxy?: FaultProxy) {
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "SILENT");
  const scenario = await someOrders(firstMonths(await readScenario(DATA), MONTHS), ONE_OF);
  const limits = { batchSize: 100, concurrency: 2, firstPauseMs: FIRST_PAUSE_MS };
  const local = await startLocal({ agency: scenario.agency, folder: join(folder, name), shards: 4, ...limits });
  try {
    const closed = await play(scenario, { ...local, closeMonth: (month) => closeThrough(local, month) });
    proxy?.calm();
    const { ledger, shards, quarantine } = wiring();
    // Whoever was registered after their adjustment was sent has released it: nothing is left.
    expect((await quarantine.list()).filter(({ released }) => !released)).toEqual([]);
    // Facts above all; a call to look for derivations may die, as the close looks by itself.
    expect(local.deadLetters()["record-facts"]).toEqual([]);
    const results = await readResults(ledger, shards, closed);
    return { statements: statementLines(results), equity: equityLines(results), hashes: results.entries.map(({ hash }) => hash) };
  } finally {
    await local.stop();
  }
}

test("proxy: whatever DynamoDB refuses, loses, repeats, cuts short or delays, the statements are those of a run without faults", async () => {
  const undisturbed = await run(database.endpoint, "undisturbed");
  const proxy = await startFaultProxy(database.endpoint, PLAN);
  try {
    const disturbed = await run(proxy.endpoint, "disturbed", proxy);
    expect(FAULTS.filter((fault) => proxy.counts[fault] === 0)).toEqual([]);
    expect(proxy.exhausted()).toBeGreaterThan(0);
    expect(disturbed).toEqual(undisturbed);
    expect(disturbed.statements.split("\n").length).toBeGreaterThan(25);
  } finally {
    await proxy.stop();
  }
});
