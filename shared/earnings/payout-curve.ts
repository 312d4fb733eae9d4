import type { Ratio } from "../money/ratio.ts";

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
 * @param upTo where the curve ends; default a quarter beyond the last step.
 */
export function payoutCurve(
  _ladder: { readonly mode: "whole" | "marginal"; readonly steps: readonly { readonly from: number; readonly rate: string }[] },
  _upTo?: bigint,
): CurvePoint[] {
  throw new Error("not yet");
}
