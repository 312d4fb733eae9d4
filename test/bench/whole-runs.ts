import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The real bookings of a hotel, where they lie beside the project; else the reduced ones that stand in it. */
const FOLDERS = ["../shared/data/resort-hotel", "test/data/resort-hotel-reduced"].map((folder) => join(ROOT, folder));

/** Seconds of a whole process that plays a scenario, or the sample, from its start to its table. */
function play(...more: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "infra/local/commands/start.ts"), "--no-serve", ...more], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`npm start failed: ${stderr.slice(-2_000)}`);
  return (performance.now() - began) / 1000;
}

/** How long npm start takes to its table, and how many orders a second a hotel's bookings take with all their closes. */
export async function benchWholeRuns(): Promise<{ readonly start: object; readonly endToEnd: object }> {
  const seconds = play();
  process.stdout.write(`npm start: ${seconds.toFixed(1)} s to its table\n`);
  const folder = FOLDERS.find((each) => existsSync(each)) ?? "";
  let orders = 0;
  for await (const step of (await readScenario(folder)).steps()) if ("order" in step) orders += 1;
  const took = play("--scenario", folder);
  process.stdout.write(
    `end to end: ${orders.toLocaleString("en")} order events of ${folder.split("/").at(-1)} with their closes in ${took.toFixed(1)} s, ` +
      `${Math.round(orders / took).toLocaleString("en")} a second\n`,
  );
  return { start: { seconds }, endToEnd: { ordersPerSecond: Math.round(orders / took) } };
}
