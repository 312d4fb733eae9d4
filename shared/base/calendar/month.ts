import { memoize } from "../memoize.ts";

/** A calendar month, `YYYY-MM`. */
export type Month = string;
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

export const monthOfDay = (day: Day): Month => day.slice(0, 7);

/** The calendar year of a month, `YYYY`. */
export const yearOf = (month: Month): string => month.slice(0, 4);

/** Months since year 0: for arithmetic. */
export function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month that lies `count` months after this one (before, when negative). */
export function addMonths(month: Month, count: number): Month {
  const number = monthNumber(month) + count;
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

/** How many months `later` lies after `earlier`; negative where it lies before. */
export function monthsBetween(earlier: Month, later: Month): number {
  return monthNumber(later) - monthNumber(earlier);
}

/** More months than are in use. */
const MAX_MONTHS = 10_000;

export const lastDayOf = memoize((month: Month): Day => {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${days}`;
}, MAX_MONTHS);

/** The month in which a year begins, for a month of that year. */
export const januaryOf = (month: Month): Month => `${yearOf(month)}-01`;

/** The day that is so many days after another; before it where that is below 0. */
export function addDays(day: Day, count: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

/** An instant, ISO 8601 in UTC. */
export type Instant = string;

/** The months of a range, ascending, both ends included. */
export function monthsOf({ from, to }: { readonly from: Month; readonly to: Month }): Month[] {
  return Array.from({ length: monthsBetween(from, to) + 1 }, (_, index) => addMonths(from, index));
}
