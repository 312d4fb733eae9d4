/**
 * The months that the sample tells of, and when each is closed. Invariants: all months but the last
 * are closed, each in the month after it; the story ends with the last month's last second, and
 * nothing that happens later is told.
 */
import { addMonths } from "../../../shared/base/calendar/month.ts";
import { DAY_S, dateOf, firstDayOf, HOUR_S, monthOf } from "./calendar.ts";

/** On the 8th in the evening: October's holidays last to the 7th, and the scores are in by then. */
const CLOSE_DAY_OF_MONTH = 8;
const CLOSE_HOUR = 18;

export interface Period {
  readonly months: readonly string[];
  /** The first month's first day. */
  readonly startDay: number;
  /** The last month's last day. */
  readonly lastDay: number;
  /** The first wall second that is no longer told. */
  readonly endS: number;
  /** When each month is closed; one fewer than months. */
  readonly closesS: readonly number[];
}

export function makePeriod(firstMonth: string, count: number): Period {
  const months = Array.from({ length: count }, (_, index) => addMonths(firstMonth, index));
  const endDay = firstDayOf(addMonths(firstMonth, count));
  return {
    months,
    startDay: firstDayOf(firstMonth),
    lastDay: endDay - 1,
    endS: endDay * DAY_S,
    closesS: months.slice(1).map((next) => (firstDayOf(next) + CLOSE_DAY_OF_MONTH - 1) * DAY_S + CLOSE_HOUR * HOUR_S),
  };
}

/** The day in the month at `index`, which may lie before the first (negative) or after the last. */
export function dayIn(period: Period, index: number, dayOfMonth: number): number {
  return firstDayOf(addMonths(period.months[0] as string, index)) + dayOfMonth - 1;
}

export function dateIn(period: Period, index: number, dayOfMonth: number): string {
  return dateOf(dayIn(period, index, dayOfMonth));
}

/** Ten in the morning, office time, unless another hour is given. */
export function officeS(period: Period, index: number, dayOfMonth: number, hour = 10): number {
  return dayIn(period, index, dayOfMonth) * DAY_S + hour * HOUR_S;
}

/**
 * When the month that `atS` lies in is closed, or undefined where it stays open. What happened
 * before the first month is settled with the first close, which opens the books.
 */
export function closeOf(period: Period, atS: number): number | undefined {
  const month = monthOf(Math.floor(atS / DAY_S));
  const index = period.months.indexOf(month);
  return index < 0 && month < (period.months[0] as string) ? period.closesS[0] : period.closesS[index];
}
