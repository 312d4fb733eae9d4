import type { Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { evaluate } from "../../engine/earnings/evaluate.ts";
import { type EarningsInputs, withRows } from "../../engine/earnings/inputs.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import { compile } from "../../engine/plan/compile.ts";
import type { ForecastRows } from "../../ledger/sellers/by-seller.ts";
import { type MonthsAccount, shownEarnings } from "./account.ts";

/** Trips booked and not yet travelled, by the month in which they are expected. Amounts in minor units. */
export interface ForecastMonth {
  readonly month: Month;
  /** Before the current month: trips that should have taken place by now. */
  readonly overdue: boolean;
  readonly credits: bigint;
  /** Sum of bases. */
  readonly sales: bigint;
  /** Earnings of the month as the facts stand now. */
  readonly earned: bigint;
  /** What they become when all these trips take place: the whole month's less what is earned. */
  readonly upcoming: bigint;
}

/**
 * What trips that are booked and not yet travelled will bring, by the month in which they are expected, ascending. All
 * of them are taken to happen: an annual ladder sees those of the year's earlier months too.
 */
export function forecastMonths(account: MonthsAccount, forecasts: ForecastRows): ForecastMonth[] {
  const { books, thisMonth } = account;
  const whole = withRows(books, forecasts);
  return [...forecasts]
    .sort(([a], [b]) => compare(a, b))
    .map(([month, rows]) => {
      const earned = shownEarnings(account, month).amount;
      return { month, overdue: month < thisMonth, ...salesOf(books, rows), earned, upcoming: evaluate(whole, month).amount - earned };
    });
}

/** The sum of rows' bases, each by its own plan version, and how many credits they hold. Of all roles. Minor units. */
export function salesOf({ terms }: EarningsInputs, rows: readonly TallyRow[]): { readonly sales: bigint; readonly credits: bigint } {
  let [sales, credits] = [0n, 0n];
  for (const row of rows) {
    const plan = terms.plans.version(row.planId, row.version);
    if (plan === undefined) throw new Error(`no version ${row.version} of plan ${row.planId} is known, yet credits are paid by it`);
    sales += baseOf(compile(plan, terms.ratedFacets), row);
    credits += row.count;
  }
  return { sales, credits };
}
