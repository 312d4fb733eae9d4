import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { UNIT_PLANTS } from "../plants/unit-plants.ts";
import { draw } from "../support/draw.ts";
import { much } from "../support/thorough.ts";
import { ALL_PLANTS } from "./all-plants.ts";
import { plantedText } from "./planted-text.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Far more than any has needed: where the schedule of a seed has moved on, others find it. */
const SEEDS = 400;

/** All of them in one go, on however slow a machine. */
const SLOW_MACHINE_MS = 2_400_000;

describe("planted faults: each text that one replaces stands in its file exactly once", () => {
  test.each([...ALL_PLANTS, ...UNIT_PLANTS])("$name", ({ edits }) => {
    for (const edit of edits) expect(plantedText(readFileSync(join(ROOT, edit.file), "utf8"), edit)).not.toBe("");
  });
});

/** Some, others with each run; `npm run plants` looks for all. */
const plants = draw(ALL_PLANTS, much(3, ALL_PLANTS.length));

describe(`planted faults: found within ${SEEDS} seeds`, () => {
  /** What was said of each plant, by its name. All are looked for in one process: only ours is loaded anew for each. */
  let said: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const chaos = [join(import.meta.dirname, "chaos.ts"), ...plants.flatMap(({ name }) => ["--find", name]), "--seeds", `${SEEDS}`];
    const [lines, complaints] = await new Promise<[string, string]>((resolve) => {
      execFile(process.execPath, chaos, { maxBuffer: 2 ** 26 }, (_, stdout, stderr) => resolve([stdout, stderr]));
    });
    said = new Map(plants.map(({ name }) => [name, lines.split("\n").find((line) => line.startsWith(`${name}: `)) ?? complaints]));
  }, SLOW_MACHINE_MS);

  test.each(plants)("$name", ({ name }) => {
    expect(said.get(name)).toMatch(/: found by seed \d+$/);
  });
});
