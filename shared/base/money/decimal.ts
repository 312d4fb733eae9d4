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
