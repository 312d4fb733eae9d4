import { type Day, lastDayOf, type Month } from "./month.ts";

/** A year first, then month and day, as 2026-10-13, 2026/1/3, 2026.1.3, 20261013 or 2026年1月3日; perhaps with the time of day. */
const DAY = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const MONTH = /^(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月)$/;

/**
 * Parses a day as people and banks write it. Only forms that begin with the year are taken: of 10/11/2026 nobody can tell
 * which is the month.
 * @returns undefined where it is none, or doesn't exist.
 */
export function parseDay(text: string): Day | undefined {
  const [, year, , first, second, third, fourth, fifth, sixth] = DAY.exec(text.normalize("NFKC").trim()) ?? [];
  const [month, day] = [first ?? third ?? fifth, second ?? fourth ?? sixth];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const found = monthOf(year, month);
  const written = `${found}-${day.padStart(2, "0")}`;
  return found !== undefined && Number(day) >= 1 && written <= lastDayOf(found) ? written : undefined;
}

/** Parses a month: 2026-10, 2026/10, 2026年10月; or its first day, which spreadsheets make of it. Undefined where it is none. */
export function parseMonth(text: string): Month | undefined {
  const plain = text.normalize("NFKC").trim();
  const [, year, month, named] = MONTH.exec(plain) ?? [];
  if (year !== undefined) return monthOf(year, month ?? named ?? "");
  const day = parseDay(plain);
  return day?.endsWith("-01") ? day.slice(0, 7) : undefined;
}

function monthOf(year: string, month: string): Month | undefined {
  const number = Number(month);
  return number >= 1 && number <= 12 && year !== "0000" ? `${year}-${month.padStart(2, "0")}` : undefined;
}
