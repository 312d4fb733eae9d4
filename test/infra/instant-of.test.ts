import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf } from "../../infra/local/instant-of.ts";
import { localDayIn } from "../../shared/base/calendar/time-zone.ts";

test.each([
  ["2026-10-09", "Asia/Shanghai", "2026-10-09T04:00:00.000Z"],
  ["2026-10-09T18:30", "Asia/Shanghai", "2026-10-09T10:30:00.000Z"],
  ["2026-10-09T18:30:15", "UTC", "2026-10-09T18:30:15.000Z"],
  ["2026-10-09T18:00:00+08:00", "America/New_York", "2026-10-09T10:00:00.000Z"],
  ["2026-10-09T10:00:00Z", "Asia/Shanghai", "2026-10-09T10:00:00.000Z"],
  // The day on which the clocks go forward: noon is an hour sooner than the day before.
  ["2026-03-28", "Europe/Berlin", "2026-03-28T11:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-29T10:00:00.000Z"],
  ["2026-10-25T03:30", "Europe/Berlin", "2026-10-25T02:30:00.000Z"],
])("instant of: %s in %s is %s", (text, zone, instant) => {
  expect(instantOf(text, zone)).toBe(instant);
});

test.each(["", "now", "2026-02-30", "2026-13-01", "2026-10-09T25:00", "2026-10-09 18:00", "2026-10", "0001-01-01", "10/09/2026"])(
  "%j is no instant",
  (text) => {
    expect(instantOf(text, "Asia/Shanghai")).toBeUndefined();
  },
);

test("instant of: a day is an instant of that day, in every zone", () => {
  const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  const zones = fc.constantFrom("Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Apia", "Africa/Monrovia", "UTC");
  fc.assert(
    fc.property(days, zones, (at, zone) => {
      const day = localDayIn(zone)(at.toISOString());
      expect(localDayIn(zone)(instantOf(day, zone) ?? "")).toBe(day);
    }),
  );
});
