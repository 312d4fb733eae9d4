import type { Month } from "../../base/calendar/month.ts";
import { type Decimal, max, min, ONE, type Ratio, ratioOf } from "../../base/money/money.ts";
import type { CompiledLadder, CompiledStep } from "../plan/components/tiers.ts";

/** A stretch of a ladder that was climbed, at the rate of its step; in parts of a minor unit or unit, see `partsOfOne`. */
export interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
  readonly step: CompiledStep;
}

/** The rate that a ladder gives, and how it came about. */
export interface TierRate {
  readonly rate: Ratio;
  /** Where the year's earlier months stopped; 0 for a monthly ladder. Not below 0. */
  readonly climbedFrom: bigint;
  /** Where the measure stands now; may be negative. */
  readonly measured: bigint;
  /** What was climbed, for a marginal ladder that rose; else empty. */
  readonly stretches: readonly Stretch[];
  /** How many parts of `stretches` make one minor unit or unit: more than 1 where a target's parts are fractions. */
  readonly partsOfOne: bigint;
  /** The step in which the measure stands. */
  readonly step: CompiledStep;
  /** What was aimed at, where it is measured against a target; none where there is none above 0. */
  readonly target?: Target | undefined;
}

/** A target that was given: minor units for sales, as a decimal. */
export interface Target {
  readonly value: Decimal;
  readonly month: Month;
}

/** Billionths of a target, times a decimal: so many parts make one. */
const PARTS = ONE * ONE;

/**
 * The rate of a ladder whose steps are parts of a target: its steps begin at so many times the target, compared exactly.
 * Without a target the first step pays.
 */
export function targetRate(ladder: CompiledLadder, target: Target | undefined, earlier: bigint, ofMonth: bigint): TierRate {
  const [first] = ladder.steps;
  if (first === undefined) throw new Error("a ladder has at least one step");
  if (target === undefined) {
    return {
      climbedFrom: max(earlier, 0n),
      measured: earlier + ofMonth,
      stretches: [],
      partsOfOne: PARTS,
      step: first,
      rate: ratioOf(first.rate),
    };
  }
  const steps = ladder.steps.map(({ from, rate, to }) => ({ from: from * target.value, rate, to: to && to * target.value }));
  const climbed = climbTiers({ ...ladder, steps }, earlier * PARTS, ofMonth * PARTS);
  const own = (step: CompiledStep) => ladder.steps[steps.indexOf(step as (typeof steps)[number])] ?? first;
  return {
    ...climbed,
    climbedFrom: climbed.climbedFrom / PARTS,
    measured: climbed.measured / PARTS,
    stretches: climbed.stretches.map(({ from, to, step }) => ({ from, to, step: own(step) })),
    partsOfOne: PARTS,
    step: own(climbed.step),
    target,
  };
}

/**
 * The rate of a ladder for a month.
 * Whole: that of the highest step reached. Marginal: the average of the step rates over the stretch climbed from
 * where the earlier months stopped; where the measure did not rise, the rate of the step in which it stands.
 * @param earlier the measure of the year's earlier months; 0 for a monthly ladder.
 * @param ofMonth the month's own measure; minor units, or units.
 */
export function climbTiers(ladder: Pick<CompiledLadder, "mode" | "steps">, earlier: bigint, ofMonth: bigint): TierRate {
  const measured = earlier + ofMonth;
  const climbedFrom = max(earlier, 0n);
  const step = stepAt(ladder.steps, measured);
  const stands = { climbedFrom, measured, stretches: [], partsOfOne: 1n, step, rate: ratioOf(step.rate) };
  if (ladder.mode === "whole" || measured <= climbedFrom) return stands;
  const stretches: Stretch[] = [];
  let weighted = 0n;
  for (const each of ladder.steps) {
    const from = max(each.from, climbedFrom);
    const to = min(each.to ?? measured, measured);
    if (to <= from) continue;
    stretches.push({ from, to, step: each });
    weighted += (to - from) * each.rate;
  }
  return { ...stands, stretches, rate: { numerator: weighted, denominator: (measured - climbedFrom) * ONE } };
}

/** The least whole number of minor units or units that reaches a part of a target. */
export function reachedAt(part: Decimal, { value }: Pick<Target, "value">): bigint {
  return (part * value + PARTS - 1n) / PARTS;
}

/** The highest step whose `from` is reached; the first also below 0. */
function stepAt(steps: readonly CompiledStep[], measured: bigint): CompiledStep {
  const step = steps.findLast(({ from }) => from <= measured) ?? steps[0];
  if (step === undefined) throw new Error("a ladder has at least one step");
  return step;
}
