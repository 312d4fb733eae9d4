/**
 * Dates by integer arithmetic. Shanghai has kept UTC+08:00 without summer time since 1991, so a
 * local instant is a count of seconds of the wall clock, and the offset is written out.
 *
 * A *day* is the number of days since 1970-01-01; a *wall second* (`…S`) is the number of seconds
 * since midnight of that day, in Shanghai.
 */

export const DAY_S = 86_400;
export const HOUR_S = 3_600;

/** `YYYY-MM-DD` of a day. Source: H. Hinnant, "chrono-compatible low-level date algorithms". */
export function dateOf(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** The day of a `YYYY-MM-DD`: the inverse of {@link dateOf}. */
export function dayOf(date: string): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** `YYYY-MM` of a day. */
export function monthOf(day: number): string {
  return dateOf(day).slice(0, 7);
}

export function firstDayOf(month: string): number {
  return dayOf(`${month}-01`);
}

export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${pad(Math.floor(months / 12), 4)}-${pad((months % 12) + 1, 2)}`;
}

/** ISO 8601 with the offset: 2026-05-01T09:30:00+08:00. */
export function instantOf(atS: number): string {
  const day = Math.floor(atS / DAY_S);
  const second = atS - day * DAY_S;
  const clock = [Math.floor(second / HOUR_S), Math.floor(second / 60) % 60, second % 60];
  return `${dateOf(day)}T${clock.map((part) => pad(part, 2)).join(":")}+08:00`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
