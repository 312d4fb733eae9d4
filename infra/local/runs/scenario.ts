import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { wiring } from "../../../functions/_platform/wiring.ts";
import { addMonths, lastDayOf, type Month } from "../../../shared/base/calendar/month.ts";
import { sum } from "../../../shared/base/money/money.ts";
import { formatMoney } from "../../../shared/ui/format.ts";
import { say } from "../command.ts";
import { instantForRun } from "../instant-of.ts";
import { startProgress } from "../progress.ts";
import { scenarioPeople } from "../reports/sample-people.ts";
import { writeReports } from "../reports/write-reports.ts";
import { sampleFinance } from "../sample-agency/settings.ts";
import { readScenario, type Scenario } from "../scenario/parse-scenario.ts";
import { type Results, readResults } from "../scenario/results.ts";
import { play } from "../scenario/run-scenario.ts";
import type { Local, LocalEvent } from "../start.ts";
import type { Played, Run } from "./run.ts";

/** When the months of a scenario are closed by their clock: local time of the month after. */
const CLOSE_DAY_AND_TIME = "08T18:00";

/**
 * Any scenario, played as it is written. What it doesn't set is set as for the sample agency.
 * @param path a scenario's file or folder.
 * @param given where the clock stands afterwards, as --clock has it; by default the evening of the last day of the month
 *   after the last close, and without a close the present.
 * @throws ScenarioError where the scenario can't be read; UsageError where the clock is no instant.
 */
export async function scenarioRun(path: string, given: string | undefined): Promise<Run> {
  const scenario = await readScenario(path);
  const { agency, settings } = scenario;
  // Read to its end before anything starts: what is wrong with the last step is told at once.
  const closes = await closesOf(scenario);
  const last = closes.at(-1);
  const evening = last === undefined ? new Date().toISOString() : `${lastDayOf(addMonths(last, 1))}T18:00`;
  const clock = instantForRun(given ?? evening, agency.timeZone);
  return {
    title: `Fenrun: ${scenario.name}, through the real functions on an embedded database.\n`,
    agency,
    finance: settings?.finance ?? sampleFinance(agency.currency),
    review: settings?.review,
    play: async (local, out) => ({ clock, people: await playScenario(local, { scenario, clock, out }) }),
  };
}

async function closesOf(scenario: Scenario): Promise<Month[]> {
  const closes: Month[] = [];
  for await (const step of scenario.steps()) if ("close" in step) closes.push(step.close);
  return closes;
}

/** How many records of a list are told. */
const MAX_LINES = 10;

interface Outcome {
  readonly results: Results;
  readonly closed: readonly Month[];
}

interface Scene {
  readonly scenario: Scenario;
  readonly clock: string;
  readonly out: string | undefined;
}

async function playScenario(local: Local, { scenario, clock, out }: Scene): Promise<Played["people"]> {
  const { agency, name } = scenario;
  const progress = startProgress(name, 0, "events");
  const ids = new Set<string>();
  const refused: string[] = [];
  try {
    await local.setClock(clock);
    const closed = await play(scenario, local, {
      delivered: (events) => {
        for (const id of advisorIdsOf(events)) ids.add(id);
        progress.step(events.length);
      },
      closing: async (month) => {
        const closing = instantForRun(`${addMonths(month, 1)}-${CLOSE_DAY_AND_TIME}`, agency.timeZone);
        await local.setClock(closing < clock ? closing : clock);
      },
      closed: async (month, execution) => {
        progress.step(0, `${month} closed`);
        await local.setClock(clock);
        if (execution.status === "SUCCEEDED") return;
        if (execution.error !== "RefusedError") throw new Error(`the close of ${month} failed: ${execution.cause}`);
        refused.push(`${month}: ${execution.cause}`);
      },
    });
    progress.stop();
    const { ledger, shards } = wiring();
    const results = await readResults(ledger, shards, closed);
    for (const line of refused) say(`close refused  ${line}`);
    await report(scenario, { results, closed }, local);
    if (out !== undefined && results.entries.length > 0) await writeReports(out, results, agency);
    return scenarioPeople(results, [...(await ledger.advisors([...ids])).values()]);
  } finally {
    progress.stop();
  }
}

/** Whom events register; whether they can be read is for the functions to say. */
function advisorIdsOf(events: readonly LocalEvent[]): string[] {
  const facts = events.filter(({ detailType }) => detailType === "AdvisorChanged").map(({ detail }) => JSON.parse(String(detail)));
  return facts.flatMap((fact) => (typeof fact?.advisorId === "string" ? [fact.advisorId] : []));
}

async function report({ agency: { currency } }: Scenario, { results, closed }: Outcome, local: Local): Promise<void> {
  for (const month of closed) {
    const statements = results.entries.flatMap((entry) =>
      entry.month === month && entry.statement !== undefined ? [entry.statement] : [],
    );
    const payable = formatMoney(sum(statements.map((statement) => statement.payable)), currency);
    say(`${month} is closed: ${statements.length} statements, payable ${payable} together`);
  }
  const { quarantine, waitingList } = wiring();
  const held = (await quarantine.list()).filter(({ released }) => !released);
  if (held.length > 0) say(`${held.length} records are held in quarantine:`);
  for (const { issues } of held.slice(0, MAX_LINES)) say(`  ${issues.map((issue) => issueFormatIn("en")(issue)).join("; ")}`);
  if (held.length > MAX_LINES) say(`  … and ${held.length - MAX_LINES} more`);
  for (const { advisorId, orderIds } of await waitingList()) {
    say(`Credits of ${orderIds.length} orders wait for ${advisorId}, who isn't registered; they count once they are.`);
  }
  const dead = Object.values(local.deadLetters()).flat().length;
  if (dead > 0) say(`${dead} messages failed for good: POWERTOOLS_LOG_LEVEL=ERROR shows why`);
}
