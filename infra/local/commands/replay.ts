import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeOut, runCommand, say, UsageError } from "../command.ts";
import { startProgress } from "../progress.ts";
import { equityLines, readResults, statementLines } from "../scenario/results.ts";

/** npm run replay -- SCENARIO --out DIR: runs a scenario through the functions on the embedded database. */

const USAGE = `npm run replay -- SCENARIO --out DIR

  SCENARIO   a scenario's JSON file, or a folder with agency.json, plans.json,
             advisors.json and steps.ndjson (each perhaps with .gz)
  --out DIR  where statements.ndjson and equity.ndjson are written`;

/** The advisors of a scenario are few enough for one machine to settle in few shards. */
const SHARDS = 8;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const [path] = positionals;
  if (values.help === true) return say(USAGE);
  if (path === undefined || positionals.length > 1 || values.out === undefined)
    throw new UsageError(`one SCENARIO and --out DIR are needed\n\n${USAGE}`);
  // Loaded once it is known that the command can be run, as it takes a second.
  const { readScenario } = await import("../scenario/parse-scenario.ts");
  const scenario = await readScenario(path);
  await makeOut(values.out);
  const { issueFormatIn, play, startLocal, wiring } = await load();
  const folder = await mkdtemp(join(tmpdir(), "fenrun-"));
  // One batch after the other: of two contents under one revision the first of the scenario's is then the first here.
  const local = await startLocal({ agency: scenario.agency, folder, shards: SHARDS, batchSize: 4_000, concurrency: 1 });
  const progress = startProgress(scenario.name, 0, "events");
  const began = performance.now();
  let orders = 0;
  const refused: string[] = [];
  try {
    const closed = await play(scenario, local, {
      delivered: (events) => {
        orders += events.filter(({ detailType }) => detailType.startsWith("Order")).length;
        progress.step(events.length);
      },
      closed: (month, execution) => {
        progress.step(0, `${month} closed`);
        if (execution.status === "SUCCEEDED") return;
        if (execution.error !== "RefusedError") throw new Error(`the close of ${month} failed: ${execution.cause}`);
        refused.push(`${month}: ${execution.cause}`);
      },
    });
    progress.stop();
    const seconds = (performance.now() - began) / 1000;
    const { ledger, shards, quarantine } = wiring();
    const results = await readResults(ledger, shards, closed);
    await writeFile(join(values.out, "statements.ndjson"), statementLines(results));
    await writeFile(join(values.out, "equity.ndjson"), equityLines(results));
    const held = (await quarantine.list()).filter(({ released }) => !released);
    const dead = Object.values(local.deadLetters()).flat().length;
    for (const line of refused) say(`close refused  ${line}`);
    say(`${scenario.name}: ${orders} order events in ${seconds.toFixed(1)} s, closes included (${Math.round(orders / seconds)} a second)`);
    say(
      `${closed.length} months closed, ${results.entries.filter(({ statement }) => statement !== undefined).length} statements, ${results.entries.filter(({ equityChanged }) => equityChanged).length} equity changes`,
    );
    say(`${held.length} records in quarantine${dead > 0 ? `, ${dead} messages failed for good` : ""}`);
    for (const { issues } of held.slice(0, 10)) say(`  held: ${issues.map((issue) => issueFormatIn("en")(issue)).join("; ")}`);
    if (held.length > 10) say(`  … and ${held.length - 10} more`);
    say(`written: ${join(values.out, "statements.ndjson")}, ${join(values.out, "equity.ndjson")}`);
    if (dead > 0) process.exitCode = 1;
  } finally {
    progress.stop();
    await local.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function load() {
  const [texts, platform, runs, locals] = await Promise.all([
    import("../../../functions/_platform/issue-texts.ts"),
    import("../../../functions/_platform/wiring.ts"),
    import("../scenario/run-scenario.ts"),
    import("../start.ts"),
  ]);
  return { ...texts, ...platform, ...runs, ...locals };
}

await runCommand(main);
