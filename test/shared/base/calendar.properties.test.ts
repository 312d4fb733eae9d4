import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  januaryOf,
  lastDayOf,
  monthNumber,
  monthOfDay,
  monthsBetween,
  monthsOf,
  yearOf,
} from "../../../shared/base/calendar/month.ts";
import { localDayIn } from "../../../shared/base/calendar/time-zone.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe("months", () => {
  const month = fc
    .date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 7));

  test("added to a month lie between it and the month that this gives", () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -600, max: 600 }), (from, count) => {
        const to = addMonths(from, count);
        expect(monthsBetween(from, to)).toBe(count);
        expect(addMonths(to, -count)).toBe(from);
      }),
    );
  });

  test("are written with four digits of the year, so that texts compare", () => {
    expect(addMonths("1000-01", -1)).toBe("0999-12");
    expect(addMonths("0009-12", 1)).toBe("0010-01");
  });

  test("compare as text as they do in time", () => {
    fc.assert(
      fc.property(month, month, (left, right) => {
        expect(left < right).toBe(monthNumber(left) < monthNumber(right));
      }),
    );
  });

  test("end on the day before the next month begins", () => {
    fc.assert(
      fc.property(month, (each) => {
        const next = new Date(Date.parse(lastDayOf(each)) + DAY_MS).toISOString().slice(0, 10);
        expect(next).toBe(`${addMonths(each, 1)}-01`);
        expect(monthOfDay(lastDayOf(each))).toBe(each);
      }),
    );
  });

  test("end on the 29th of February in leap years, which centuries are once in four", () => {
    expect(["2026-02", "2028-02", "2100-02", "2000-02", "2026-04", "2026-12"].map(lastDayOf)).toEqual([
      ...["2026-02-28", "2028-02-29", "2100-02-28", "2000-02-29", "2026-04-30", "2026-12-31"],
    ]);
  });

  test("of a range are all from its first to its last, in order", () => {
    expect(monthsOf({ from: "2026-11", to: "2027-02" })).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
    expect(monthsOf({ from: "2026-11", to: "2026-11" })).toEqual(["2026-11"]);
    expect(monthsOf({ from: "2026-11", to: "2026-10" })).toEqual([]);
  });

  test("belong to the year that begins in its January", () => {
    fc.assert(
      fc.property(month, (each) => {
        expect(yearOf(januaryOf(each))).toBe(yearOf(each));
        expect(addMonths(januaryOf(each), -1) < each && addMonths(januaryOf(each), 12) > each).toBe(true);
      }),
    );
  });
});

describe("days", () => {
  test("added to a day pass over the ends of months and years, both ways", () => {
    const days = [addDays("2026-12-31", 1), addDays("2027-01-01", -1), addDays("2028-02-28", 1), addDays("2026-10-13", 0)];
    expect(days).toEqual(["2027-01-01", "2026-12-31", "2028-02-29", "2026-10-13"]);
    expect([addDays("2026-01-01", 365), addDays("2026-10-13", -10)]).toEqual(["2027-01-01", "2026-10-03"]);
  });
});

describe("the local day of an instant", () => {
  test("of the first century lies in it", () => {
    const days = ["0002-01-05T00:00:00Z", "0099-12-31T20:00:00Z", "0100-06-05T00:00:00Z"].map(localDayIn("Asia/Shanghai"));
    expect(days).toEqual(["0002-01-05", "0100-01-01", "0100-06-05"]);
  });

  const zones = Intl.supportedValuesOf("timeZone");

  /** The day by the zone's offset from UTC at the instant, as the standard library writes it: GMT+05:45. */
  const dayByOffset = (timeZone: string) => {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    return (at: number) => {
      const written = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
      const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(written) ?? [];
      const offset = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * MINUTE_MS + Number(seconds ?? 0) * 1_000;
      return new Date(at + (sign === "-" ? -offset : offset)).toISOString().slice(0, 10);
    };
  };

  /** The instants of a year at which a zone changes its offset, to the minute. */
  const changesOfOffset = (timeZone: string, year: number): number[] => {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const offset = (at: number) => format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
    const changes: number[] = [];
    for (let from = Date.UTC(year, 0, 1); from < Date.UTC(year + 1, 0, 1); from += 7 * DAY_MS) {
      let [before, after] = [from, from + 7 * DAY_MS];
      if (offset(before) === offset(after)) continue;
      while (after - before > MINUTE_MS) {
        const middle = before + Math.floor((after - before) / (2 * MINUTE_MS)) * MINUTE_MS;
        if (offset(middle) === offset(before)) before = middle;
        else after = middle;
      }
      changes.push(after);
    }
    return changes;
  };

  test("is that of its zone's offset, in every zone, and however the instant writes its offset", () => {
    const instant = fc.date({ min: new Date("1975-01-01"), max: new Date("2037-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(instant, { minLength: 5, maxLength: 20 }),
        fc.integer({ min: -14, max: 14 }),
        (zone, instants, hours) => {
          const [localDay, expected] = [localDayIn(zone), dayByOffset(zone)];
          const offset = `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
          for (const date of instants) {
            const shifted = `${new Date(date.getTime() + hours * 60 * MINUTE_MS).toISOString().slice(0, -1)}${offset}`;
            expect(localDay(shifted)).toBe(expected(date.getTime()));
          }
        },
      ),
    );
  });

  test.each([
    ["Asia/Shanghai", 1988],
    ["Asia/Kathmandu", 1985],
    ["Europe/Lisbon", 2026],
    ["America/New_York", 2026],
    ["America/Santiago", 2026],
    ["America/Havana", 2026],
    ["Asia/Beirut", 2026],
    ["Australia/Lord_Howe", 2026],
    ["Pacific/Chatham", 2026],
    ["Pacific/Apia", 2011],
    ["Asia/Pyongyang", 2018],
    // Newfoundland put its clocks back at 00:01 until 2011: to the day before.
    ["America/St_Johns", 2010],
  ])("is right around each change of the clocks: %s, %i", (zone, year) => {
    const [localDay, expected] = [localDayIn(zone), dayByOffset(zone)];
    const changes = changesOfOffset(zone, year);
    expect(changes.length).toBeGreaterThan(0);
    for (const change of changes) {
      // The minute before and after too: a change needn't fall on five minutes.
      for (const minutes of [-1, 1, ...Array.from({ length: 73 }, (_, index) => index * 5 - 180)]) {
        const at = change + minutes * MINUTE_MS;
        const instant = new Date(at).toISOString();
        expect([instant, localDay(instant)]).toEqual([instant, expected(at)]);
      }
    }
  });

  test("changes at the zone's midnight, with its offset of that day", () => {
    const day = localDayIn("Asia/Shanghai");
    expect([day("2026-10-12T15:59:59Z"), day("2026-10-12T16:00:00Z"), day("2026-10-13T00:00:00+08:00")]).toEqual([
      ...["2026-10-12", "2026-10-13", "2026-10-13"],
    ]);
    // Back at 00:01 to 23:01 of the day before.
    const newfoundland = localDayIn("America/St_Johns");
    expect(["02:30:30", "02:45:00", "03:30:00"].map((time) => newfoundland(`2010-11-07T${time}Z`))).toEqual([
      ...["2010-11-07", "2010-11-06", "2010-11-07"],
    ]);
  });

  test("of a zone that is unknown, or a text that is no instant, is refused", () => {
    expect(() => localDayIn("Asia/Nowhere")).toThrow(RangeError);
    expect(() => localDayIn("Asia/Shanghai")("yesterday")).toThrow(RangeError);
  });
});
