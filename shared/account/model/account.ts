import { addMonths, type Day, type Instant, type Month } from "../../base/calendar/month.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import type { Settled } from "../../engine/statement/settle.ts";

/** Where an advisor stands at a moment. Bounded in size, however many orders there are. */
export interface Account {
  readonly agency: Agency;
  /** The local day of the moment. */
  readonly today: Day;
  /** The calendar month of the moment. */
  readonly thisMonth: Month;
  /** The last month whose close has begun, and the first; none before the first close. */
  readonly closedMonth: Month | undefined;
  readonly firstMonth: Month | undefined;
  /** As the facts stand now. */
  readonly books: EarningsInputs;
  /** As they stood when the last close began; none where the advisor wasn't registered then, or nothing was closed yet. */
  readonly booksSettled: EarningsInputs | undefined;
  /** The advisor's manual adjustments, of all months. */
  readonly manual: readonly Adjustment[];
  readonly settled: Settled;
  /** When what comes from sellers was read, where these are so many that it is read once in a while. */
  readonly teamReadAt?: Instant;
  /** Whether forecasts may be 15 minutes old, as there are many sellers. */
  readonly forecastsMayLag?: boolean;
}

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
