import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDay, parseMonth } from "../../../shared/base/calendar/parse-day.ts";
import { plainAmount, readableAmount } from "../../../shared/base/money/format-amount.ts";
import { parseAmount } from "../../../shared/base/money/parse-amount.ts";

const amountOf = (text: string, currency = "CNY") => {
  const reading = parseAmount(text, currency);
  return reading.ok ? reading.amount : reading.problem;
};

test("an amount is parsed from its digits, exactly, as files and people write it", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(["JPY", 0], ["CNY", 2], ["KWD", 3]), (minor, [currency, decimals]) => {
      expect(amountOf(plainAmount(BigInt(minor), decimals as number), currency as string)).toBe(BigInt(minor));
      if (decimals !== 0) expect(amountOf(readableAmount(BigInt(minor), decimals as number), currency as string)).toBe(BigInt(minor));
    }),
  );
  const right = {
    "1,234.5": 123_450n,
    "1,234,567": 123_456_700n,
    "1 234.56": 123_456n,
    "+12": 1_200n,
    "\u221212.34": -1_234n,
    "－１２": -1_200n,
    "１，２３４．５６": 123_456n,
    "¥1,234.56": 123_456n,
    "￥12": 1_200n,
    "-¥12": -1_200n,
    "12元": 1_200n,
    "CNY 12.00": 1_200n,
    "90071992547409.91": 9_007_199_254_740_991n,
  };
  for (const [text, amount] of Object.entries(right)) expect(amountOf(text), text).toBe(amount);
});

test("an amount that can be read in two ways, or that a spreadsheet rounded, is refused by that name", () => {
  const wrong = {
    ambiguous: ["1,234", "1.234", "1.234,56", "12,34", "1.2.3", "1,23,456.00", "1'234.50"],
    "too-many-decimals": ["1234.567", "1,234.567", "1.005000"],
    rounded: ["6.22202E+15", "1e3", "1E-2"],
    malformed: ["", "(12)", "0x10", "$12", "twelve", "12-", "--1", "1.", ".5"],
    "too-large": ["99999999999999999".slice(0, 16), "90071992547409.92"],
  };
  for (const [problem, texts] of Object.entries(wrong)) for (const text of texts) expect(amountOf(text), text).toBe(problem);
  expect(amountOf("1.234", "KWD")).toBe(1_234n);
});

test("a day is parsed where its year stands first, and refused where nobody can tell the month", () => {
  for (const text of ["2026-10-03", "2026/10/3", "2026.10.03", "20261003", "2026年10月3日", "２０２６/１０/０３", "2026/10/3 09:30:00"])
    expect(parseDay(text), text).toBe("2026-10-03");
  for (const text of [
    "10/11/2026",
    "3.10.2026",
    "26/10/03",
    "2026-13-01",
    "2026-02-30",
    "2026/10-03",
    "2026-10",
    "",
    "46298",
    "Oct 3 2026",
  ])
    expect(parseDay(text), text).toBeUndefined();
  fc.assert(
    fc.property(fc.date({ min: new Date("0002-01-01"), max: new Date("9998-12-31"), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      expect([parseDay(day), parseDay(day.replaceAll("-", "/")), parseDay(day.replaceAll("-", ""))]).toEqual([day, day, day]);
    }),
  );
});

test("a month is parsed as people write it, and from the first day that spreadsheets make of it", () => {
  for (const text of ["2026-05", "2026/5", "2026年5月", "2026/5/1", "2026-05-01"]) expect(parseMonth(text), text).toBe("2026-05");
  for (const text of ["May-26", "5/2026", "2026-05-02", "2026-13", ""]) expect(parseMonth(text), text).toBeUndefined();
});
