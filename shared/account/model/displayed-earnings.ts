import type { Month } from "../../base/calendar/month.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import type { Account } from "./account.ts";
import { currentMonth } from "./month-state.ts";

/** What of an account decides whether a month's own lines are shown. */
export type MonthsAccount = Pick<Account, "books" | "settled" | "firstMonth" | "closedMonth" | "thisMonth">;

/**
 * A month's earnings as they are shown. Where nothing was sold, a line of the month as a whole, such as a guarantee, is
 * nothing earned in a month before the books were opened, which no close settles, nor in one that has not begun.
 */
export function shownEarnings(account: MonthsAccount, month: Month): Earnings {
  const earnings = evaluate(account.books, month);
  const opened = account.firstMonth ?? currentMonth(account);
  const counts = month >= opened && month <= account.thisMonth;
  if (counts || earnings.hasCredits || account.settled.byMonth.has(month)) return earnings;
  return { ...earnings, amount: 0n, ofMonth: [] };
}
