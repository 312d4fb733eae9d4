import type { Ratio } from "../../../base/money/money.ts";
import type { ExplainedRate } from "../explained.ts";
import type { Measures } from "../measures.ts";
import type { Decision, PaidPart } from "../pay.ts";
import type { TierRate } from "../tiers.ts";

/** A kind of component that pays for credits. */
export interface PaidKind<Part> {
  /** What it pays for each minor unit of base, or for each unit, before factors. */
  rate(part: Part, measures: Measures): { readonly rate: Ratio; readonly ladder?: TierRate };
  explainRate(part: Part, pay: Pick<PaidPart, "ladder" | "sums">): ExplainedRate;
  /** A credit's own rate, a decimal string, where not all credits have the same. */
  rateOfCredit?(part: Part, row: number): string;
}

/** What stands of a month before a component that belongs to it as a whole: minor units. */
export interface MeasureState {
  /** What is paid for credits. */
  readonly paid: bigint;
  /** With all that was applied so far. */
  readonly soFar: bigint;
}

/** A kind of component that belongs to the month as a whole. */
export interface MonthKind<Part> {
  /** Its effect, and what decided it; none where it has no effect. */
  effect(part: Part, standing: MeasureState, measures: Measures): (Decision & { readonly amount: bigint }) | undefined;
  /** What stands once it had an effect, before any rounding; in parts of a minor unit, of which `one` make one. */
  unrounded(part: Part, soFar: bigint, one: bigint): bigint;
}
