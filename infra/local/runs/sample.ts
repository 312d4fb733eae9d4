import { relative } from "node:path";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { wiring } from "../../../functions/_platform/wiring.ts";
import { addMonths, lastDayOf, type Month } from "../../../shared/base/calendar/month.ts";
import { agencySchema } from "../../../shared/engine/facts/agency.ts";
import { say, UsageError } from "../command.ts";
import { instantForRun } from "../instant-of.ts";
import { startProgress } from "../progress.ts";
import { monthsOf, monthTable } from "../reports/month-summary.ts";
import { paidSummary } from "../reports/paid-summary.ts";
import { samplePeople } from "../reports/sample-people.ts";
import { writeReports } from "../reports/write-reports.ts";
import type { SampleAgency } from "../sample-agency/period.ts";
import { makeSampleAgency } from "../sample-agency/sample-agency.ts";
import { sampleFinance } from "../sample-agency/settings.ts";
import { SamplePayoutDeps } from "../sample-payouts.ts";
import type { Scenario, Step } from "../scenario/parse-scenario.ts";
import { readResults } from "../scenario/results.ts";
import { play } from "../scenario/run-scenario.ts";
import type { Local } from "../start.ts";
import type { Played, Run } from "./run.ts";

const HUNDRED_THOUSAND_YUAN = 10_000_000n;

/** How large the agency is: small enough to be looked at soon, or large enough to be measured. */
export const SAMPLE_SIZES = {
  small: { advisors: 100, orders: 12_100 },
  large: { advisors: 200, orders: 20_000 },
} as const;
export type SampleSize = keyof typeof SAMPLE_SIZES;

interface SampleOptions {
  readonly seed: number;
  readonly size: SampleSize;
  /** As --clock has it; by default the evening of the open month's last day. */
  readonly clock: string | undefined;
}

/** The sample agency: six months of orders, five closes, four of them paid. @throws UsageError where the clock is no instant, or too early. */
export function sampleRun({ seed, size, clock: given }: SampleOptions): Run {
  const { advisors, orders } = SAMPLE_SIZES[size];
  const sample = makeSampleAgency({ seed, advisors, orders });
  const agency = agencySchema.parse(sample.agency);
  const openMonth = addMonths(sample.steps.flatMap((step) => ("close" in step ? [step.close] : [])).at(-1) ?? "", 1);
  const clock = instantForRun(given ?? `${lastDayOf(openMonth)}T18:00`, agency.timeZone);
  if (clock < instantForRun(`${openMonth}-10T00:00`, agency.timeZone))
    throw new UsageError(`--clock: ${given} lies before ${openMonth}-10: until then the sample's closes and payouts are played`);
  const scenario: Scenario = {
    name: "sample agency",
    agency,
    plans: sample.plans,
    advisors: sample.advisors,
    steps: async function* () {
      yield* sample.steps as Iterable<Step>;
    },
  };
  return {
    title: `Fenrun: a sample agency of ${advisors} advisors, six months of orders, through the real functions on an embedded database.\n`,
    agency,
    finance: sampleFinance(agency.currency),
    review: undefined,
    play: async (local, out) => ({ clock, people: await playSample(local, { sample, scenario, seed, clock, out }) }),
  };
}

/**
 * Where the clock stands while the facts of a month are told: the evening of its last day, so that what is noted of them
 * (since when a record is held, when an order was recorded) lies in the sample's time, and not in this machine's.
 * @param clock where it stands in the end, ISO 8601 in UTC: never later than that.
 */
export function clockDuring(month: Month, clock: string, timeZone: string): string {
  const evening = instantForRun(`${lastDayOf(month)}T18:00`, timeZone);
  return evening < clock ? evening : clock;
}

interface Sample {
  readonly sample: SampleAgency;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly clock: string;
  readonly out: string | undefined;
}

async function playSample(local: Local, { sample, scenario, seed, clock, out }: Sample): Promise<Played["people"]> {
  const registered = sample.advisors.reduce((count, { months = {} }) => count + 1 + Object.keys(months).length, 0);
  const progress = startProgress("recording", sample.plans.length + registered + sample.steps.length, "steps");
  try {
    const paying = SamplePayoutDeps.of(sample, seed, local);
    const [first] = sample.steps.flatMap((step) => ("close" in step ? [step.close] : []));
    const describeOf = (month: Month) => local.setClock(clockDuring(month, clock, scenario.agency.timeZone));
    if (first !== undefined) await describeOf(first);
    const closed = await play(scenario, local, {
      delivered: (events) => progress.step(events.length),
      closing: (month) => paying.closing(month),
      closed: async (month, execution) => {
        progress.step(1, `${month} closed`);
        if (execution.status === "FAILED") throw new Error(`the close of ${month} failed: ${execution.cause}`);
        await paying.closed(month);
        await describeOf(addMonths(month, 1));
      },
    });
    progress.stop();
    const { ledger, shards } = wiring();
    const results = await readResults(ledger, shards, closed);
    await report(scenario, { results, closed }, out);
    return samplePeople(results, sample.advisors);
  } finally {
    progress.stop();
  }
}

type Outcome = { readonly results: Awaited<ReturnType<typeof readResults>>; readonly closed: readonly string[] };

async function report({ agency }: Scenario, { results, closed }: Outcome, out: string | undefined): Promise<void> {
  const { ledger, shards, quarantine, rating, waitingList, payouts } = wiring();
  const months = await monthsOf({ ledger, shards, rating, results, closed, clubMinor: HUNDRED_THOUSAND_YUAN });
  const held = (await quarantine.list()).filter(({ released }) => !released);
  say(monthTable(months, agency));
  say("");
  for (const line of await paidSummary({ payouts }, agency.currency)) say(line);
  say(`\n${held.length} records are held in quarantine, each with its reason, and none of the others had to wait:`);
  for (const { issues } of held) say(`  ${issues.map((issue) => issueFormatIn("en")(issue)).join("; ")}`);
  for (const { advisorId, orderIds } of await waitingList()) {
    say(`\nCredits of ${orderIds.length} orders wait for ${advisorId}, who isn't registered; they count once they are.`);
  }
  if (out === undefined) return;
  say(`\nWhat to look at next, in ${relative(".", out)}/:`);
  for (const { file, what } of await writeReports(out, results, agency)) say(`  ${file.padEnd(34)} ${what}`);
  say(
    "\nThen: README.md (what Fenrun is), docs/ (how it works), npm run replay -- test/examples/refund-after-close-drops-a-tier.json --out out/refund",
  );
}
