import { join } from "node:path";
import { makeSampleAgency } from "../../infra/local/sample-agency/sample-agency.ts";
import { evaluate } from "../../shared/engine/earnings/evaluate.ts";
import type { EarningsInputs } from "../../shared/engine/earnings/inputs.ts";
import { agencySchema } from "../../shared/engine/facts/agency.ts";
import { PureCore } from "../support/pure-core.ts";
import { type Content, readScenario, type Scenario, type Step } from "../support/scenario.ts";

const EVALUATIONS = 300_000;

/** Measures how many advisors' months are evaluated a second, on one thread, from tallies in memory; prints a line for each agency. @returns those of the real one. */
export function benchEvaluation(): number {
  const sample = makeSampleAgency();
  const ofReal = bench("real hotel orders", readScenario(join(import.meta.dirname, "../data/resort-hotel-reduced")));
  bench("sample agency", {
    agency: agencySchema.parse(sample.agency),
    plans: sample.plans as unknown as Content[],
    advisors: sample.advisors as unknown as Content[],
    steps: sample.steps as unknown as Step[],
  });
  return ofReal;
}

function bench(name: string, scenario: Pick<Scenario, "agency" | "plans" | "advisors" | "steps">): number {
  const months = monthsOf(scenario);
  const rows = months.reduce((total, { books, month }) => total + (books.rows.get(month)?.length ?? 0), 0) / months.length;
  let amount = 0n;
  const run = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const { books, month } = months[index % months.length] as (typeof months)[number];
      amount += evaluate(books, month).amount;
    }
  };
  run(EVALUATIONS / 10);
  const began = performance.now();
  run(EVALUATIONS);
  const perSecond = Math.round(EVALUATIONS / ((performance.now() - began) / 1000));
  process.stdout.write(
    `evaluation, ${name}: ${perSecond.toLocaleString("en")} advisors' months a second on one thread, ` +
      `${rows.toFixed(1)} tally rows each (${months.length} months, checksum ${amount % 1_000_000n})\n`,
  );
  return perSecond;
}

/** Every advisor's months in which they have a credit, as the facts stand at the end of the scenario. */
function monthsOf({
  agency,
  plans,
  advisors,
  steps,
}: Pick<Scenario, "agency" | "plans" | "advisors" | "steps">): { books: EarningsInputs; month: string }[] {
  const core = new PureCore(agency);
  const facts: Step[] = [
    ...plans.map((plan) => ({ plan })),
    ...advisors.map((advisor) => ({ advisor })),
    ...steps.filter((step) => !("close" in step)),
  ];
  for (const step of facts) core.take(step);
  const now = core.now();
  return advisors.flatMap(({ advisorId }) => {
    const books = now.books(String(advisorId));
    // Rows as they are read from the table share their lists of facets.
    const lists = new Map<string, readonly string[]>();
    const shared = (facets: readonly string[]) => {
      const key = facets.join("\u0000");
      const known = lists.get(key) ?? facets;
      lists.set(key, known);
      return known;
    };
    const rows = new Map(
      [...books.rows].map(([month, ofMonth]) => [month, ofMonth.map((row) => ({ ...row, facets: shared(row.facets) }))]),
    );
    return [...rows.keys()].map((month) => ({ books: { ...books, rows }, month }));
  });
}
