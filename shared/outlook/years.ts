import { addMonths, type Month, yearOf } from "../calendar/month.ts";
import { rowsOf } from "../earnings/books.ts";
import { evaluate } from "../earnings/evaluate.ts";
import { sum } from "../money/rounding.ts";
import type { Account, YearMonth, YearOutlook } from "./outlook.ts";
import { salesOf } from "./sales.ts";
import { currentMonth, stateOf } from "./state-of-month.ts";

/** This year and the one before, month by month: what is earned as the facts stand now, and what statements have settled of it. */
export function yearOutlooks(account: Account): YearOutlook[] {
  const thisYear = yearOf(account.thisMonth);
  return [thisYear, yearOf(addMonths(account.thisMonth, -12))].map((year) => {
    const months = Array.from({ length: 12 }, (_, index) => addMonths(`${year}-01`, index)).flatMap((month) => yearMonth(account, month));
    return { year, months, earned: sum(months.map(({ earned }) => earned)), settled: sum(months.map(({ settled }) => settled)) };
  });
}

/**
 * None for a month in which nothing is. Without a credit, none either for a month before the books were opened, which no
 * close settles, or for one that hasn't begun: a guarantee alone is nothing earned there.
 */
function yearMonth(account: Account, month: Month): YearMonth[] {
  const { books, settled } = account;
  const ofMonth = settled.byMonth.get(month);
  const earned = evaluate(books, month).amount;
  const { sales, credits } = salesOf(books, rowsOf(books, month));
  const counts = month >= (account.firstMonth ?? currentMonth(account)) && month <= account.thisMonth;
  if (ofMonth === undefined && credits === 0n && (earned === 0n || !counts)) return [];
  return [{ month, earned, settled: ofMonth ?? 0n, sales, credits, state: stateOf(account, month) }];
}
