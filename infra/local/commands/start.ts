import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { wiring } from "../../../functions/_platform/wiring.ts";
import { addMonths } from "../../../shared/base/calendar/month.ts";
import { agencySchema } from "../../../shared/engine/facts/agency.ts";
import { makeOut, runCommand, UsageError } from "../command.ts";
import { startProgress } from "../progress.ts";
import { monthsOf } from "../reports/month-summary.ts";
import { monthTable } from "../reports/month-table.ts";
import { paidSummary } from "../reports/paid-summary.ts";
import { samplePeople } from "../reports/sample-people.ts";
import { writeReports } from "../reports/write-reports.ts";
import { makeSampleAgency } from "../sample-agency/sample-agency.ts";
import { SamplePaying } from "../sample-payouts.ts";
import type { Scenario, Step } from "../scenario/parse-scenario.ts";
import { readResults } from "../scenario/results.ts";
import { play } from "../scenario/run-scenario.ts";
import { checkPort, portOf, serveUntilInterrupted } from "../serve.ts";
import { startLocal } from "../start.ts";

/** npm start: runs the sample agency through the functions on the embedded database, shows what came out, and serves API and site. */

const SHARDS = 8;
const DEFAULT_OUT = "out";
const HUNDRED_THOUSAND_YUAN = 10_000_000n;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: "string", default: DEFAULT_OUT },
      seed: { type: "string", default: "1" },
      serve: { type: "boolean", default: true },
    },
    allowNegative: true,
  });
  const out = resolve(values.out);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed: ${values.seed} is no whole number`);
  const port = portOf(process.env);
  if (values.serve) await checkPort(port);
  const began = performance.now();
  say("Fenrun: a sample agency of 200 advisors, six months of orders, through the real functions on an embedded database.\n");
  const sample = makeSampleAgency({ seed });
  const scenario: Scenario = {
    name: "sample agency",
    agency: agencySchema.parse(sample.agency),
    plans: sample.plans,
    advisors: sample.advisors,
    steps: async function* () {
      yield* sample.steps as Iterable<Step>;
    },
  };
  // What an earlier run wrote by default may go; a folder that the caller names is never emptied.
  if (values.out === DEFAULT_OUT) await rm(out, { recursive: true, force: true });
  await makeOut(out);
  if ((await readdir(out)).length > 0) throw new UsageError(`--out: ${values.out} is not empty; give a new folder`);
  const local = await startLocal({
    agency: scenario.agency,
    folder: join(out, "archive"),
    shards: SHARDS,
    batchSize: 1_000,
    concurrency: 1,
    ...(values.serve && { http: { port } }),
  });
  const progress = startProgress("recording", sample.steps.length, "steps");
  try {
    const paying = SamplePaying.of(sample, seed, local);
    const closed = await play(scenario, local, {
      delivered: (events) => progress.step(events.length),
      closing: (month) => paying.closing(month),
      closed: async (month, execution) => {
        progress.step(1, `${month} closed`);
        if (execution.status === "FAILED") throw new Error(`the close of ${month} failed: ${execution.cause}`);
        await paying.closed(month);
      },
    });
    progress.stop();
    const { ledger, shards, quarantine, rating, waitingList, payouts } = wiring();
    const results = await readResults(ledger, shards, closed);
    const months = await monthsOf({ ledger, shards, rating, results, closed, clubMinor: HUNDRED_THOUSAND_YUAN });
    const written = await writeReports(out, results, scenario.agency);
    const held = (await quarantine.list()).filter(({ released }) => !released);
    say(monthTable(months, scenario.agency));
    say("");
    for (const line of await paidSummary({ payouts }, scenario.agency.currency)) say(line);
    say(`\n${held.length} records are held in quarantine, each with its reason, and none of the others had to wait:`);
    for (const { reasons } of held) say(`  ${reasons.join("; ")}`);
    for (const { advisorId, orderIds } of await waitingList()) {
      say(`\nCredits of ${orderIds.length} orders wait for ${advisorId}, who isn't registered; they count once she is.`);
    }
    say(`\nDone in ${((performance.now() - began) / 1000).toFixed(1)} s. What to look at next, in ${values.out}/:`);
    for (const { file, what } of written) say(`  ${file.padEnd(34)} ${what}`);
    say(
      "\nThen: README.md (what Fenrun is), docs/ (how it works), npm run replay -- test/examples/refund-after-close-drops-a-tier.json --out out/refund",
    );
    if (!values.serve) return;
    const month = addMonths(closed.at(-1) ?? "", 1);
    await serveUntilInterrupted(local, { month, offset: "+08:00", people: samplePeople(results, sample.advisors), say });
  } finally {
    progress.stop();
    await local.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand(main);
