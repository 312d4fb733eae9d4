/**
 * A travel agency that doesn't exist: the scenario behind `npm start`. Stores in Nanjing, Shanghai,
 * Suzhou and Hangzhou, a service centre on the internet, and half a year of orders with whatever
 * real life does to them. Pure: the same options give the same agency, to the byte.
 */
import { makeAdjustments } from "./adjustments.ts";
import { deliver } from "./delivery.ts";
import { makeUnreadable } from "./invalid-events.ts";
import { liveOrder } from "./order-life.ts";
import { makeOrders } from "./orders.ts";
import { makePeople } from "./people.ts";
import { makePeriod, type Period, type SampleAgency, type TimedStep } from "./period.ts";
import { changePersonnel } from "./personnel.ts";
import { changePlans, makeFirstPlans } from "./plan-changes.ts";
import { createRandom } from "./prng.ts";
import { makeScores } from "./scores.ts";

export interface SampleAgencyOptions {
  readonly seed?: number;
  /** How many people, managers and those registered later included; at least 40. */
  readonly advisors?: number;
  /** How many months; at least 4. All but the last are closed. */
  readonly months?: number;
  /** How many distinct orders that can be read; those that can't are five more. */
  readonly orders?: number;
  /** `YYYY-MM`. */
  readonly firstMonth?: string;
}

const MIN_ADVISORS = 40;
const MIN_MONTHS = 4;

/**
 * Makes the agency: a scenario as the contract describes it, its steps in the order in which they
 * happen. Amounts in fen.
 * @throws RangeError where the options leave no room for what the sample is to show.
 */
export function makeSampleAgency(options: SampleAgencyOptions = {}): SampleAgency {
  const { seed = 1, advisors = 200, months = 6, orders = 20_000, firstMonth = "2026-05" } = options;
  if (advisors < MIN_ADVISORS) throw new RangeError(`expected at least ${MIN_ADVISORS} advisors`);
  if (months < MIN_MONTHS) throw new RangeError(`expected at least ${MIN_MONTHS} months`);
  const period = makePeriod(firstMonth, months);
  const people = makePeople(seed, period, advisors);
  const personnel = changePersonnel(period, people);
  const booked = makeOrders(seed, period, people, personnel.lastDays, orders);
  const life = createRandom(seed, "life");
  const roads = createRandom(seed, "delivery");
  const timed = [
    ...booked.flatMap((order) => deliver(roads, period, liveOrder(life, order))),
    ...makeUnreadable(period, people),
    ...personnel.steps,
    ...makeScores(seed, period, people, personnel.lastDays),
    ...makeAdjustments(seed, period, people, personnel),
    ...changePlans(period),
    ...closeMonths(period),
  ];
  return {
    agency: {
      currency: "CNY",
      timeZone: "Asia/Shanghai",
      facets: ["community", "winBack", "crossSell"],
    },
    plans: makeFirstPlans(period),
    advisors: personnel.advisors,
    // The sort is stable: what arrives in the same second keeps the order from above.
    steps: timed.sort((one, other) => one.atS - other.atS).map(({ step }) => step),
  };
}

function closeMonths({ months, closesS }: Period): TimedStep[] {
  return closesS.map((atS, index) => ({ atS, step: { close: months[index] as string } }));
}
