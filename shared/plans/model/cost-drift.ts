import { type Decimal, ONE } from "../../base/money/decimal.ts";
import { type Ratio, times } from "../../base/money/ratio.ts";
import { absolute, roundHalfAway } from "../../base/money/rounding.ts";

/** Costs of a range with and without a draft, minor units. */
interface Costs {
  readonly before: bigint;
  readonly after: bigint;
}

/** What a draft makes of costs, as a part of them: 1/50 is 2% more. Of costs of 0 the trial's effect stands for it; of none, 0. */
export function effectOf({ before, after }: Costs, trial: Costs | undefined): Ratio {
  if (before !== 0n) return { numerator: after - before, denominator: absolute(before) };
  return trial === undefined ? { numerator: 0n, denominator: 1n } : effectOf(trial, undefined);
}

/** Whether two effects lie further apart than a limit. Exact. */
export function movedBeyond(one: Ratio, other: Ratio, limit: Decimal): boolean {
  const apart = absolute(one.numerator * other.denominator - other.numerator * one.denominator);
  return apart * ONE > limit * one.denominator * other.denominator;
}

/** A part as one reads it, rounded to hundredths of a percent: "+1.25%". */
export function percentText(part: Ratio): string {
  const { numerator, denominator } = times(part, 10_000n * ONE);
  const hundredths = roundHalfAway(numerator, denominator);
  const digits = absolute(hundredths).toString().padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  const sign = hundredths < 0n ? "-" : hundredths > 0n ? "+" : "";
  return `${sign}${digits.slice(0, -2)}${fraction === "" ? "" : `.${fraction}`}%`;
}
