import { int, minor, record, type Stored } from "../json/codec.ts";

/** A rate, share, factor or score as an exact integer count of billionths: "0.06" is 60_000_000n. */
export type Decimal = bigint;

/** How many billionths make one: decimals carry up to 9 places. */
export const ONE: Decimal = 1_000_000_000n;

const PLACES = 9;

/** The lexical form of a decimal: an optional minus, digits, and up to 9 decimals. */
export const DECIMAL_PATTERN = /^-?\d{1,15}(\.\d{1,9})?$/;

/**
 * Reads a decimal string exactly.
 * @throws RangeError when the text is not a decimal of at most 15 digits before and 9 after the point.
 */
export function parseDecimal(text: string): Decimal {
  if (!DECIMAL_PATTERN.test(text)) {
    throw new RangeError(`"${text}" is not a decimal with at most 9 places, such as "0.06"`);
  }
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? text.slice(1) : text).split(".");
  const magnitude = BigInt(whole) * ONE + BigInt(fraction.padEnd(PLACES, "0"));
  return negative ? -magnitude : magnitude;
}

/** Writes a decimal in its shortest form: 60_000_000n is "0.06", 1_000_000_000n is "1". */
export function formatDecimal(value: Decimal): string {
  const magnitude = value < 0n ? -value : value;
  const fraction = (magnitude % ONE).toString().padStart(PLACES, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${magnitude / ONE}${fraction === "" ? "" : `.${fraction}`}`;
}

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

const known = new Map<string, number>();

/** How many decimals a currency's amounts have, by ISO 4217. */
export function decimalsOf(currency: string): number {
  const decimals =
    known.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  known.set(currency, decimals);
  return decimals;
}

/** An amount for files: 123456n fen is "1234.56". Exact, without grouping. */
export function plainAmount(amountMinor: bigint, decimals: number): string {
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${amountMinor < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}

/** An amount for people: grouped by thousands, with a true minus. */
export function readableAmount(amountMinor: bigint, decimals: number): string {
  const [whole = "0", fraction] = plainAmount(amountMinor < 0n ? -amountMinor : amountMinor, decimals).split(".");
  return `${amountMinor < 0n ? "\u2212" : ""}${groupDigits(whole)}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Digits grouped by thousands: "1280000" is "1,280,000". */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

export const NOTHING: CountAndAmount = { count: 0, amount: 0n };

/** So many more. */
export const plus = (left: CountAndAmount, right: CountAndAmount): CountAndAmount => ({
  count: left.count + right.count,
  amount: left.amount + right.amount,
});

/** So many less. */
export const minus = (left: CountAndAmount, right: CountAndAmount): CountAndAmount => ({
  count: left.count - right.count,
  amount: left.amount - right.amount,
});

/** How many amounts there are, and their sum. */
export function countOf(items: Iterable<{ readonly amount: bigint }>): CountAndAmount {
  let [count, amount] = [0, 0n];
  for (const item of items) {
    count += 1;
    amount += item.amount;
  }
  return { count, amount };
}

/** So many, and what they come to: minor units. */
export const countAndAmount = record({ count: int, amount: minor });
export type CountAndAmount = Stored<typeof countAndAmount>;
