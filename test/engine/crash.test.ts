import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { parseExact } from "../../shared/base/json/exact-json.ts";
import { firstMonths } from "../support/first-months.ts";
import { ordersOfSellers } from "../support/orders-of-sellers.ts";
import { runInPureCore } from "../support/pure-core.ts";
import { comparable, readScenario as readExpected } from "../support/scenario.ts";
import { much } from "../support/thorough.ts";
import { runWithKills } from "./crash-run.ts";
import { planKills, TARGETS } from "./kill-plan.ts";

const DATA = join(import.meta.dirname, "../data/resort-hotel-reduced");
const MONTHS = much(2, 3);
const KILLS = much(3, 6);
const SEED = 1;
/** The orders of so many sellers: enough for kills to strike in the middle of a phase. */
const SELLERS = much(15, 1_000);
/** A phase takes longer, on a fast machine too. */
const WITHIN_MS = much(150, 300);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-crash-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The real orders of some months, as a file from which the functions' process reads them too. */
async function writeScenario(): Promise<string> {
  const scenario = await ordersOfSellers(firstMonths(await readScenario(DATA), MONTHS), SELLERS);
  const { agency, plans, advisors } = scenario;
  const file = join(folder, "scenario.json");
  await writeFile(file, JSON.stringify({ agency, plans, advisors, steps: await Array.fromAsync(scenario.steps()) }));
  return file;
}

/** What it must give, by the domain alone. */
const expected = (scenario: string) => comparable(runInPureCore(readExpected(scenario)));

async function written(file: string): Promise<unknown[]> {
  return (await readFile(join(folder, "out", file), "utf8")).split("\n").filter(Boolean).map(parseExact);
}

// A database that others use is not ours to kill.
describe.skipIf(process.env.AWS_ENDPOINT_URL_DYNAMODB)("killed without warning and started again", () => {
  test("database and functions lose nothing and count nothing twice, in the middle of a close too", async () => {
    const scenario = await writeScenario();
    const kills = planKills(KILLS, MONTHS, SEED, WITHIN_MS);
    const report = await runWithKills({ scenario, months: MONTHS, folder, out: join(folder, "out"), kills });
    expect(report.kills).toHaveLength(KILLS);
    expect(new Set(report.kills.map(({ target }) => target))).toEqual(new Set(TARGETS));
    expect(new Set(report.kills.map(({ phase }) => phase))).toEqual(new Set(["recording", "closing"]));
    expect(report.held).toEqual([]);
    const made = { statements: await written("statements.ndjson"), equityChanges: await written("equity.ndjson") };
    expect(comparable(made)).toEqual(expected(scenario));
    expect(made.statements).toHaveLength(report.statements);
  });
});
