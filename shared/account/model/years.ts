import { addMonths, type Month, yearOf } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import { rowsOf } from "../../engine/earnings/inputs.ts";
import { type Account, shownEarnings, stateOf } from "./account.ts";
import { salesOf } from "./forecast.ts";

/** A month in a year's overview. Minor units. */
export interface YearMonth {
  readonly month: Month;
  /** As the facts stand now. */
  readonly earned: bigint;
  /** What statements have settled of it so far. */
  readonly settled: bigint;
  readonly sales: bigint;
  readonly credits: bigint;
  readonly state: "closed" | "current" | "later";
}

export interface YearOutlook {
  readonly year: string;
  readonly months: readonly YearMonth[];
  readonly earned: bigint;
  readonly settled: bigint;
}

/** This year and the one before, month by month: what is earned as the facts stand now, and what statements have settled of it. */
export function yearOutlooks(account: Account): YearOutlook[] {
  const thisYear = yearOf(account.thisMonth);
  return [thisYear, yearOf(addMonths(account.thisMonth, -12))].map((year) => {
    const months = Array.from({ length: 12 }, (_, index) => addMonths(`${year}-01`, index)).flatMap((month) => yearMonth(account, month));
    return { year, months, earned: sum(months.map(({ earned }) => earned)), settled: sum(months.map(({ settled }) => settled)) };
  });
}

/** None for a month in which nothing is. */
function yearMonth(account: Account, month: Month): YearMonth[] {
  const { books, settled } = account;
  const ofMonth = settled.byMonth.get(month);
  const earned = shownEarnings(account, month).amount;
  const { sales, credits } = salesOf(books, rowsOf(books, month));
  if (ofMonth === undefined && earned === 0n && credits === 0n) return [];
  return [{ month, earned, settled: ofMonth ?? 0n, sales, credits, state: stateOf(account, month) }];
}
