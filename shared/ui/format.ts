import type { Day, Month } from "../base/calendar/month.ts";
import type { Language } from "../base/language.ts";
import { absolute, decimalsOf, groupDigits, ONE, parseDecimal, type Ratio, readableAmount, roundHalfAway } from "../base/money/money.ts";

const MINUS = "\u2212";
const SIGNS: Readonly<Record<string, string>> = { CNY: "¥", EUR: "€", USD: "$", GBP: "£" };
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** An amount in minor units with a true minus and grouped digits: "−1,280,000.00". */
export const formatMinor = (minor: bigint, currency: string): string => readableAmount(minor, decimalsOf(currency));

/** The same with a plus where it is above 0: for changes. */
export const formatChange = (minor: bigint, currency: string): string => `${minor > 0n ? "+" : ""}${formatMinor(minor, currency)}`;

/** An amount with the currency's sign, or its code where the sign is not known to all: "−¥12.00", "CHF 12.00". */
export function formatMoney(minor: bigint, currency: string): string {
  const sign = Object.hasOwn(SIGNS, currency) ? SIGNS[currency] : undefined;
  return `${minor < 0n ? MINUS : ""}${sign ?? `${currency}\u00a0`}${formatMinor(absolute(minor), currency)}`;
}

/** A count: "20,000". */
export const formatCount = (count: bigint | number): string => {
  const value = BigInt(count);
  return `${value < 0n ? MINUS : ""}${groupDigits(absolute(value).toString())}`;
};

/** Reads a fraction, "3/50", or a decimal, "0.06". */
export function readRatio(text: string): Ratio {
  const [numerator = "0", denominator] = text.split("/");
  if (denominator !== undefined) return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  return { numerator: parseDecimal(numerator), denominator: ONE };
}

/** A fraction as a decimal: exact where it ends within nine places, else rounded to `places` and marked with "≈". */
export function formatFraction({ numerator, denominator }: Ratio, places = 4): string {
  const exact = (numerator * ONE) % denominator === 0n;
  const scale = 10n ** BigInt(exact ? 9 : places);
  const scaled = roundHalfAway(numerator * scale, denominator);
  const digits = absolute(scaled)
    .toString()
    .padStart((exact ? 9 : places) + 1, "0");
  const at = digits.length - (exact ? 9 : places);
  const fraction = digits.slice(at).replace(/0+$/, "");
  const sign = scaled < 0n ? MINUS : "";
  return `${exact ? "" : "≈\u202f"}${sign}${groupDigits(digits.slice(0, at))}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A rate as percent: "6.5%", "≈ 6.6667%". */
export function formatPercent(rate: string): string {
  const { numerator, denominator } = readRatio(rate);
  return `${formatFraction({ numerator: numerator * 100n, denominator })}%`;
}

/** A decimal such as a score or factor: "4.8", with a true minus. */
export const formatNumber = (text: string): string => formatFraction(readRatio(text));

/** "June 2026", "2026年6月". */
export function formatMonth(month: Month, language: Language): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))];
  return { zh: `${year}年${number}月`, en: `${MONTHS[number - 1]} ${year}` }[language];
}

/** "Jun", "6月": where the year stands elsewhere. */
export const formatShortMonth = (month: Month, language: Language): string =>
  language === "zh" ? `${Number(month.slice(5, 7))}月` : (MONTHS[Number(month.slice(5, 7)) - 1] ?? "").slice(0, 3);

/** "5 June 2026", "2026年6月5日". */
export function formatDay(day: Day, language: Language): string {
  const month = formatMonth(day.slice(0, 7), language);
  return { zh: `${month}${Number(day.slice(8, 10))}日`, en: `${Number(day.slice(8, 10))} ${month}` }[language];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as people in a time zone read it, to the minute: "2026-10-20 18:00". */
export function formatMoment(instant: string, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    // Sweden writes days and times as we do.
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  formats.set(timeZone, format);
  return format.format(new Date(instant));
}
