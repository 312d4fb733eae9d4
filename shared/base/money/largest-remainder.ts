import { type Decimal, ONE } from "./money.ts";

/**
 * Splits an amount by shares that sum to at most one; what nobody holds is the house's, and is not returned.
 * Each part is the exact part rounded down, and the fen left over go to the largest remainders; of equal remainders
 * the earlier share comes first and the house last, so callers order the shares by advisorId.
 * @param amountMinor not negative, minor units.
 * @returns one part for each share, in their order. With the house's they sum to the amount.
 */
export function splitByShares(amountMinor: bigint, shares: readonly Decimal[]): bigint[] {
  if (shares.length === 1 && shares[0] === ONE) return [amountMinor];
  const house = ONE - shares.reduce((total, share) => total + share, 0n);
  if (house < 0n || amountMinor < 0n) throw new RangeError("shares must sum to at most 1, and the amount must not be negative");
  const exact = [...shares, house].map((share) => amountMinor * share);
  const parts = exact.map((part) => part / ONE);
  const left = amountMinor - parts.reduce((total, part) => total + part, 0n);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part % ONE }))
    .sort((left, right) => (left.remainder === right.remainder ? left.index - right.index : left.remainder > right.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  parts.pop();
  return parts;
}

/**
 * Hands a rounded total out to the exact parts that it was rounded from: each part is cut towards zero, and the fen
 * between their sum and the total go to the parts with the largest cut-off magnitudes (of the sign that is missing),
 * of equal ones to the earlier. Callers order the parts by orderId, then lineId.
 * @param numerators the exact parts, all over one denominator; they may be negative.
 * @param totalMinor the sum of the exact parts, rounded to an integer.
 */
export function apportion(numerators: readonly bigint[], denominator: bigint, totalMinor: bigint): bigint[] {
  const parts = numerators.map((numerator) => numerator / denominator);
  const missing = totalMinor - parts.reduce((total, part) => total + part, 0n);
  if (missing === 0n) return parts;
  const unit = missing > 0n ? 1n : -1n;
  const cutOff = numerators
    .map((numerator, index) => ({ index, magnitude: (numerator % denominator) * unit }))
    .filter(({ magnitude }) => magnitude > 0n)
    .sort((left, right) => (left.magnitude === right.magnitude ? left.index - right.index : left.magnitude > right.magnitude ? -1 : 1));
  const takers = cutOff.slice(0, Number(missing * unit));
  if (BigInt(takers.length) !== missing * unit) throw new RangeError(`${totalMinor} is not a rounding of the parts' sum`);
  for (const { index } of takers) parts[index] = (parts[index] ?? 0n) + unit;
  return parts;
}
