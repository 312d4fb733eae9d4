import type { Day, Month } from "../../base/calendar/month.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import { byComponent } from "../../engine/earnings/explain.ts";
import { type EarningsInputs, withRows } from "../../engine/earnings/inputs.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";

/** What one more order would add to a month. Minor units. */
export interface OrderEstimate {
  readonly month: Month;
  readonly product: string;
  readonly price: bigint;
  readonly adds: bigint;
  readonly components: readonly { readonly id: string; readonly planId: string; readonly version: number; readonly adds: bigint }[];
}

/** An order that isn't there: what of it is known. `price` in minor units. */
export interface ImaginedOrder {
  readonly product: string;
  readonly price: bigint;
  /** Rated facets by name; those left out have no value. */
  readonly facets?: Readonly<Record<string, string>>;
}

/**
 * What one more order, booked today and fulfilled in the month, would add to the month: by component, bonuses, caps and
 * guarantees included. None where the advisor has no plan today.
 */
export function orderEstimate(
  books: EarningsInputs,
  month: Month,
  today: Day,
  { product, price, facets = {} }: ImaginedOrder,
): OrderEstimate | undefined {
  const { terms, advisor } = books;
  const plan = terms.plans.forAdvisor(advisor, today);
  if (plan === undefined) return undefined;
  const named: Readonly<Record<string, string>> = { ...facets, product, role: "seller", afterLeaving: "no" };
  const row: TallyRow = {
    planId: plan.planId,
    version: plan.version,
    facets: terms.ratedFacets.map((name) => (Object.hasOwn(named, name) ? (named[name] ?? "") : "")),
    price,
    refunded: 0n,
    cost: 0n,
    units: 1n,
    count: 1n,
    discounts: {},
  };
  const [now, then] = [evaluate(books, month), evaluate(withRows(books, [[month, [row]]]), month)];
  return { month, product, price, adds: then.amount - now.amount, components: differences(now, then) };
}

function differences(now: Earnings, then: Earnings): OrderEstimate["components"] {
  const added = new Map<string, OrderEstimate["components"][number]>();
  const add = (earnings: Earnings, sign: 1n | -1n) => {
    for (const { part, plan, amount } of [...earnings.paid, ...earnings.ofMonth]) {
      const { planId, version } = plan.plan;
      const key = JSON.stringify([part.id, planId, version]);
      added.set(key, { id: part.id, planId, version, adds: (added.get(key)?.adds ?? 0n) + sign * amount });
    }
  };
  add(then, 1n);
  add(now, -1n);
  return [...added.values()].filter(({ adds }) => adds !== 0n).sort(byComponent);
}
