import * as z from "zod";
import { addDays, type Day } from "../../base/calendar/month.ts";
import { day } from "../../engine/facts/fields.ts";

/** On which days banks work: weekends by weekday, holidays and make-up working days by date. */
export const calendarSchema = z.strictObject({
  /** Days of the week on which banks are closed: 1 is Monday, 7 Sunday (ISO 8601). */
  weekend: z.array(z.int().min(1).max(7)).max(6).default([6, 7]),
  /** Bank holidays. */
  daysOff: z.array(day).max(1000).default([]),
  /** Days on which banks work though they are a weekend's, as China makes up for long holidays. */
  workingDays: z.array(day).max(1000).default([]),
});
export type BankCalendar = z.infer<typeof calendarSchema>;

/** Whether banks work on a day. */
export function isBusinessDay(on: Day, { weekend, daysOff, workingDays }: BankCalendar): boolean {
  if (workingDays.includes(on)) return true;
  return !daysOff.includes(on) && !weekend.includes(weekdayOf(on));
}

/** 1 is Monday, 7 Sunday. */
function weekdayOf(on: Day): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay() || 7;
}

/** How far a form looks for a day on which banks work. */
const LOOK_AHEAD = 30;

/** The first day from one on, itself included, on which banks work; the day itself where none of the next ones is. */
export function nextBusinessDay(from: Day, calendar: BankCalendar): Day {
  let on = from;
  for (let ahead = 0; ahead < LOOK_AHEAD; ahead += 1) {
    if (isBusinessDay(on, calendar)) return on;
    on = addDays(on, 1);
  }
  return from;
}
