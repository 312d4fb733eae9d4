import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { computeOracle } from "./oracle/oracle.ts";
import { closesOf, readScenario, type Scenario } from "./oracle/scenario.ts";

const EXAMPLES = join(import.meta.dirname, "../examples");
const REDUCED = join(import.meta.dirname, "../data/resort-hotel-reduced");

/** What the oracle makes of a scenario, with its amounts as a scenario writes them. */
function outcomeOf(scenario: Scenario) {
  const { closes, after } = closesOf(scenario);
  const { statements, equityChanges } = computeOracle(scenario.agency, closes, after);
  const written = JSON.stringify({ statements, equityChanges }, (_, value) => (typeof value === "bigint" ? Number(value) : value));
  return JSON.parse(written) as Pick<Scenario, "statements" | "equityChanges">;
}

describe("the oracle", () => {
  const files = readdirSync(EXAMPLES).filter((file) => file.endsWith(".json"));

  it("finds the worked examples", () => expect(files.length).toBeGreaterThanOrEqual(34));

  it.each(files)("computes %s", (file) => {
    const scenario = readScenario(join(EXAMPLES, file));
    const { statements, equityChanges } = outcomeOf(scenario);
    expect(statements).toEqual(scenario.statements);
    expect(equityChanges).toEqual(scenario.equityChanges);
  });

  it("computes the real orders of the advisors whose statements are given", () => {
    const scenario = readScenario(REDUCED);
    const checked: unknown[] = JSON.parse(readFileSync(join(REDUCED, "checked.json"), "utf8"));
    const { statements, equityChanges } = outcomeOf(scenario);
    expect(scenario.statements.length).toBeGreaterThan(0);
    expect(statements.filter(({ advisorId }) => checked.includes(advisorId))).toEqual(scenario.statements);
    expect(equityChanges.filter(({ advisorId }) => checked.includes(advisorId))).toEqual(scenario.equityChanges);
  });
});
