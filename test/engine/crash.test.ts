import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseExact } from "../../shared/base/json/exact-json.ts";
import { runInPureCore } from "../support/pure-core.ts";
import { comparable, readScenario, type Scenario } from "../support/scenario.ts";
import { much } from "../support/thorough.ts";
import { runWithKills } from "./crash-run.ts";
import { planKills, TARGETS } from "./kill-plan.ts";

const DATA = join(import.meta.dirname, "../data/resort-hotel-reduced");
const MONTHS = much(2, 3);
const KILLS = much(3, 6);
const SEED = 1;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-crash-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the first closes must give, by the domain alone. */
function expected(scenario: Scenario) {
  const ends = scenario.steps.flatMap((step, index) => ("close" in step ? [index + 1] : []));
  return comparable(runInPureCore({ ...scenario, steps: scenario.steps.slice(0, ends[MONTHS - 1]) }));
}

async function written(file: string): Promise<unknown[]> {
  return (await readFile(join(folder, "out", file), "utf8")).split("\n").filter(Boolean).map(parseExact);
}

// A database that others use is not ours to kill.
describe.skipIf(process.env.AWS_ENDPOINT_URL_DYNAMODB)("killed without warning and started again", () => {
  test("database and functions lose nothing and count nothing twice, in the middle of a close too", async () => {
    const kills = planKills(KILLS, MONTHS, SEED, 300);
    const report = await runWithKills({ scenario: DATA, months: MONTHS, folder, out: join(folder, "out"), kills });
    expect(report.kills).toHaveLength(KILLS);
    expect(new Set(report.kills.map(({ target }) => target))).toEqual(new Set(TARGETS));
    expect(new Set(report.kills.map(({ phase }) => phase))).toEqual(new Set(["recording", "closing"]));
    expect(report.held).toEqual([]);
    const made = { statements: await written("statements.ndjson"), equityChanges: await written("equity.ndjson") };
    expect(comparable(made)).toEqual(expected(readScenario(DATA)));
    expect(made.statements).toHaveLength(report.statements);
  });
});
