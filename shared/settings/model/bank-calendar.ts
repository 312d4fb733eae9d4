import * as z from "zod";
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
