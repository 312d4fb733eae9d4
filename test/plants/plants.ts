import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { UNIT_PLANTS } from "./unit-plants.ts";

/** npm run plants [-- NAME]: plants one fault after the other, and says whether the test that is named for it fails. */

const ROOT = join(import.meta.dirname, "../..");
const [only] = process.argv.slice(2);
let missed = 0;
for (const { name, test } of UNIT_PLANTS.filter((plant) => only === undefined || plant.name === only)) {
  const args = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--config", "test/plants/vitest.config.ts", test];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, PLANT: name, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  // A fault that can't be planted, or a file that can't be loaded, is no test that failed.
  const failed = /Tests\s+(\d+) failed/.exec(stdout)?.[1];
  if (failed === undefined) missed += 1;
  process.stdout.write(`${name}: ${failed === undefined ? `NOT found by ${test}` : `found by ${failed} tests of ${test}`}\n`);
}
process.exitCode = missed > 0 ? 1 : 0;
