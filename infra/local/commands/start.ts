import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeOut, runCommand, say, UsageError } from "../command.ts";
import { INSTANT_FORMS } from "../instant-of.ts";
import type { Run } from "../runs/run.ts";
import { checkPort, portOf } from "../serve.ts";

/** npm start: plays the sample agency, or a scenario, through the functions on the embedded database, shows what came out, and serves API and site. */

const USAGE = `npm start -- [--scenario FILE|FOLDER] [--clock INSTANT] [--out DIR] [--no-serve]

  --scenario  plays this instead of the sample agency: a JSON file as in test/examples, or a folder
              with agency.json, plans.json, advisors.json and steps.ndjson (each perhaps with .gz)
  --clock     where the clock stands afterwards: ${INSTANT_FORMS}; a day is its noon. By default the evening of
              the last day of the month after the last close
  --out       where statements, lists and the archive are written: by default out/ for the sample, nowhere for a scenario
  --seed      another sample agency: a whole number
  --size      its size: small, 100 advisors and 12,100 orders, by default; large, 200 advisors and 20,000 orders
  --no-serve  ends once it is played
  PORT        in the environment: where it is served, 4000 by default; 0 takes any that is free

While it is served: npm run -s token -- LOGIN prints a token for the API, npm run clock -- INSTANT moves the clock.`;

const SHARDS = 8;
const DEFAULT_OUT = "out";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scenario: { type: "string" },
      clock: { type: "string" },
      out: { type: "string" },
      seed: { type: "string" },
      size: { type: "string" },
      serve: { type: "boolean", default: true },
      help: { type: "boolean", short: "h" },
    },
    allowNegative: true,
  });
  if (values.help === true) return say(USAGE);
  const run = await runOf(values);
  const port = portOf(process.env);
  if (values.serve) await checkPort(port);
  const began = performance.now();
  const out = await openOut(values.out ?? (values.scenario === undefined ? DEFAULT_OUT : undefined));
  say(run.title);
  try {
    await playAndServe(run, { out, began, ...(values.serve && { port }) });
  } finally {
    if (!out.isKept) await rm(out.folder, { recursive: true, force: true });
  }
}

interface RunOptions {
  readonly scenario?: string;
  readonly clock?: string;
  readonly seed?: string;
  readonly size?: string;
}

async function runOf({ scenario, clock, seed: text = "1", size = "small" }: RunOptions): Promise<Run> {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed: ${text} is no whole number`);
  if (size !== "small" && size !== "large") throw new UsageError(`--size: ${size} is no size; give small or large`);
  // Loaded once it is known that the command can be run, as it takes a second; so is what plays and serves.
  if (scenario === undefined) return (await import("../runs/sample.ts")).sampleRun({ seed, size, clock });
  return (await import("../runs/scenario.ts")).scenarioRun(scenario, clock);
}

interface Out {
  readonly folder: string;
  /** Whether it was asked for, with reports in it; otherwise it goes when the command ends. */
  readonly isKept: boolean;
}

async function openOut(out: string | undefined): Promise<Out> {
  if (out === undefined) return { folder: await mkdtemp(join(tmpdir(), "fenrun-")), isKept: false };
  const folder = resolve(out);
  // What an earlier run wrote by default may go; a folder that the caller names is never emptied.
  if (out === DEFAULT_OUT) await rm(folder, { recursive: true, force: true });
  await makeOut(folder);
  if ((await readdir(folder)).length > 0) throw new UsageError(`--out: ${out} is not empty; give a new folder`);
  return { folder, isKept: true };
}

interface ServerHandle {
  readonly out: Out;
  readonly began: number;
  /** Where it is served; undefined where it isn't. */
  readonly port?: number;
}

async function playAndServe({ agency, finance, review, play }: Run, { out, began, port }: ServerHandle): Promise<void> {
  const [{ startLocal }, { serveUntilInterrupted }] = await Promise.all([import("../start.ts"), import("../serve.ts")]);
  const local = await startLocal({
    agency,
    finance,
    review,
    folder: join(out.folder, "archive"),
    shards: SHARDS,
    batchSize: 4_000,
    // With two batches at once revisions of one order meet, and most transactions are refused and written again.
    concurrency: 1,
    ...(port !== undefined && { http: { port } }),
  });
  try {
    const { clock, people } = await play(local, out.isKept ? out.folder : undefined);
    say(`\nDone in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    if (port === undefined) return;
    await local.setClock(clock);
    await serveUntilInterrupted(local, { timeZone: agency.timeZone, people });
  } finally {
    await local.stop();
  }
}

await runCommand(main);
