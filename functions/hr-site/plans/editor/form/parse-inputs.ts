import { DECIMAL_PATTERN, decimalsOf, formatDecimal, parseDecimal, readableAmount } from "../../../../../shared/base/money/money.ts";

/**
 * What people type, and what a plan holds of it. All of it is arithmetic on digits. What can't be read is kept as it was
 * typed, in a form that the plan's schema refuses: nothing is ever taken for something else.
 */

/** Full-width digits and signs as a Chinese keyboard gives them, in their plain form. */
export const plain = (text: string): string => text.normalize("NFKC").replaceAll("\u2212", "-").trim();

const AMOUNT = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/** An amount in minor units as one types it, "12,345.67" in the currency's unit; the text itself where it is none. */
export function amountOf(text: string, currency: string): number | string {
  const [, sign = "", whole = "", fraction = ""] = AMOUNT.exec(plain(text).replace(/^[¥€$£]\s*/, "")) ?? [];
  const decimals = decimalsOf(currency);
  if (whole === "" || fraction.length > decimals) return text;
  const minor = Number(`${sign}${whole.replaceAll(",", "")}${fraction.padEnd(decimals, "0")}`);
  return Number.isSafeInteger(minor) ? minor + 0 : text;
}

/** An amount of a plan as it stands in its field. */
export function amountText(value: unknown, currency: string): string {
  if (typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value)))
    return readableAmount(BigInt(value), decimalsOf(currency)).replace("\u2212", "-");
  // A fraction of a minor unit, say: not to be read as an amount of the currency's unit.
  return typeof value === "number" ? `${value} / ${10 ** decimalsOf(currency)}` : textOf(value);
}

const PERCENT = /^-?\d{1,15}(\.\d{1,7})?$/;

/** A rate as a decimal, typed as percent: "6.5" is "0.065". Seven decimals of a percent are nine of the rate. */
export function rateOf(text: string): string {
  const typed = plain(text).replace(/\s*%$/, "");
  if (PERCENT.test(typed)) return formatDecimal(parseDecimal(typed) / 100n);
  // With too many decimals it would still be a decimal, and a hundred times what was meant.
  return DECIMAL_PATTERN.test(typed) ? `${typed}%` : text;
}

/** A rate of a plan as percent, as it stands in its field. */
export function percentText(value: unknown): string {
  const text = textOf(value);
  return DECIMAL_PATTERN.test(text) ? formatDecimal(parseDecimal(text) * 100n) : text.replace(/%$/, "");
}

/** A count, such as of months; the text itself where it is none. */
export function countOf(text: string): number | string {
  const typed = plain(text).replaceAll(",", "");
  return /^-?\d{1,15}$/.test(typed) ? Number(typed) + 0 : text;
}

/** A score or factor: a plain decimal. */
export const decimalOf = (text: string): string => plain(text);

/** What a plan holds in a text field; nothing where it holds no text or number. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "bigint" ? String(value) : "";

/** The measure whose steps are parts of a target, typed as percent. */
export const ATTAINMENT = "attainment";

/** A measure: a count of units, a decimal of a target, or an amount in minor units. */
export function measureOf(text: string, measure: string, currency: string): number | string {
  if (measure === ATTAINMENT) return rateOf(text);
  return measure === "units" ? countOf(text) : amountOf(text, currency);
}

/** A measure as a number that steps can be put in order by; none where it can't be read. Of attainment billionths. */
export function sizeOf(text: string, measure: string, currency: string): number | undefined {
  const value = measureOf(text, measure, currency);
  if (typeof value === "number") return value;
  return measure === ATTAINMENT && DECIMAL_PATTERN.test(value) ? Number(parseDecimal(value)) : undefined;
}

/** Such a number as it stands in the field of a measure. */
export function sizeText(size: number, measure: string, currency: string): string {
  if (measure === ATTAINMENT) return percentText(formatDecimal(BigInt(size)));
  return measure === "units" ? String(size) : amountText(size, currency);
}

/** Terms that need not be readable: what isn't there, or is of another type, is empty. */
export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** A measure as it stands in its field: a count of units, percents of a target, or an amount. */
export function measureText(value: unknown, measure: string, currency: string): string {
  if (measure === ATTAINMENT) return percentText(value);
  return measure === "units" ? textOf(value) : amountText(value, currency);
}
