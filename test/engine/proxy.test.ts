import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { wiring } from "../../functions/_platform/wiring.ts";
import { type EmbeddedDatabase, openDatabase } from "../../infra/local/embedded-database.ts";
import { readScenario, type Scenario } from "../../infra/local/scenario/parse-scenario.ts";
import { equityLines, type Results, readResults, statementLines } from "../../infra/local/scenario/results.ts";
import { play } from "../../infra/local/scenario/run-scenario.ts";
import { startLocal } from "../../infra/local/start.ts";
import { parseExact } from "../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../shared/base/json/hash.ts";
import { statementFileText } from "../../shared/engine/statement/statement-file.ts";
import { verifyStatement } from "../../shared/engine/statement/verify/verify-statement.ts";
import { firstMonths } from "../support/first-months.ts";
import { expectedInPureCore } from "../support/in-pure-core.ts";
import { ordersOfSellers } from "../support/orders-of-sellers.ts";
import { comparable } from "../support/scenario.ts";
import { much } from "../support/thorough.ts";
import { readBodies } from "./archived-bodies.ts";
import { closeThrough } from "./close-through.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { FAULTS, type FaultPlan } from "./faults.ts";

const DATA = join(import.meta.dirname, "../data/resort-hotel-reduced");
const MONTHS = much(1, 2);
/** The orders of so many sellers: enough calls for every fault. */
const SELLERS = much(15, 1_000);
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

/** Plays a scenario through a proxy, and gives what was issued. */
async function run(scenario: Scenario, proxy: FaultProxy): Promise<Results> {
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint);
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "SILENT");
  const limits = { batchSize: 100, concurrency: 2, firstPauseMs: FIRST_PAUSE_MS };
  const local = await startLocal({ agency: scenario.agency, folder, shards: 4, ...limits });
  try {
    const closed = await play(scenario, { ...local, closeMonth: (month) => closeThrough(local, month) });
    proxy.calm();
    const { ledger, shards, quarantine } = wiring();
    // Whoever was registered after their adjustment was sent has released it: nothing is left.
    expect((await quarantine.list()).filter(({ released }) => !released)).toEqual([]);
    // Facts above all; a call to look for derivations may die, as the close looks by itself.
    expect(local.deadLetters()["record-facts"]).toEqual([]);
    return await readResults(ledger, shards, closed);
  } finally {
    await local.stop();
  }
}

test("proxy: whatever DynamoDB refuses, loses, repeats, cuts short or delays, the statements are the domain's, and their bodies verify", async () => {
  const proxy = await startFaultProxy(database.endpoint, PLAN);
  try {
    const scenario = await ordersOfSellers(firstMonths(await readScenario(DATA), MONTHS), SELLERS);
    const results = await run(scenario, proxy);
    expect(FAULTS.filter((fault) => proxy.counts[fault] === 0)).toEqual([]);
    expect(proxy.exhausted()).toBeGreaterThan(0);
    const lines = (text: string) => text.split("\n").filter(Boolean).map(parseExact);
    const made = { statements: lines(statementLines(results)), equityChanges: lines(equityLines(results)) };
    expect(comparable(made)).toEqual(await expectedInPureCore(scenario));
    expect(made.statements.length).toBeGreaterThan(15);
    for (const body of await readBodies(results, folder)) {
      const { checks } = verifyStatement(statementFileText(body, sha256Hex(body), undefined));
      expect(checks.filter(({ result }) => result === "wrong")).toEqual([]);
    }
  } finally {
    await proxy.stop();
  }
});
