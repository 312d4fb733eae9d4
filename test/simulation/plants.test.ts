import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PLANTS, type Plant } from "./plants.ts";

const SEEDS = 200;

/** Processes that load the same packages again and again needn't compile them each time. */
const ENVIRONMENT = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "fenrun-compile-cache") };

/** Runs the simulation with a fault planted, in a process of its own, until it is found. @returns what the run said. */
function simulateWith({ name, from = 1 }: Plant): Promise<{ readonly code: number; readonly said: string }> {
  const options = ["--plant", name, "--seeds", `${SEEDS}`, "--from", `${from}`, "--first", "--no-shrink"];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, "chaos.ts"), ...options],
      { maxBuffer: 2 ** 26, env: ENVIRONMENT },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), said: `${stdout}\n${stderr}` }),
    );
  });
}

test.concurrent.each(PLANTS)(`found within ${SEEDS} seeds: $name`, async (plant) => {
  const { code, said } = await simulateWith(plant);
  expect(said).toMatch(/^seed \d+: [1-9]\d* violations$/m);
  expect(code).toBe(1);
});
