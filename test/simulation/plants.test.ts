import { execFile } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ALL_PLANTS } from "./all-plants.ts";

/** Far more than any has needed: where the schedule of a seed has moved on, others find it. */
const SEEDS = 400;

/** All of them in one go, on however slow a machine. */
const SLOW_MACHINE_MS = 2_400_000;

/** What was said of each plant, by its name. All are looked for in one process: only ours is loaded anew for each. */
let said: ReadonlyMap<string, string>;
beforeAll(async () => {
  const chaos = [join(import.meta.dirname, "chaos.ts"), "--plant", "all", "--seeds", `${SEEDS}`];
  const [lines, complaints] = await new Promise<[string, string]>((resolve) => {
    execFile(process.execPath, chaos, { maxBuffer: 2 ** 26 }, (_, stdout, stderr) => resolve([stdout, stderr]));
  });
  said = new Map(ALL_PLANTS.map(({ name }) => [name, lines.split("\n").find((line) => line.startsWith(`${name}: `)) ?? complaints]));
}, SLOW_MACHINE_MS);

test.each(ALL_PLANTS)(`found within ${SEEDS} seeds: $name`, ({ name }) => {
  expect(said.get(name)).toMatch(/: found by seed \d+$/);
});
