import { monthKindOf } from "./components/index.ts";
import type { Earnings } from "./evaluate.ts";
import { weighedSum } from "./pay.ts";

/** So many parts of a minor unit are told apart. */
export const PARTS_OF_MINOR = 1_000_000n;

/**
 * A month's earnings before any rounding, in millionths of a minor unit: what components pay exactly, and the bonuses; a
 * cap or guarantee that holds gives its own amount. To compare two of them by less than a fen.
 */
export function unroundedOf({ paid, ofMonth }: Earnings): bigint {
  let total = 0n;
  for (const { part, sums, perUnit } of paid) {
    total += (weighedSum(part, sums) * perUnit.numerator * PARTS_OF_MINOR) / perUnit.denominator;
  }
  for (const { part } of ofMonth) total = monthKindOf(part).unrounded(part, total, PARTS_OF_MINOR);
  return total;
}
