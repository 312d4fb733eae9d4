/**
 * The integer nearest to numerator / denominator, halves away from zero, so that a reversal cancels its sale.
 * @throws RangeError when the denominator is not positive.
 */
export function roundHalfAway(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError(`cannot divide by ${denominator}: the denominator must be positive`);
  const whole = numerator / denominator;
  const left = numerator % denominator;
  if (left === 0n) return whole;
  if (left > 0n) return left * 2n >= denominator ? whole + 1n : whole;
  return left * -2n >= denominator ? whole - 1n : whole;
}

/** The smaller of two integers. */
export const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** The larger of two integers. */
export const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** Without its sign. */
export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** The sum of amounts in minor units. */
export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
