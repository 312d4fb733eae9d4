import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Decimal, ONE, parseDecimal, type Ratio } from "../../../../shared/base/money/money.ts";
import { explainComponents } from "../../../../shared/engine/earnings/explain.ts";
import { climbTiers, reachedAt, type Target, targetRate } from "../../../../shared/engine/earnings/tiers.ts";
import type { CompiledLadder, CompiledStep } from "../../../../shared/engine/plan/components/tiers.ts";
import type { Content, Step } from "../../../support/scenario.ts";
import { earned, earningsOf, given, li, MONTH, plan, sale } from "../small-facts.ts";

/** 1% below four fifths of the target, 2% from there, 3% from the whole of it on. */
const STEPS = [
  { from: "0", rate: "0.01" },
  { from: "0.8", rate: "0.02" },
  { from: "1", rate: "0.03" },
];

const stepsOf = (terms: readonly { readonly from: string; readonly rate: string }[]): CompiledStep[] =>
  terms.map(({ from, rate }, index) => {
    const next = terms[index + 1];
    return { from: parseDecimal(from), rate: parseDecimal(rate), to: next && parseDecimal(next.from) };
  });
const ladder = (mode: CompiledLadder["mode"], steps = stepsOf(STEPS)): CompiledLadder => ({
  mode,
  measure: "units",
  target: "target",
  period: "month",
  of: () => true,
  steps,
});
const target = (value: string): Target => ({ value: parseDecimal(value), month: MONTH });
const percent = ({ numerator, denominator }: Ratio): number => Number((numerator * 100n) / denominator);
const isEqual = (left: Ratio, right: Ratio): boolean => left.numerator * right.denominator === right.numerator * left.denominator;

describe("a whole ladder of attainment", () => {
  const reached = (of: string, measured: bigint) => percent(targetRate(ladder("whole"), target(of), 0n, measured).rate);

  test("reaches a step exactly at its part of the target", () => {
    expect([79n, 80n, 99n, 100n, 500n].map((measured) => reached("100", measured))).toEqual([1, 2, 2, 3, 3]);
    // Four fifths of 12.5 are 10, of 12.51 a little more.
    expect([reached("12.5", 10n), reached("12.51", 10n), reached("12.51", 11n)]).toEqual([2, 1, 2]);
  });

  test("is at its first step below 0", () => {
    expect(reached("100", -1n)).toBe(1);
  });

  test("says in which step of the plan it stands, what was measured, and against which target", () => {
    const steps = stepsOf(STEPS);
    const climbed = targetRate(ladder("whole", steps), target("100"), 30n, 55n);
    expect(climbed).toMatchObject({ climbedFrom: 30n, measured: 85n, stretches: [], target: target("100") });
    expect(climbed.step).toBe(steps[1]);
  });
});

describe("a marginal ladder of attainment", () => {
  test("climbs stretches that end at parts of the target, each at its step of the plan", () => {
    const steps = stepsOf(STEPS);
    const { stretches, partsOfOne, rate, step, climbedFrom, measured } = targetRate(ladder("marginal", steps), target("100"), 70n, 40n);
    expect(stretches.map(({ from, to, step }) => [from / partsOfOne, to / partsOfOne, steps.indexOf(step)])).toEqual([
      [70n, 80n, 0],
      [80n, 100n, 1],
      [100n, 110n, 2],
    ]);
    expect([climbedFrom, measured, steps.indexOf(step)]).toEqual([70n, 110n, 2]);
    // 10 at 1%, 20 at 2% and 10 at 3%, of 40.
    expect(isEqual(rate, { numerator: 80n, denominator: 4_000n })).toBe(true);
  });

  test("bends within a fen where a part of the target is a fraction of it", () => {
    const { stretches, partsOfOne, rate } = targetRate(ladder("marginal"), target("0.5"), 0n, 1n);
    expect(stretches.map(({ from, to }) => [(from * 10n) / partsOfOne, (to * 10n) / partsOfOne])).toEqual([
      [0n, 4n],
      [4n, 5n],
      [5n, 10n],
    ]);
    expect(isEqual(rate, { numerator: 4n + 2n + 15n, denominator: 1_000n })).toBe(true);
  });

  test("of a whole target pays what a ladder pays whose steps begin at those numbers", () => {
    const amount = fc.bigInt({ min: -2_000n, max: 2_000n });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        amount,
        amount,
        fc.constantFrom("whole", "marginal"),
        (tens, earlier, ofMonth, mode) => {
          const scaled = (part: Decimal) => (part * BigInt(tens * 10)) / ONE;
          const steps = stepsOf(STEPS).map(({ from, rate, to }) => ({ from: scaled(from), rate, to: to && scaled(to) }));
          const [byTarget, bySteps] = [
            targetRate(ladder(mode), target(String(tens * 10)), earlier, ofMonth),
            climbTiers(ladder(mode, steps), earlier, ofMonth),
          ];
          expect(isEqual(byTarget.rate, bySteps.rate)).toBe(true);
          expect([byTarget.climbedFrom, byTarget.measured]).toEqual([bySteps.climbedFrom, bySteps.measured]);
          expect(byTarget.stretches.map(({ from, to }) => [from / byTarget.partsOfOne, to / byTarget.partsOfOne])).toEqual(
            bySteps.stretches.map(({ from, to }) => [from, to]),
          );
        },
      ),
    );
  });
});

describe("without a target", () => {
  test("the first step pays, whatever was measured", () => {
    for (const mode of ["whole", "marginal"] as const) {
      const { rate, stretches, target, ...rest } = targetRate(ladder(mode), undefined, 200n, 300n);
      expect([percent(rate), stretches, target, rest.climbedFrom, rest.measured]).toEqual([1, [], undefined, 200n, 500n]);
    }
    expect(targetRate(ladder("whole"), undefined, -200n, 300n)).toMatchObject({ climbedFrom: 0n, measured: 100n });
  });

  test("a ladder still has at least one step", () => {
    for (const aim of [undefined, target("100")]) expect(() => targetRate(ladder("whole", []), aim, 0n, 1n)).toThrow("at least one step");
  });
});

test("attainment: a part of a target is reached at the least whole number that is not below it", () => {
  const at = (part: string, of: string) => reachedAt(parseDecimal(part), target(of));
  expect([at("0.8", "100"), at("0.8", "12.5"), at("0.8", "12.51"), at("0.000000001", "1"), at("1.2", "10")]).toEqual([
    80n,
    10n,
    11n,
    1n,
    12n,
  ]);
});

/** A share by the steps above, measured in sales unless told otherwise. */
const tour = (tiers: Content = {}): Content => ({
  id: "tour",
  kind: "share",
  tiers: { mode: "whole", measure: "attainment", target: "goal", steps: STEPS, ...tiers },
});

describe("a month's target", () => {
  const paid = (...facts: readonly Step[]) => earned([plan([tour()]), li(), sale(1_000), ...facts]).tour;

  test("is the one given for that very month: the one before it has passed, the next is not yet due", () => {
    expect(paid(given({ goal: "1000" }))).toBe(30n);
    expect(paid(given({ goal: "1000" }, "2026-02"))).toBe(10n);
    expect(paid(given({ goal: "1000" }, "2026-04"))).toBe(10n);
    expect(paid(given({ goal: "1000" }, "2026-02"), given({ goal: "1250" }), given({ goal: "1" }, "2026-04"))).toBe(20n);
  });

  test("is the one of the attribute that the plan names, and is none where it is 0 or less", () => {
    expect(paid(given({ other: "1000" }))).toBe(10n);
    expect([paid(given({ goal: "0" })), paid(given({ goal: "-1000" })), paid(given({ goal: "0.000000001" }))]).toEqual([10n, 10n, 30n]);
  });

  test("is the advisor's own, never the store's", () => {
    const inStore = li({ stores: [{ storeId: "s1", from: "2020-01-01" }] });
    const ofStore: Step = { attributes: { storeId: "s1", month: MONTH, values: { goal: "1000" }, revision: 1 } };
    expect(earned([plan([tour()]), inStore, ofStore, sale(1_000)]).tour).toBe(10n);
  });

  test("is set against units where the plan says so", () => {
    const facts = [plan([tour({ basis: "units" })]), li(), sale(1_000), sale(2_000), given({ goal: "2" })];
    expect(earned(facts).tour).toBe(90n);
    expect(earned([...facts, given({ goal: "2.5" }, MONTH, 2)]).tour).toBe(60n);
    expect(earned([...facts, given({ goal: "2.6" }, MONTH, 2)]).tour).toBe(30n);
  });
});

describe("a year's target", () => {
  const yearly = plan([tour({ period: "year" })]);
  const paid = (...facts: readonly Step[]) => earned([yearly, li(), sale(900, "2026-01-10"), sale(100), ...facts]).tour;

  test("is the last one given for a month of the calendar year up to this one, of what the year sold so far", () => {
    expect(paid(given({ goal: "1000" }, "2026-01"))).toBe(3n);
    expect(paid(given({ goal: "1000" }, "2026-01"), given({ goal: "1250" }, "2026-02"))).toBe(2n);
    expect(paid(given({ goal: "1000" }, "2026-01"), given({ goal: "1" }, "2026-04"))).toBe(3n);
  });

  test("is none where only another year gave one", () => {
    expect(paid(given({ goal: "1000" }, "2025-12"))).toBe(1n);
  });
});

describe("a bonus for attainment", () => {
  const club = (when: Content = {}): Content => ({
    id: "club",
    kind: "bonus",
    amount: 500,
    when: { measure: "attainment", target: "goal", atLeast: "0.8", ...when },
  });
  const isReached = (when: Content, ...facts: readonly Step[]) => earned([plan([club(when)]), li(), ...facts]).club !== undefined;

  test("is reached exactly at its part of the target, by sales or by units", () => {
    const goal = given({ goal: "1250" });
    expect([isReached({}, goal, sale(1_000)), isReached({}, goal, sale(999))]).toEqual([true, false]);
    const two = [sale(1), sale(2)];
    const ofUnits = (goal: string) => isReached({ basis: "units" }, ...two, given({ goal }));
    expect([ofUnits("2.5"), ofUnits("2.500000001")]).toEqual([true, false]);
  });

  test("is not reached without a target for the month, whatever was sold", () => {
    expect(isReached({}, sale(1_000_000))).toBe(false);
    expect(isReached({}, sale(1_000_000), given({ goal: "1" }, "2026-02"))).toBe(false);
  });

  test("measures what it names alone", () => {
    const train = { of: { product: ["train"] } };
    expect(isReached(train, given({ goal: "1250" }), sale(1_000))).toBe(false);
    expect(isReached(train, given({ goal: "1250" }), sale(1_000, undefined, { product: "train" }))).toBe(true);
  });

  test("is explained by what was measured, the least whole number that reaches it, and its part of which target", () => {
    const [explained] = explainComponents(earningsOf([plan([club()]), li(), sale(1_001), given({ goal: "1250.5" })]));
    expect(explained).toEqual({
      kind: "bonus",
      id: "club",
      planId: "partner",
      version: 1,
      amount: 500n,
      measured: 1_001n,
      limit: 1_001n,
      target: { by: "goal", value: "1250.5", givenFor: MONTH },
      atLeast: "0.8",
    });
  });
});

describe("a ladder of attainment explained", () => {
  const rateOf = (...facts: readonly Step[]) => {
    const [explained] = explainComponents(
      earningsOf([plan([tour({ mode: "marginal", basis: "units" })]), li(), sale(1), sale(2), ...facts]),
    );
    return explained !== undefined && "rate" in explained ? explained.rate : undefined;
  };

  test("tells steps as parts of the target, and stretches as exact numbers", () => {
    expect(rateOf(given({ goal: "2" }))).toEqual({
      kind: "ladder",
      mode: "marginal",
      measure: "attainment",
      basis: "units",
      target: { by: "goal", value: "2", givenFor: MONTH },
      period: "month",
      climbedFrom: 0n,
      measured: 2n,
      step: { from: "1", rate: "0.03" },
      stretches: [
        { from: "0", to: "8/5", rate: "0.01" },
        { from: "8/5", to: "2", rate: "0.02" },
      ],
      rate: "3/250",
    });
  });

  test("without a target tells the attribute alone, and the first step's rate", () => {
    expect(rateOf()).toMatchObject({ target: { by: "goal" }, step: { from: "0", rate: "0.01" }, stretches: [], rate: "1/100" });
  });
});

test("attainment: components without their credits stand by their id, like those with them", () => {
  const share = (id: string) => ({ id, kind: "share", rate: "0.1" });
  const bonus = (id: string) => ({ id, kind: "bonus", amount: 5, when: { measure: "units", atLeast: 1 } });
  const bare = explainComponents(earningsOf([plan([bonus("b"), share("c"), bonus("d"), share("a")]), li(), sale(1_000)]));
  expect(bare.map(({ id, kind, amount }) => [id, kind, amount])).toEqual([
    ["a", "share", 100n],
    ["b", "bonus", 5n],
    ["c", "share", 100n],
    ["d", "bonus", 5n],
  ]);
  expect(bare.every((component) => !("credits" in component))).toBe(true);
});
