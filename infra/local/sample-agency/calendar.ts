/**
 * Dates of Shanghai, which has kept UTC+08:00 without summer time since 1991: a local instant is a count of seconds of the
 * wall clock, and the offset is written out. A *day* is the number of days since 1970-01-01; a *wall second* (`…S`) is the
 * number of seconds since midnight of that day, in Shanghai.
 */

export const DAY_S = 86_400;
export const HOUR_S = 3_600;

/** `YYYY-MM-DD` of a day. */
export const dateOf = (day: number): string => wallClock(day * DAY_S).slice(0, "2026-05-01".length);

/** The day of a `YYYY-MM-DD`: the inverse of {@link dateOf}. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / (1_000 * DAY_S);

/** `YYYY-MM` of a day. */
export const monthOf = (day: number): string => dateOf(day).slice(0, "2026-05".length);

export const firstDayOf = (month: string): number => dayOf(`${month}-01`);

/** ISO 8601 with the offset: 2026-05-01T09:30:00+08:00. */
export const instantOf = (atS: number): string => `${wallClock(atS)}+08:00`;

/** To the second, without an offset. */
const wallClock = (atS: number): string => new Date(atS * 1_000).toISOString().slice(0, "2026-05-01T09:30:00".length);
