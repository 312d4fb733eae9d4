import { addDays, type Day } from "../../base/calendar/month.ts";
import type { FinanceSettings } from "./settings.ts";

type BankCalendar = FinanceSettings["calendar"];

/** Whether banks work on a day, by the agency's calendar. */
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
