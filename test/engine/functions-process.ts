import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { wiring } from "../../functions/_platform/wiring.ts";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { equityLines, readResults, statementLines } from "../../infra/local/scenario/results.ts";
import { play } from "../../infra/local/scenario/run-scenario.ts";
import { type Local, startLocal } from "../../infra/local/start.ts";
import { firstMonths } from "../support/first-months.ts";
import { briefs } from "../support/issues.ts";
import { readBodies } from "./archived-bodies.ts";
import { closeThrough } from "./close-through.ts";
import type { Phase } from "./kill-plan.ts";
import { patiently } from "./patiently.ts";

/**
 * A process of its own for the functions, so that it can be killed: plays a scenario at the database that its environment
 * names, from where the run before it was killed, and writes what was issued. Started by `startFunctions`.
 */

export interface FunctionsTask {
  readonly scenario: string;
  /** How many closes of the scenario are played. */
  readonly months: number;
  readonly tableName: string;
  /** The folder that stands for S3. */
  readonly archive: string;
  readonly out: string;
}

/** What it tells who started it. After `played` it waits for any answer before it reads the results. */
export type FunctionsMessage =
  | { readonly kind: "began"; readonly phase: Phase; readonly closes: number }
  | { readonly kind: "played" }
  | { readonly kind: "written"; readonly held: readonly string[]; readonly statements: number };

const SHARDS = 4;
/** Small enough for a month to take several batches: a kill then finds some done and some not. */
const BATCH_SIZE = 200;
/** All tries of a message together outlast a database that is away: 4.5 s. */
const FIRST_PAUSE_MS = 300;

async function main(task: FunctionsTask): Promise<void> {
  // Without the one who started it nobody would end it.
  process.once("disconnect", () => process.exit(1));
  const scenario = firstMonths(await readScenario(task.scenario), task.months);
  const months = await closesOf(scenario);
  const { tableName, archive: folder } = task;
  const limits = { batchSize: BATCH_SIZE, firstPauseMs: FIRST_PAUSE_MS };
  const local = await startLocal({ agency: scenario.agency, folder, shards: SHARDS, tableName, ...limits });
  // A process that is killed keeps nothing at its end: those after it needn't compile all this again.
  flushCompileCache();
  const { ledger, shards, quarantine } = wiring();
  const before = await lastClosed();
  let closes = before === undefined ? 0 : months.indexOf(before) + 1;
  const watched: Local = {
    ...local,
    drain: async () => {
      tell({ kind: "began", phase: "recording", closes });
      await local.drain();
      const [dead] = Object.values(local.deadLetters()).flat();
      if (dead !== undefined) throw new Error("a message failed for good", { cause: dead.error });
      await patiently(releaseHeld);
    },
    closeMonth: async (month) => {
      tell({ kind: "began", phase: "closing", closes });
      const execution = await closeThrough(local, month);
      closes += 1;
      return execution;
    },
  };
  await play(scenario, watched, {}, before);
  const answered = once(process, "message");
  tell({ kind: "played" });
  await answered;
  const results = await readResults(ledger, shards, months);
  await readBodies(results, folder);
  await writeFile(join(task.out, "statements.ndjson"), statementLines(results));
  await writeFile(join(task.out, "equity.ndjson"), equityLines(results));
  const held = (await listQuarantined()).map(({ issues }) => briefs(issues).join("; "));
  tell({ kind: "written", held, statements: results.entries.filter(({ statement }) => statement !== undefined).length });
  await local.stop();
  process.disconnect();

  /** As someone does before a close: an adjustment is held where it came while its advisor's registration was tried again. */
  async function releaseHeld(): Promise<void> {
    for (const { id } of await listQuarantined()) await local.invoke("reprocess-quarantine", { id });
  }

  async function listQuarantined() {
    return (await quarantine.list()).filter(({ released }) => !released);
  }

  /** The last month whose close is through; one that was under way counts for nothing. */
  async function lastClosed(): Promise<string | undefined> {
    const { closedMonth } = await ledger.state();
    if (closedMonth === undefined) return undefined;
    if ((await ledger.close(closedMonth))?.status === "closed") return closedMonth;
    return months[months.indexOf(closedMonth) - 1];
  }
}

async function closesOf(scenario: Awaited<ReturnType<typeof readScenario>>): Promise<string[]> {
  const months: string[] = [];
  for await (const step of scenario.steps()) if ("close" in step) months.push(step.close);
  return months;
}

function tell(message: FunctionsMessage): void {
  process.send?.(message);
}

await main(JSON.parse(process.argv[2] ?? "") as FunctionsTask);
