import { type Decimal, ONE } from "./decimal.ts";

/** An exact fraction; the denominator is positive. Not reduced: it lives for one computation and is rounded once. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A decimal as a fraction. */
export function ratioOf(decimal: Decimal): Ratio {
  return { numerator: decimal, denominator: ONE };
}

/** A fraction times a decimal, still exact. */
export function times(ratio: Ratio, decimal: Decimal): Ratio {
  return { numerator: ratio.numerator * decimal, denominator: ratio.denominator * ONE };
}

/** The fraction in lowest terms as "n/d", or "n" where it is whole: for explanations that must be exact. */
export function formatRatio({ numerator, denominator }: Ratio): string {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  const reduced = denominator / divisor;
  return reduced === 1n ? `${numerator / divisor}` : `${numerator / divisor}/${reduced}`;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [x, y] = [left, right];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
