import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { runWithKills } from "./crash-run.ts";
import { planKills } from "./kill-plan.ts";

/** npm run crash -- SCENARIO --out DIR: runs a scenario while database and functions are killed without warning. */

const USAGE = `npm run crash -- SCENARIO --out DIR [--kills N] [--seed S] [--months N]

  SCENARIO    a scenario's JSON file, or its folder
  --out DIR   where statements.ndjson and equity.ndjson are written
  --kills N   how often the database, the functions or both are killed (6)
  --seed S    when, and which (1)
  --months N  how many closes are played (all)`;

/** Long enough for a kill to strike anywhere in a phase. */
const WITHIN_MS = 3_000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: "string" },
      kills: { type: "string", default: "6" },
      seed: { type: "string", default: "1" },
      months: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [scenario] = positionals;
  if (values.help === true || scenario === undefined || values.out === undefined) return say(USAGE);
  const months = values.months === undefined ? await countCloses(scenario) : Number(values.months);
  const kills = planKills(Number(values.kills), months, Number(values.seed), WITHIN_MS);
  const folder = await mkdtemp(join(tmpdir(), "fenrun-crash-"));
  const began = performance.now();
  try {
    const report = await runWithKills({
      scenario,
      months,
      folder,
      out: values.out,
      kills,
      onKill: ({ target, phase, closes }) => say(`killed: ${target}, ${phase}, after ${closes} closes`),
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      `${report.kills.length} kills, ${months} closes, ${report.statements} statements, ${report.held.length} records held, ${seconds} s`,
    );
    for (const reason of report.held.slice(0, 10)) say(`  held: ${reason}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function countCloses(path: string): Promise<number> {
  let closes = 0;
  for await (const step of (await readScenario(path)).steps()) if ("close" in step) closes += 1;
  return closes;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
