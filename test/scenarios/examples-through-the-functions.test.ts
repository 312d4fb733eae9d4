import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { wiring } from "../../functions/_platform/wiring.ts";
import { type EmbeddedDatabase, openDatabase } from "../../infra/local/embedded-database.ts";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { equityLines, readResults, statementLines } from "../../infra/local/scenario/results.ts";
import { play } from "../../infra/local/scenario/run-scenario.ts";
import { startLocal } from "../../infra/local/start.ts";
import { parseExact } from "../../shared/base/json/exact-json.ts";
import { draw } from "../support/draw.ts";
import { comparable, readScenario as readExpected } from "../support/scenario.ts";
import { much } from "../support/thorough.ts";

const EXAMPLES = join(import.meta.dirname, "../examples");
let folder: string;
let database: EmbeddedDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-examples-"));
  // One process for all of them: each takes a table of its own where a database is given.
  database = await openDatabase();
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", database.endpoint);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Some, others with each run; all of them go through the use cases on the simulated database (ledger/claims.test.ts). */
const files = draw((await readdir(EXAMPLES)).sort(), much(10, 1_000));

describe("worked examples are exact through the functions on the embedded database", () => {
  for (const file of files) {
    test(file.replace(".json", ""), async () => {
      const path = join(EXAMPLES, file);
      const scenario = await readScenario(path);
      const local = await startLocal({ agency: scenario.agency, folder: join(folder, file), shards: 2, concurrency: 1 });
      try {
        const closed = await play(scenario, local);
        const { ledger, shards } = wiring();
        const results = await readResults(ledger, shards, closed);
        const lines = (text: string) => text.split("\n").filter(Boolean).map(parseExact);
        const made = { statements: lines(statementLines(results)), equityChanges: lines(equityLines(results)) };
        expect(comparable(made)).toEqual(comparable(readExpected(path).expected));
        expect(Object.values(local.deadLetters()).flat()).toEqual([]);
      } finally {
        await local.stop();
      }
    });
  }
});
