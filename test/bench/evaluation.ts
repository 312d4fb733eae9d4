import { makeSampleAgency } from "../../infra/local/sample-agency/sample-agency.ts";
import { localDayIn } from "../../shared/calendar/time-zone.ts";
import { creditsOf } from "../../shared/credits/credits-of.ts";
import { type CreditFacts, recipientsOf } from "../../shared/credits/recipients.ts";
import type { Books, Terms } from "../../shared/earnings/books.ts";
import { evaluate } from "../../shared/earnings/evaluate.ts";
import { addRow, rowOf, type TallyRow } from "../../shared/earnings/tally.ts";
import { type Advisor, advisorSchema } from "../../shared/facts/advisor.ts";
import { agencySchema, ratedFacets } from "../../shared/facts/agency.ts";
import { attributeHistory } from "../../shared/facts/attributes.ts";
import { type Order, orderSchema } from "../../shared/facts/order.ts";
import { read } from "../../shared/facts/read.ts";
import { PlanBook } from "../../shared/plan/plan-book.ts";
import { planSchema } from "../../shared/plan/schema.ts";

const EVALUATIONS = 300_000;

/** Measures how many advisors' months are evaluated a second, on one thread, from tallies in memory; prints a line. */
export function benchEvaluation(): void {
  const all = sampleBooks();
  const months = all.flatMap((books) => [...books.rows.keys()].map((month) => ({ books, month })));
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
    `evaluation: ${perSecond.toLocaleString("en")} advisors' months a second on one thread, ${rows.toFixed(1)} tally rows each (${months.length} months of the sample, checksum ${amount % 1_000_000n})\n`,
  );
}

/** The sample's advisors with their tallies, in memory. */
function sampleBooks(): Books[] {
  const sample = makeSampleAgency();
  const agency = agencySchema.parse(sample.agency);
  const facets = ratedFacets(agency);
  const plans = new PlanBook(sample.plans.map((plan) => planSchema.parse(plan)));
  const advisors = new Map(
    sample.advisors.map(({ months: _, ...advisor }): [string, Advisor] => [
      advisor.advisorId,
      advisorSchema.parse({ ...advisor, revision: 1 }),
    ]),
  );
  const orders = new Map<string, Order>();
  for (const step of sample.steps) {
    const reading = "order" in step ? read(orderSchema, step.order) : undefined;
    if (reading?.ok && (orders.get(reading.fact.orderId)?.revision ?? 0) < reading.fact.revision)
      orders.set(reading.fact.orderId, reading.fact);
  }
  const facts: CreditFacts = { plans, advisor: (advisorId) => advisors.get(advisorId), localDay: localDayIn(agency.timeZone) };
  const tallies = new Map<string, Map<string, Map<string, TallyRow>>>();
  for (const order of orders.values()) {
    for (const credit of creditsOf(order, recipientsOf(order, facts), facets, facts.localDay(order.bookedAt))) {
      if (credit.recipient.state !== "earned") continue;
      const { advisorId, month } = credit.recipient;
      const ofAdvisor = getOrMake(tallies, advisorId);
      addRow(getOrMake(ofAdvisor, month), rowOf(credit));
    }
  }
  const terms: Terms = { plans, ratedFacets: facets, storeHistory: () => undefined };
  return [...tallies].flatMap(([advisorId, byMonth]) => {
    const advisor = advisors.get(advisorId);
    if (advisor === undefined) return [];
    const given = sample.advisors.find((each) => each.advisorId === advisorId)?.months ?? {};
    const attributes = attributeHistory(Object.entries(given).map(([month, values]) => ({ month, values, revision: 1 })));
    return [{ advisor, terms, attributes, rows: new Map([...byMonth].map(([month, rows]) => [month, [...rows.values()]])) }];
  });
}

function getOrMake<Inner>(map: Map<string, Map<string, Inner>>, key: string): Map<string, Inner> {
  const known = map.get(key) ?? new Map<string, Inner>();
  map.set(key, known);
  return known;
}
