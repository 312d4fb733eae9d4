/** A sign, digits that may be grouped by thousands, and decimals. */
const AMOUNT = /^([+-]?)(\d{1,16}|\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,4}))?$/;

/**
 * An amount as people write it, "-1,234.50", in minor units. Full-width figures and true minuses are put right.
 * @param decimals how many the currency has: more are refused, as nobody may be paid by a rounding.
 * @returns undefined where it is none, or beyond 2^53 - 1.
 */
export function readAmount(text: string, decimals: number): bigint | undefined {
  const [whole, sign, digits = "", fraction = ""] =
    AMOUNT.exec(
      text
        .normalize("NFKC")
        .replace(/[\u2212\u2013]/g, "-")
        .trim(),
    ) ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  const minor = BigInt(`${digits.replaceAll(",", "")}${fraction.padEnd(decimals, "0")}`);
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return sign === "-" ? -minor : minor;
}
