import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ALL_PLANTS } from "../chaos/all-plants.ts";
import { UNIT_PLANTS } from "./unit-plants.ts";

/** npm run plants: plants one fault after the other, and says whether it is found, by a story or by the test named for it. */

const USAGE = `npm run plants [-- NAME]

  NAME        only this fault; without it each of them, one after the other
  --list      their names
  --help, -h  this

A fault is found by a story of the chaos test, or by the test that is named for it. It ends with 1 where one isn't found.
`;

const ROOT = join(import.meta.dirname, "../..");
/** As many as the tests look at. */
const SEEDS = "400";
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h" }, list: { type: "boolean" } },
});
const [only] = positionals;
const isMeant = ({ name }: { readonly name: string }) => only === undefined || name === only;

if (values.help === true || values.list === true) {
  const names = [...ALL_PLANTS, ...UNIT_PLANTS].map(({ name }) => `${name}\n`);
  process.stdout.write(values.help === true ? USAGE : names.join(""));
  process.exit();
}
if (![...ALL_PLANTS, ...UNIT_PLANTS].some(isMeant)) {
  process.stderr.write(`There is no planted fault "${only}"; --list names them all.\n`);
  process.exit(1);
}
let missed = 0;
for (const { name, test } of UNIT_PLANTS.filter(isMeant)) {
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
if (ALL_PLANTS.some(isMeant)) {
  const chaos = [join(ROOT, "test/chaos/chaos.ts"), "--find", only ?? "all", "--seeds", SEEDS];
  if (spawnSync(process.execPath, chaos, { cwd: ROOT, stdio: "inherit" }).status !== 0) missed += 1;
}
process.exitCode = missed > 0 ? 1 : 0;
