import { memoize } from "../memoize.ts";
import type { Day } from "./month.ts";

/** More zones, and more instants of one, than are in use at a time. */
const MAX_ZONES = 1_000;
const MAX_INSTANTS = 20_000;

/**
 * A function from instants to local days in a time zone (IANA name).
 * @throws RangeError when the zone is unknown; the function, when its text is no instant.
 */
export const localDayIn = memoize((timeZone: string): ((instant: string) => Day) => {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  // One order asks for the same few instants again and again.
  return memoize((instant: string) => isoDay(format.format(Date.parse(instant))), MAX_INSTANTS);
}, MAX_ZONES);

/** From 10/13/2026; the year has fewer than four digits before the year 1000. */
const isoDay = (written: string): Day => `${written.slice(6).padStart(4, "0")}-${written.slice(0, 2)}-${written.slice(3, 5)}`;
