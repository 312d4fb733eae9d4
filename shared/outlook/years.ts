import { addMonths, type Month, yearOf } from "../calendar/month.ts";
import { rowsOf } from "../earnings/books.ts";
import { evaluate } from "../earnings/evaluate.ts";
import { sum } from "../money/rounding.ts";
import type { Account, YearMonth, YearOutlook } from "./outlook.ts";
import { salesOf } from "./sales.ts";
import { stateOf } from "./state-of-month.ts";

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
  const earned = evaluate(books, month).amount;
  const { sales, credits } = salesOf(books, rowsOf(books, month));
  if (ofMonth === undefined && earned === 0n && credits === 0n) return [];
  return [{ month, earned, settled: ofMonth ?? 0n, sales, credits, state: stateOf(account, month) }];
}
