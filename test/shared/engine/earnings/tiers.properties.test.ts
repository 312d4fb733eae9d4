import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ONE, parseDecimal, type Ratio, ratioOf } from "../../../../shared/base/money/money.ts";
import { climbTiers } from "../../../../shared/engine/earnings/tiers.ts";
import type { CompiledLadder, CompiledStep } from "../../../../shared/engine/plan/components/tiers.ts";
import { ladderSteps } from "../../../support/arbitrary-plan.ts";

const HIGHEST = 1_000_000;
const steps = ladderSteps(HIGHEST).map((all): CompiledStep[] =>
  all.map(({ from, rate }, index) => {
    const next = all[index + 1];
    return { from: BigInt(from), rate: parseDecimal(rate), to: next && BigInt(next.from) };
  }),
);
const ladder = (mode: CompiledLadder["mode"], steps: readonly CompiledStep[]): CompiledLadder => ({
  mode,
  measure: "sales",
  target: undefined,
  period: "year",
  of: () => true,
  steps,
});

/** What a measure pays slab by slab, in billionths of a fen: each stretch between two steps at the lower one's rate. */
function paidBySlabs(steps: readonly CompiledStep[], measure: bigint): bigint {
  let paid = 0n;
  for (const { from, to, rate } of steps) {
    const end = to === undefined || measure < to ? measure : to;
    if (end > from) paid += (end - from) * rate;
  }
  return paid;
}

/** What a rate makes of a base, in billionths of a fen; the fraction must come out even. */
function paidAt({ numerator, denominator }: Ratio, base: bigint): bigint {
  const exact = base * numerator * ONE;
  expect(exact % denominator).toBe(0n);
  return exact / denominator;
}

const measure = fc.bigInt({ min: 0n, max: 2n * BigInt(HIGHEST) });
const below0 = fc.bigInt({ min: -BigInt(HIGHEST), max: -1n });

describe("a marginal ladder", () => {
  test("pays, where the base is what is measured, the sum over the slabs", () => {
    fc.assert(
      fc.property(steps, measure, (steps, measure) => {
        expect(paidAt(climbTiers(ladder("marginal", steps), 0n, measure).rate, measure)).toBe(paidBySlabs(steps, measure));
      }),
    );
  });

  test("over the months of a year pays what the year's total pays, exactly", () => {
    fc.assert(
      fc.property(steps, fc.array(measure, { maxLength: 12, size: "max" }), (steps, months) => {
        let [stopped, paid] = [0n, 0n];
        for (const ofMonth of months) {
          paid += paidAt(climbTiers(ladder("marginal", steps), stopped, ofMonth).rate, ofMonth);
          stopped += ofMonth;
        }
        expect(paid).toBe(paidBySlabs(steps, stopped));
      }),
    );
  });

  test("climbs from 0 where the earlier months stopped below it", () => {
    fc.assert(
      fc.property(steps, below0, measure, (steps, earlier, stands) => {
        const climbed = climbTiers(ladder("marginal", steps), earlier, stands - earlier);
        expect(climbed).toEqual(climbTiers(ladder("marginal", steps), 0n, stands));
      }),
    );
  });

  test("that did not rise pays the rate of the step in which it stands", () => {
    fc.assert(
      fc.property(steps, measure, fc.oneof(below0, fc.constant(0n)), (steps, earlier, ofMonth) => {
        const { rate, stretches } = climbTiers(ladder("marginal", steps), earlier, ofMonth);
        expect(stretches).toEqual([]);
        expect(rate).toEqual(climbTiers(ladder("whole", steps), earlier, ofMonth).rate);
      }),
    );
  });

  test("tells the stretches that it climbed, each at its step, without a gap", () => {
    fc.assert(
      fc.property(steps, measure, measure, (steps, earlier, ofMonth) => {
        const { stretches, climbedFrom, measured, rate } = climbTiers(ladder("marginal", steps), earlier, ofMonth);
        if (ofMonth === 0n) return;
        expect([climbedFrom, ...stretches.map(({ to }) => to)]).toEqual([...stretches.map(({ from }) => from), measured]);
        const paid = stretches.reduce((total, { from, to, step }) => total + (to - from) * step.rate, 0n);
        expect(paid).toBe(paidAt(rate, ofMonth));
      }),
    );
  });
});

describe("the stretches of a ladder of two steps", () => {
  const two: CompiledStep[] = [
    { from: 0n, to: 100n, rate: 1n },
    { from: 100n, to: undefined, rate: 2n },
  ];
  const climbed = (earlier: bigint, ofMonth: bigint) =>
    climbTiers(ladder("marginal", two), earlier, ofMonth).stretches.map(({ from, to, step }) => [from, to, step.rate]);

  test("end and begin exactly at the step, and none is empty", () => {
    expect(climbed(0n, 100n)).toEqual([[0n, 100n, 1n]]);
    expect(climbed(100n, 1n)).toEqual([[100n, 101n, 2n]]);
    expect(climbed(99n, 2n)).toEqual([
      [99n, 100n, 1n],
      [100n, 101n, 2n],
    ]);
  });

  test("are of at least one step", () => {
    expect(() => climbTiers(ladder("whole", []), 0n, 1n)).toThrow("at least one step");
  });
});

describe("a whole ladder", () => {
  test("reaches a step exactly at its threshold, and not a fen before", () => {
    fc.assert(
      fc.property(steps, measure, (steps, earlier) => {
        for (const [index, step] of steps.entries()) {
          expect(climbTiers(ladder("whole", steps), earlier, step.from - earlier).step).toBe(step);
          const before = steps[index - 1] ?? step;
          expect(climbTiers(ladder("whole", steps), earlier, step.from - 1n - earlier).step).toBe(before);
        }
      }),
    );
  });

  test("pays everything at the rate of the highest step reached, the first below 0 too", () => {
    fc.assert(
      fc.property(steps, fc.oneof(measure, below0), (steps, measured) => {
        const reached = steps.filter(({ from }) => from <= measured).at(-1) ?? steps[0];
        expect(climbTiers(ladder("whole", steps), 0n, measured).rate).toEqual(ratioOf(reached?.rate ?? 0n));
      }),
    );
  });
});
