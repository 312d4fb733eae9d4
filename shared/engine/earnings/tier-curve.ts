import { type Ratio, roundHalfAway } from "../../base/money/money.ts";
import { type CompiledLadder, compileSteps, type Tiers } from "../plan/components/tiers.ts";
import { climbTiers } from "./tiers.ts";

/** A point of a payout curve: what is measured (minor units or units), what it pays, and the rate there. */
export interface CurvePoint {
  readonly measured: bigint;
  /** The measure times the rate, rounded: minor units for sales. */
  readonly pays: bigint;
  readonly rate: Ratio;
}

/**
 * What a ladder pays, as points to draw lines between, computed by the code that pays. At a step of a whole ladder
 * there are two points: just below it, and at it.
 * @param ladder steps that rise from 0, at least one.
 * @param upTo where the curve ends; default a quarter beyond the last step.
 */
export function payoutCurve(terms: Pick<Tiers, "mode" | "steps">, upTo?: bigint): CurvePoint[] {
  const { mode } = terms;
  const ladder = { mode, steps: compileSteps(terms) };
  const end = upTo ?? defaultEnd(ladder);
  const measures = ladder.steps.flatMap(({ from }) => (mode === "whole" && from > 0n ? [from - 1n, from] : [from]));
  const within = [...new Set(measures.filter((measured) => measured < end)), end];
  return within.map((measured) => {
    const { rate } = climbTiers(ladder, 0n, measured);
    return { measured, pays: roundHalfAway(measured * rate.numerator, rate.denominator), rate };
  });
}

/** A ladder of one step is a line: it shows as far as any. */
function defaultEnd({ steps }: Pick<CompiledLadder, "steps">): bigint {
  const last = steps.at(-1)?.from ?? 0n;
  return last === 0n ? 10_000_000n : last + (last + 3n) / 4n;
}
