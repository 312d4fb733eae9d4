import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runInPureCore } from "../support/pure-core.ts";
import { comparable, readScenario } from "../support/scenario.ts";

const EXAMPLES = new URL("../examples/", import.meta.url).pathname;

describe("every worked example gives its exact statements and changes of equity", () => {
  for (const file of readdirSync(EXAMPLES)) {
    const scenario = readScenario(`${EXAMPLES}${file}`);
    test(`${scenario.name}: ${scenario.comment}`, () => {
      expect(comparable(runInPureCore(scenario))).toEqual(comparable(scenario.expected));
    });
  }
});
