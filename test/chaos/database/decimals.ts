import { ValidationException } from "./errors.ts";
import { MAX_EXPONENT, MAX_SIGNIFICANT_DIGITS, MIN_EXPONENT } from "./limits.ts";

/** Numbers as DynamoDB keeps them: decimals of up to 38 significant digits, here as texts, never as floats. */

const COMMON = /^(?:0|-?[1-9]\d{0,37})$/;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** digits × 10^exponent. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The one text of a number: no exponent, no needless zeros or signs. @throws ValidationException where it isn't one, or has too many digits. */
export function canonicalNumber(text: string): string {
  if (COMMON.test(text)) return text;
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  const all = whole + fraction;
  if (all === "") throw new ValidationException(`The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text}`}`);
  const leading = all.replace(/^0+/, "");
  const significant = leading.replace(/0+$/, "");
  if (significant === "") return "0";
  const exponent = Number(power) - fraction.length + (leading.length - significant.length);
  checkRange(significant.length, exponent + significant.length - 1);
  return (sign === "-" ? "-" : "") + plain(significant, exponent);
}

function checkRange(length: number, firstDigitExponent: number): void {
  if (firstDigitExponent > MAX_EXPONENT)
    throw new ValidationException("Number overflow. Attempting to store a number with magnitude larger than supported range");
  if (firstDigitExponent < MIN_EXPONENT)
    throw new ValidationException("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  if (length > MAX_SIGNIFICANT_DIGITS) throw new ValidationException("Attempting to store more than 38 significant digits in a Number");
}

function plain(significant: string, exponent: number): string {
  if (exponent >= 0) return significant + "0".repeat(exponent);
  const point = significant.length + exponent;
  return point > 0 ? `${significant.slice(0, point)}.${significant.slice(point)}` : `0.${"0".repeat(-point)}${significant}`;
}

function parse(canonical: string): Decimal {
  const point = canonical.indexOf(".");
  if (point < 0) return { digits: BigInt(canonical), exponent: 0 };
  return { digits: BigInt(canonical.slice(0, point) + canonical.slice(point + 1)), exponent: point + 1 - canonical.length };
}

function digitsAt(exponent: number, decimal: Decimal): bigint {
  return decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
}

/** Compares canonical numbers: negative, 0 or positive. */
export function compareNumbers(one: string, item: string): number {
  if (one === item) return 0;
  const [left, right] = [parse(one), parse(item)];
  const exponent = Math.min(left.exponent, right.exponent);
  return digitsAt(exponent, left) < digitsAt(exponent, right) ? -1 : 1;
}

/** The exact sum of canonical numbers. @throws ValidationException where it has more than 38 significant digits. */
export function addNumbers(one: string, item: string): string {
  const [left, right] = [parse(one), parse(item)];
  const exponent = Math.min(left.exponent, right.exponent);
  const sum = digitsAt(exponent, left) + digitsAt(exponent, right);
  return canonicalNumber(exponent === 0 ? String(sum) : `${sum}e${exponent}`);
}

export function negated(canonical: string): string {
  if (canonical === "0") return canonical;
  return canonical.startsWith("-") ? canonical.slice(1) : `-${canonical}`;
}

/** Bytes that a canonical number takes: one for each two significant digits, one more, and one for a minus sign. */
export function numberSizeBytes(canonical: string): number {
  let [digits, zeros] = [0, 0];
  for (const character of canonical) {
    if (character === "-" || character === ".") continue;
    // Zeros count where other digits stand on both sides of them.
    if (character === "0") zeros += digits > 0 ? 1 : 0;
    else {
      digits += zeros + 1;
      zeros = 0;
    }
  }
  return Math.ceil(digits / 2) + 1 + (canonical.startsWith("-") ? 1 : 0);
}
