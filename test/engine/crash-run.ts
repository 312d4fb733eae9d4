import { EventEmitter, on } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedDatabase, openDatabase } from "../../infra/local/embedded-database.ts";
import { type FunctionsChild, type Heard, startFunctions } from "./functions-child.ts";
import type { Phase, PlannedKill, Target } from "./kill-plan.ts";

export interface CrashRun {
  /** A scenario's file or folder. */
  readonly scenario: string;
  /** How many of its closes are played. */
  readonly months: number;
  /** Where database and archive are kept; it must be empty. */
  readonly folder: string;
  /** Where statements.ndjson and equity.ndjson are written. */
  readonly out: string;
  readonly kills: readonly PlannedKill[];
  readonly onKill?: (kill: Kill) => void;
}

/** A kill as it happened. */
export interface Kill {
  readonly target: Target;
  /** What the functions were at, and how many months they had closed. */
  readonly phase: Phase;
  readonly closes: number;
}

/** What a run that was killed again and again came to. */
export interface CrashReport {
  readonly kills: readonly Kill[];
  readonly statements: number;
  /** Why records are held to the end, one text for each. */
  readonly held: readonly string[];
}

/**
 * Plays a scenario with the database and the functions in processes of their own, kills them as planned, without any
 * warning, and starts what was killed again on what is left on the disk.
 * @throws Error where the functions end by themselves before they are through.
 */
export async function runWithKills(run: CrashRun): Promise<CrashReport> {
  await Promise.all([mkdir(join(run.folder, "archive"), { recursive: true }), mkdir(run.out, { recursive: true })]);
  const dbPath = join(run.folder, "table.db");
  let database = await openDatabase({ dbPath });
  if (!database.ours) throw new Error("AWS_ENDPOINT_URL_DYNAMODB names a database that is not ours to kill: unset it");
  const { endpoint } = database;
  const port = Number(new URL(endpoint).port);
  const { scenario, months, out } = run;
  const task = { scenario, months, out, tableName: "fenrun-crash", archive: join(run.folder, "archive") };

  const ears = new EventEmitter();
  const inbox = on(ears, "heard");
  let at: { phase: Phase; closes: number } = { phase: "recording", closes: 0 };
  // What they are at is noted as it is heard, also while a kill waits for its moment.
  ears.on("heard", (heard: Heard) => {
    if (heard.kind === "began") at = heard;
  });
  let functions = startFunctions(task, endpoint, ears);
  const kills: Kill[] = [];
  const strike = async ({ target, delayMs, awayMs }: PlannedKill) => {
    await sleep(delayMs);
    const struck: Kill = { target, phase: at.phase, closes: at.closes };
    await Promise.all([target === "functions" ? undefined : kill(database), target === "database" ? undefined : functions.kill()]);
    kills.push(struck);
    run.onKill?.(struck);
    if (target !== "functions") {
      await sleep(awayMs);
      database = await openDatabase({ dbPath, port });
    }
    if (target !== "database") functions = startFunctions(task, endpoint, ears);
  };
  try {
    const planned = [...run.kills];
    for await (const [heard, from] of inbox as AsyncIterable<[Heard, FunctionsChild]>) {
      // What one that was killed had still told is of no use any more.
      if (from !== functions) continue;
      const [next] = planned;
      if (heard.kind === "began" && next !== undefined && next.phase === heard.phase && heard.closes >= next.afterCloses) {
        planned.shift();
        await strike(next);
      }
      if (heard.kind === "played") functions.answer();
      if (heard.kind === "ended") throw new Error(`the functions ended by themselves (${heard.code}): ${heard.lastWords}`);
      if (heard.kind === "written") return { kills, statements: heard.statements, held: heard.held };
    }
    throw new Error("nothing is heard any more");
  } finally {
    await functions.kill();
    await database.stop();
  }
}

async function kill(database: EmbeddedDatabase): Promise<void> {
  if (database.processId === undefined) throw new Error("the database has no process");
  process.kill(database.processId, "SIGKILL");
  // Waits until it is gone.
  await database.stop();
}
