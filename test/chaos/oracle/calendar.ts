/** Days are "2026-10-08" and months "2026-10", so that both compare as text. */

/** Tells the local day of an instant in a time zone. Swedish writes dates as ISO 8601 does. */
export function localDayIn(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const known = new Map<string, string>();
  return (instant) => {
    const day = known.get(instant) ?? format.format(new Date(instant));
    known.set(instant, day);
    return day;
  };
}

/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** A day that comes after no day of the month, and before all of the next: what is in force on the month's last day is in force then. */
export const lastDayOf = (month: string): string => `${month}-31`;

/** The last day of a month that the calendar has: the one before the next month's first. */
export function realLastDayOf(month: string): string {
  const first = new Date(`${monthBefore(month, -1)}-01T00:00:00Z`);
  return new Date(first.getTime() - 1).toISOString().slice(0, 10);
}

const ordinal = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;

/** How many months lie between two; negative where the second comes first. */
export const monthsBetween = (from: string, to: string): number => ordinal(to) - ordinal(from);

/** The month that lies some months before another. */
export function monthBefore(month: string, months: number): string {
  const target = ordinal(month) - months;
  return `${String(Math.floor(target / 12)).padStart(4, "0")}-${String((target % 12) + 1).padStart(2, "0")}`;
}
