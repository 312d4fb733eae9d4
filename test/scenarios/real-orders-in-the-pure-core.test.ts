import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runInPureCore } from "../support/pure-core.ts";
import { comparable, type Outcome, readScenario } from "../support/scenario.ts";

const FOLDER = new URL("../data/resort-hotel-reduced", import.meta.url).pathname;
const CHECKED: ReadonlySet<string> = new Set(JSON.parse(readFileSync(`${FOLDER}/checked.json`, "utf8")));

/** The part of an outcome that is about the advisors whose every order is included. */
function checked({ statements, equityChanges }: Outcome): Outcome {
  const isChecked = (row: unknown) => CHECKED.has((row as { advisorId: string }).advisorId);
  return { statements: statements.filter(isChecked), equityChanges: equityChanges.filter(isChecked) };
}

test("real orders in the pure core: the real orders of 27 months are all taken over, and give their exact statements and changes of equity", () => {
  const scenario = readScenario(FOLDER);
  const core = runInPureCore(scenario);
  expect(core.held).toEqual([]);
  expect(scenario.expected.statements.length).toBeGreaterThan(300);
  expect(comparable(checked(core))).toEqual(comparable(scenario.expected));
});
