import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Day, monthOfDay } from "../../../../shared/base/calendar/month.ts";
import { concernOf, firstMonthConcerned, isConcerned } from "../../../../shared/engine/credits/affected-credits.ts";
import { advisorSchema, managerOn, planIdOn } from "../../../../shared/engine/facts/advisor.ts";
import { advisorContent, dayAfter } from "../../../support/arbitrary-world.ts";

describe("a new revision of an advisor", () => {
  const day = fc.nat(120).map((days) => dayAfter("2026-01-01", days));
  const month = day.map(monthOfDay);
  const credit = fc.record({ bookedOn: day, month });
  const known = advisorContent(fc.constant("an"), fc.constant(1)).map((content) => advisorSchema.parse(content));

  test("with another manager from a day on concerns exactly the credits booked from that day", () => {
    fc.assert(
      fc.property(known, day, fc.constantFrom(0, 1, 60), fc.constantFrom(-60, -1, 0, 1, 60), month, (before, from, days, off, month) => {
        const lastMove = [...(before.managers ?? []).map((each) => each.from), from].sort().at(-1) ?? from;
        const movedOn = dayAfter(lastMove, days);
        const after = { ...before, revision: 2, managers: [...(before.managers ?? []), { managerId: "somebody new", from: movedOn }] };
        const concern = concernOf(before, after);
        expect(concern && isConcerned(concern, { bookedOn: dayAfter(movedOn, off), month })).toBe(off >= 0);
      }),
    );
  });

  test("concerns every credit of a day on which the advisor has another plan or manager, and none before the first such day", () => {
    const revised = advisorContent(fc.constant("an"), fc.constant(2)).map((content) => advisorSchema.parse(content));
    fc.assert(
      fc.property(known, revised, (before, after) => {
        const days = Array.from({ length: 160 }, (_, index) => dayAfter("2025-11-30", index));
        const isOther = (on: Day) => planIdOn(before, on) !== planIdOn(after, on) || managerOn(before, on) !== managerOn(after, on);
        const firstOther = days.find(isOther);
        const { bookedFrom } = concernOf(before, after) ?? {};
        const concerned = days.filter((bookedOn) => bookedFrom !== undefined && isConcerned({ bookedFrom }, { bookedOn, month: "" }));
        expect(concerned).toEqual(days.filter((on) => firstOther !== undefined && on >= firstOther));
      }),
    );
  });

  test("with another name, store or day of joining concerns none; a registration concerns all", () => {
    fc.assert(
      fc.property(known, day, credit, (before, from, credit) => {
        // As many days earlier as leave the order of joining and leaving as it is.
        const joinedOn = dayAfter(before.joinedOn ?? from, -30);
        const earlier = before.spells === undefined ? { joinedOn } : {};
        const renamed = { ...before, revision: 2, name: "another", ...earlier, stores: [{ storeId: "s9", from }] };
        expect(concernOf(before, renamed)).toBeUndefined();
        expect(isConcerned(concernOf(undefined, before) ?? {}, credit)).toBe(true);
      }),
    );
  });

  test("that is the advisor's first is a registration: what waits for them is concerned, from whatever day", () => {
    const first = advisorSchema.parse({ advisorId: "an", name: "An", joinedOn: "2026-01-15", revision: 1 });
    expect(concernOf(undefined, first)).toEqual({ bookedFrom: "0000-01-01", isRegistration: true });
  });

  test("with another plan or another manager of all days concerns all, where the advisor had no assignments and no managers", () => {
    const before = advisorSchema.parse({ advisorId: "an", name: "An", joinedOn: "2026-01-15", planId: "partner", revision: 1 });
    expect(concernOf(before, { ...before, planId: "junior" })).toEqual({ bookedFrom: "0000-01-01" });
    expect(concernOf(before, { ...before, managers: [{ managerId: "bo", from: "2026-02-01" }] })).toEqual({ bookedFrom: "2026-02-01" });
    expect(concernOf(before, { ...before, leftOn: "2026-02-10" })).toEqual({ monthFrom: "2026-02" });
    expect(concernOf(before, { ...before, leftOn: "2026-02-28" })).toEqual({ monthFrom: "2026-03" });
    expect(concernOf(before, { ...before, revision: 2 })).toBeUndefined();
  });
});

test("affected credits: a log is read from the earliest month that a change can concern; from the beginning where it concerns all", () => {
  expect(firstMonthConcerned([{ bookedFrom: "2026-10-05" }])).toBe("2026-10");
  expect(firstMonthConcerned([{ bookedFrom: "2026-10-05", monthFrom: "2026-08" }])).toBe("2026-08");
  expect(firstMonthConcerned([{ monthFrom: "2026-08" }])).toBe("2026-08");
  expect(firstMonthConcerned([{ bookedFrom: "2026-10-05" }, { bookedFrom: "2026-07-31" }])).toBe("2026-07");
  expect(firstMonthConcerned([{ bookedFrom: "0000-01-01", isRegistration: true }])).toBe("0000-01");
  expect(firstMonthConcerned([{}])).toBe("0000-01");
  const leaving = { monthFrom: "2026-08" };
  const concerned = ["2026-07", "2026-08", "2026-09"].map((month) => isConcerned(leaving, { bookedOn: "2026-01-01", month }));
  expect(concerned).toEqual([false, true, true]);
});
