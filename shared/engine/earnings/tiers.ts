import { ONE } from "../../base/money/decimal.ts";
import { type Ratio, ratioOf } from "../../base/money/ratio.ts";
import type { CompiledLadder, CompiledStep } from "../plan/components/tiers.ts";

/** A stretch of a ladder that was climbed, at the rate of its step. */
export interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
  readonly step: CompiledStep;
}

/** The rate that a ladder gives, and how it came about. */
export interface LadderRate {
  readonly rate: Ratio;
  /** Where the year's earlier months stopped; 0 for a monthly ladder. Not below 0. */
  readonly climbedFrom: bigint;
  /** Where the measure stands now; may be negative. */
  readonly measured: bigint;
  /** What was climbed, for a marginal ladder that rose; else empty. */
  readonly stretches: readonly Stretch[];
  /** The step in which the measure stands. */
  readonly step: CompiledStep;
}

/**
 * The rate of a ladder for a month.
 * Whole: that of the highest step reached. Marginal: the average of the step rates over the stretch climbed from
 * where the earlier months stopped; where the measure did not rise, the rate of the step in which it stands.
 * @param earlier the measure of the year's earlier months; 0 for a monthly ladder.
 * @param ofMonth the month's own measure; minor units, or units.
 */
export function climb(ladder: CompiledLadder, earlier: bigint, ofMonth: bigint): LadderRate {
  const measured = earlier + ofMonth;
  const climbedFrom = earlier > 0n ? earlier : 0n;
  const step = stepAt(ladder.steps, measured);
  const stands = { climbedFrom, measured, stretches: [], step, rate: ratioOf(step.rate) };
  if (ladder.mode === "whole" || measured <= climbedFrom) return stands;
  const stretches: Stretch[] = [];
  let weighted = 0n;
  for (const each of ladder.steps) {
    const from = each.from > climbedFrom ? each.from : climbedFrom;
    const to = each.to !== undefined && each.to < measured ? each.to : measured;
    if (to <= from) continue;
    stretches.push({ from, to, step: each });
    weighted += (to - from) * each.rate;
  }
  return { ...stands, stretches, rate: { numerator: weighted, denominator: (measured - climbedFrom) * ONE } };
}

/** The highest step whose `from` is reached; the first also below 0. */
function stepAt(steps: readonly CompiledStep[], measured: bigint): CompiledStep {
  const step = steps.findLast(({ from }) => from <= measured) ?? steps[0];
  if (step === undefined) throw new Error("a ladder has at least one step");
  return step;
}
