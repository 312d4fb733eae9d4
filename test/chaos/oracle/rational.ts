/** An exact fraction with a positive denominator. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** A decimal such as "0.06", "-12" or 80, exactly. */
export function parseDecimal(decimal: string | number): Rational {
  const [integer = "", decimals = ""] = String(decimal).split(".");
  return { n: BigInt(integer + decimals), d: 10n ** BigInt(decimals.length) };
}

/** The product of fractions: 1 where there are none. */
export const multiply = (...values: readonly Rational[]): Rational =>
  values.reduce((product, { n, d }) => ({ n: product.n * n, d: product.d * d }), { n: 1n, d: 1n });

/** The sum of two fractions. */
export const add = (left: Rational, right: Rational): Rational => ({ n: left.n * right.d + right.n * left.d, d: left.d * right.d });

/** Whether a is at least b. */
export const isAtLeast = (left: Rational, right: Rational): boolean => left.n * right.d >= right.n * left.d;

/** The nearest integer, halves away from zero. */
export function roundHalfAwayFromZero({ n, d }: Rational): bigint {
  const magnitude = n < 0n ? -n : n;
  const rounded = (2n * magnitude + d) / (2n * d);
  return n < 0n ? -rounded : rounded;
}

/** The sum of integers. */
export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
