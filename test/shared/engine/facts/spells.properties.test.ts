import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastDayOf, type Month, monthOfDay, monthsBetween } from "../../../../shared/base/calendar/month.ts";
import { parse } from "../../../../shared/base/issues/parse.ts";
import { concernOf } from "../../../../shared/engine/credits/affected-credits.ts";
import { tenureMonths } from "../../../../shared/engine/earnings/attribute-lookup.ts";
import { type Advisor, advisorSchema } from "../../../../shared/engine/facts/advisor.ts";
import { hasLeftBy, isThereIn, type Spell, withLastDay, withReturn } from "../../../../shared/engine/facts/spells.ts";
import { dayAfter } from "../../../support/arbitrary-world.ts";
import { runInPureCore } from "../../../support/pure-core.ts";
import { readScenario } from "../../../support/scenario.ts";

const DAYS = Array.from({ length: 400 }, (_, index) => dayAfter("2025-11-20", index));
const MONTHS = [...new Set(DAYS.map(monthOfDay))];

/** One to three spells in order, the last perhaps still going on. */
const spells = fc
  .record({
    first: fc.nat(90),
    lengths: fc.array(fc.record({ days: fc.nat(70), away: fc.integer({ min: 2, max: 60 }) }), { minLength: 1, maxLength: 3 }),
    isThere: fc.boolean(),
  })
  .map(({ first, lengths, isThere }): Spell[] => {
    let from = dayAfter("2025-12-01", first);
    return lengths.map(({ days, away }, index) => {
      const to = dayAfter(from, days);
      const spell = isThere && index === lengths.length - 1 ? { from } : { from, to };
      from = dayAfter(to, away);
      return spell;
    });
  });

const advisorOf = (content: Partial<Advisor>): Advisor =>
  advisorSchema.parse({ advisorId: "an", name: "An", planId: "partner", revision: 1, ...content });

const isIn = ({ from, to }: Spell, day: string) => from <= day && (to === undefined || day <= to);

describe("spells", () => {
  test("a day is after leaving where a spell ended before it and it lies in none", () => {
    fc.assert(
      fc.property(spells, (spells) => {
        const advisor = advisorOf({ spells });
        const after = DAYS.filter(
          (day) => spells.some(({ to }) => to !== undefined && to < day) && !spells.some((spell) => isIn(spell, day)),
        );
        expect(DAYS.filter((day) => hasLeftBy(advisor, day))).toEqual(after);
      }),
    );
  });

  test("tenure counts from the spell of the month's last day, else from the last begun, else up to the first", () => {
    fc.assert(
      fc.property(spells, (spells) => {
        const advisor = advisorOf({ spells });
        const tenureIn = (month: Month) => {
          const begun = spells.filter(({ from }) => from <= lastDayOf(month));
          const spell = begun.find((each) => isIn(each, lastDayOf(month))) ?? begun.at(-1) ?? spells[0];
          return monthsBetween(monthOfDay(spell?.from ?? ""), month);
        };
        expect(MONTHS.map((month) => tenureMonths(advisor, month))).toEqual(MONTHS.map(tenureIn));
        const [first] = spells;
        for (const month of MONTHS) if (month < monthOfDay(first?.from ?? "")) expect(tenureMonths(advisor, month)).toBeLessThan(0);
      }),
    );
  });

  test("a month has the advisor in it where any of its days lies in a spell", () => {
    fc.assert(
      fc.property(spells, (spells) => {
        const there = new Set(DAYS.filter((day) => spells.some((spell) => isIn(spell, day))).map(monthOfDay));
        expect(MONTHS.filter((month) => isThereIn(advisorOf({ spells }), month))).toEqual(MONTHS.filter((month) => there.has(month)));
      }),
    );
  });

  test("a changed spell concerns the credits from the month of the first day on which leaving differs, and no earlier one", () => {
    fc.assert(
      fc.property(spells, spells, (before, after) => {
        const [was, is] = [advisorOf({ spells: before }), advisorOf({ spells: after, revision: 2 })];
        const first = DAYS.find((day) => hasLeftBy(was, day) !== hasLeftBy(is, day));
        expect(concernOf(was, is)?.monthFrom).toBe(first === undefined ? undefined : monthOfDay(first));
      }),
    );
  });

  test("joinedOn and leftOn are one spell: both forms say the same of every day and month", () => {
    fc.assert(
      fc.property(spells, ([spell]) => {
        const { from: joinedOn, to: leftOn } = spell as Spell;
        const [old, now] = [advisorOf({ joinedOn, leftOn }), advisorOf({ spells: [spell as Spell] })];
        expect(DAYS.map((day) => hasLeftBy(old, day))).toEqual(DAYS.map((day) => hasLeftBy(now, day)));
        expect(MONTHS.map((month) => tenureMonths(old, month))).toEqual(MONTHS.map((month) => tenureMonths(now, month)));
        expect(concernOf(old, now)).toBeUndefined();
      }),
    );
  });

  const EXAMPLES = join(import.meta.dirname, "../../../examples");
  const leavers = readdirSync(EXAMPLES).filter((name) => /leav|ramp/.test(name));
  test.each(leavers)("the example %s gives the same statements with spells instead of joinedOn and leftOn", (name) => {
    const scenario = readScenario(join(EXAMPLES, name));
    const spelled = (advisor: Record<string, unknown>) => {
      const { joinedOn, leftOn, spells = [{ from: joinedOn, ...(leftOn === undefined ? {} : { to: leftOn }) }], ...rest } = advisor;
      return { ...rest, spells };
    };
    const inSpells = runInPureCore({
      ...scenario,
      advisors: scenario.advisors.map(spelled),
      steps: scenario.steps.map((step) => ("advisor" in step ? { advisor: spelled(step.advisor) } : step)),
    });
    expect(inSpells.statements.length).toBeGreaterThan(0);
    expect(inSpells.statements).toEqual(runInPureCore(scenario).statements);
  });

  test("whoever comes back has one spell more, and whoever leaves again leaves the last", () => {
    const left = advisorOf({ joinedOn: "2026-03-01", leftOn: "2026-05-31" });
    const back = advisorSchema.parse(withReturn(left, "2026-08-01"));
    expect(back.spells).toEqual([{ from: "2026-03-01", to: "2026-05-31" }, { from: "2026-08-01" }]);
    expect(back).not.toHaveProperty("joinedOn");
    expect(withLastDay(back, "2026-09-30").spells?.at(-1)).toEqual({ from: "2026-08-01", to: "2026-09-30" });
    expect(withLastDay(withLastDay(back, "2026-09-30"), undefined)).toEqual(back);
    expect(withLastDay(left, undefined).leftOn).toBeUndefined();
  });
});

describe("an advisor whose spells can't be", () => {
  test.each([
    ["none", [], ["too-few"]],
    ["out of order", [{ from: "2026-05-01", to: "2026-06-01" }, { from: "2026-01-01" }], ["spells-too-close"]],
    ["without a day between", [{ from: "2026-01-01", to: "2026-01-31" }, { from: "2026-02-01" }], ["spells-too-close"]],
    ["on one day", [{ from: "2026-01-01", to: "2026-01-31" }, { from: "2026-01-31" }], ["spells-too-close"]],
    ["one that never ended before another", [{ from: "2026-01-01" }, { from: "2026-02-01" }], ["spell-unfinished"]],
    ["ended before it began", [{ from: "2026-01-02", to: "2026-01-01" }], ["spell-ends-early"]],
    ["after the last of days", [{ from: "2026-01-01", to: "9999-12-31" }, { from: "9999-12-31" }], ["spells-too-close"]],
  ])("%s: is refused", (_, spells, codes) => {
    const parsed = parse(advisorSchema, { advisorId: "an", name: "An", revision: 1, spells });
    expect(parsed.ok ? [] : parsed.issues.map(({ code }) => code)).toEqual(codes);
  });

  test("a day between is enough, also at a month's end; what spells overrule is ignored and not kept", () => {
    const spells = [{ from: "2024-01-01", to: "2024-02-28" }, { from: "2024-03-01" }];
    const sent = { advisorId: "an", name: "An", revision: 1, joinedOn: "2026-05-01", leftOn: "2026-01-01", spells };
    expect(advisorSchema.parse(sent)).toEqual({ advisorId: "an", name: "An", revision: 1, spells });
  });

  test("neither joinedOn nor spells: is refused", () => {
    const { error } = advisorSchema.safeParse({ advisorId: "an", name: "An", revision: 1 });
    expect(error?.issues).toMatchObject([{ path: ["joinedOn"], message: "joined-on-missing" }]);
  });
});
