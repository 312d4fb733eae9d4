import type { Day } from "./month.ts";

const SLOT_MS = 1_800_000;
const byZone = new Map<string, (instant: string) => Day>();

/**
 * A function from instants to local days in a time zone (IANA name).
 * Offsets are cached by half hour; within one in which the zone changed (some did a minute past the hour) none is.
 * @throws RangeError when the zone is unknown.
 */
export function localDayIn(timeZone: string): (instant: string) => Day {
  const known = byZone.get(timeZone) ?? makeLocalDay(timeZone);
  byZone.set(timeZone, known);
  return known;
}

function makeLocalDay(timeZone: string): (instant: string) => Day {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const offsets = new Map<number, number | "changes">();
  const days = new Map<string, Day>();
  return (instant) => {
    // One order asks for the same few instants again and again.
    let day = days.get(instant);
    if (day === undefined) {
      if (days.size > 20_000) days.clear();
      day = dayOf(instant);
      days.set(instant, day);
    }
    return day;
  };

  function dayOf(instant: string): Day {
    const at = Date.parse(instant);
    const slot = Math.floor(at / SLOT_MS);
    let offset = offsets.get(slot);
    if (offset === undefined) {
      const [first, last] = [offsetAt(slot * SLOT_MS, format), offsetAt((slot + 1) * SLOT_MS - 1_000, format)];
      offset = first === last ? first : "changes";
      if (offsets.size > 100_000) offsets.clear();
      offsets.set(slot, offset);
    }
    const known = offset === "changes" ? offsetAt(Math.floor(at / 1_000) * 1_000, format) : offset;
    return new Date(at + known).toISOString().slice(0, 10);
  }
}

function offsetAt(at: number, format: Intl.DateTimeFormat): number {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  // Date.UTC takes the years before 100 for those of the twentieth century.
  return new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year, month - 1, day) - at;
}
