import { addMonths, type Month } from "../../base/calendar/month.ts";
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
