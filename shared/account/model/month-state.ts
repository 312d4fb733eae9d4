import { addMonths, type Month } from "../../base/calendar/month.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import type { Account } from "./account.ts";

/** `current` is the next to be closed; `later` comes after it. */
export type MonthState = "closed" | "current" | "later";

/** The month that is to be closed next; before the first close, the calendar month. */
export function currentMonth({ closedMonth, thisMonth }: Pick<Account, "closedMonth" | "thisMonth">): Month {
  return closedMonth === undefined ? thisMonth : addMonths(closedMonth, 1);
}

/** Whether a month is closed, the next to be, or later. */
export function stateOf(account: Pick<Account, "closedMonth" | "thisMonth">, month: Month): MonthState {
  const current = currentMonth(account);
  if (month === current) return "current";
  return month < current ? "closed" : "later";
}

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
