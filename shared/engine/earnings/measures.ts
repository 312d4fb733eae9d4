import { januaryOf, type Month } from "../../base/calendar/month.ts";
import { discountOf } from "../credits/credit.ts";
import { lastKnown } from "../facts/attributes.ts";
import { type CompiledPlan, compile } from "../plan/compile.ts";
import type { Matcher } from "../plan/components/compile-context.ts";
import type { CompiledLadder } from "../plan/components/tiers.ts";
import { type EarningsInputs, earlierRowsOfYear, rowsOf } from "./inputs.ts";
import type { TallyRow } from "./tally.ts";
import { climbTiers, type Target, type TierRate, targetRate } from "./tiers.ts";

/** A tally row with the plan version that pays it, and its base under it, minor units. */
export interface RatedRow {
  readonly row: TallyRow;
  readonly plan: CompiledPlan;
  readonly base: bigint;
}

/** What is measured of an advisor's month, as components ask for it. */
export class Measures {
  readonly rows: readonly RatedRow[];
  readonly books: EarningsInputs;
  readonly month: Month;
  #earlier: readonly RatedRow[] | undefined;

  constructor(books: EarningsInputs, month: Month) {
    this.books = books;
    this.month = month;
    this.rows = rated(books, rowsOf(books, month));
  }

  /** The month's sales or units of the credits that match, of all plans and versions. */
  measure(measure: "sales" | "units", of: Matcher): bigint {
    return measured(this.rows, measure, of);
  }

  /** The rate of a ladder, by the month or the calendar year up to it. */
  climbTiers(ladder: CompiledLadder): TierRate {
    let earlier = 0n;
    if (ladder.period === "year") {
      this.#earlier ??= rated(this.books, earlierRowsOfYear(this.books, this.month));
      earlier = measured(this.#earlier, ladder.measure, ladder.of);
    }
    const ofMonth = this.measure(ladder.measure, ladder.of);
    if (ladder.target === undefined) return climbTiers(ladder, earlier, ofMonth);
    return targetRate(ladder, this.target(ladder.target, ladder.period), earlier, ofMonth);
  }

  /**
   * The advisor's own target: of a month the one given for that very month, of a year the last one given for a month of
   * it up to this one. None where that is 0 or less.
   */
  target(attribute: string, period: "month" | "year"): Target | undefined {
    const given = lastKnown(this.books.attributes, attribute, this.month);
    const since = period === "month" ? this.month : januaryOf(this.month);
    return given === undefined || given.month < since || given.value <= 0n ? undefined : given;
  }
}

/** A row's base under its own plan version, minor units. */
export function baseOf(
  { less }: CompiledPlan,
  { price, refunded, cost, discounts }: Pick<TallyRow, "price" | "refunded" | "cost" | "discounts">,
): bigint {
  let base = price;
  if (less.refunded) base -= refunded;
  if (less.cost) base -= cost;
  // Most credits have none or one, whatever the plan takes off.
  for (const name in discounts) if (less.discounts.includes(name)) base -= discountOf(discounts, name);
  return base;
}

function rated({ terms }: EarningsInputs, rows: readonly TallyRow[]): RatedRow[] {
  let plan: CompiledPlan | undefined;
  return rows.map((row) => {
    // Neighbours are mostly paid by one version.
    if (plan === undefined || plan.plan.version !== row.version || plan.plan.planId !== row.planId) {
      const version = terms.plans.version(row.planId, row.version);
      if (version === undefined) throw new Error(`no version ${row.version} of plan ${row.planId} is known, yet credits are paid by it`);
      plan = compile(version, terms.ratedFacets);
    }
    return { row, plan, base: baseOf(plan, row) };
  });
}

function measured(rows: readonly RatedRow[], measure: "sales" | "units", of: Matcher): bigint {
  let total = 0n;
  for (const rated of rows) if (of(rated.row.facets)) total += measure === "sales" ? rated.base : rated.row.units;
  return total;
}
