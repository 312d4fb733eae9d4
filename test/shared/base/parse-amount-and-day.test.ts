import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDay, parseMonth } from "../../../shared/base/calendar/parse-day.ts";
import { groupDigits, plainAmount, readableAmount } from "../../../shared/base/money/money.ts";
import { AMOUNT_ISSUES, parseAmount, parseCurrency } from "../../../shared/base/money/parse-amount.ts";

const amountOf = (text: string, currency = "CNY") => {
  const reading = parseAmount(text, currency);
  return reading.ok ? reading.amount : reading.problem;
};

test("parse amount and day: an amount is parsed from its digits, exactly, as files and people write it", () => {
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

test("parse amount and day: an amount that can be read in two ways, or that a spreadsheet rounded, is refused by that name", () => {
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

test("parse amount and day: a day is parsed where its year stands first, and refused where nobody can tell the month", () => {
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

test("parse amount and day: a month is parsed as people write it, and from the first day that spreadsheets make of it", () => {
  for (const text of ["2026-05", "2026/5", "2026年5月", "2026/5/1", "2026-05-01"]) expect(parseMonth(text), text).toBe("2026-05");
  for (const text of ["May-26", "5/2026", "2026-05-02", "2026-13", ""]) expect(parseMonth(text), text).toBeUndefined();
});

test("parse amount and day: an amount has its own currency's sign on either side, behind a minus too, whatever its case, and no other's", () => {
  const signs = {
    CNY: ["CNY", "cny", "¥", "￥", "元", "RMB", "rmb", "人民币"],
    JPY: ["JPY", "¥", "円"],
    EUR: ["EUR", "€"],
    USD: ["USD", "$", "US$", "us$"],
    GBP: ["GBP", "£"],
    HKD: ["HKD", "HK$", "港币"],
  };
  for (const [currency, all] of Object.entries(signs)) {
    const twelve = currency === "JPY" ? 12n : 1_200n;
    for (const sign of all)
      for (const text of [`${sign}12`, `${sign} 12`, `12${sign}`, `12 ${sign} `, ` ${sign}12`]) {
        expect([currency, text, amountOf(text, currency)]).toEqual([currency, text, twelve]);
        expect([currency, text, amountOf(`-${text.trim()}`, currency)]).toEqual([currency, text, -twelve]);
      }
    expect(amountOf("£¥12", currency)).toBe("malformed");
    for (const other of ["Fr.", "toString", "CHF"]) expect(amountOf(`12${other}`, currency)).toBe("malformed");
  }
  expect([amountOf("CHF 12", "CHF"), amountOf("¥12", "CHF"), amountOf("¥", "CNY"), amountOf("1-¥2", "CNY")]).toEqual([
    ...[1_200n, "malformed", "malformed", "malformed"],
  ]);
});

test("parse amount and day: an amount that is none is told by its kind, at the edges of each", () => {
  const kinds = {
    rounded: ["1E5", "+12E5", "-1.5E5", "1,5e-10", "12.25E+10"],
    ambiguous: ["1,234", "12,345", "123,456", "-1,234", "1.234", "12.345", "123.456", "1.234.567", "1 2", "1'2", "1,2", "+1.2.3"],
    malformed: ["xE5", "1E5x", "E5", "1.E5", "1x2", "x1,2", "1,2x", "1,", ",1", "1234a", "1234567890123456789", "1,234.x"],
    "too-many-decimals": ["1234.567", "1,234.567", "1.2345", "0.0099"],
    "too-large": ["9999999999999999", "9,999,999,999,999,999"],
  };
  for (const [problem, texts] of Object.entries(kinds)) for (const text of texts) expect([text, amountOf(text)]).toEqual([text, problem]);
  const right = {
    "1,234.00": 123_400n,
    "12 345": 1_234_500n,
    "123 456 789": 12_345_678_900n,
    "12 345.6": 1_234_560n,
    "1,234,567": 123_456_700n,
  };
  for (const [text, amount] of Object.entries({ ...right, "\u20131": -100n, "0": 0n, "-0.00": 0n }))
    expect([text, amountOf(text)]).toEqual([text, amount]);
  expect([amountOf("1,234", "JPY"), amountOf("1.5", "JPY"), amountOf("1.500", "JPY")]).toEqual([
    "ambiguous",
    "too-many-decimals",
    "ambiguous",
  ]);
  expect(Object.keys(AMOUNT_ISSUES).sort()).toEqual(["ambiguous", "malformed", "rounded", "too-large", "too-many-decimals"]);
});

test("parse amount and day: an amount for people is grouped, with a true minus and as many decimals as its currency", () => {
  expect([readableAmount(-128_000_050n, 2), readableAmount(0n, 2), readableAmount(1_234n, 0), readableAmount(-5n, 3)]).toEqual([
    ...["\u22121,280,000.50", "0.00", "1,234", "\u22120.005"],
  ]);
  expect([groupDigits("1"), groupDigits("123"), groupDigits("1234"), groupDigits("1280000")]).toEqual(["1", "123", "1,234", "1,280,000"]);
});

test("a day and a month have edges: their digits, what stands around them, and the year 0", () => {
  for (const text of [
    "x2026-10-03",
    "2026-10-03x",
    "2026-10-003",
    "2026-010-03",
    "026-10-03",
    "2026-10-00",
    "2026-00-03",
    "0000-10-03",
    "2026-10-32",
  ])
    expect(parseDay(text), text).toBeUndefined();
  for (const text of ["2026-10-03T9:30", "2026-10-03 09:30:15", "2026-10-03 09:30:15.25", " 2026-10-03 ", "2026年10月03日 9:30"])
    expect(parseDay(text), text).toBe("2026-10-03");
  for (const text of [
    "2026-10-03 9",
    "2026-10-03 9:3",
    "2026-10-03 09:30:1",
    "2026-10-03 09:30:15.",
    "2026-10-03x09:30",
    "2026-10-03 123:30",
  ])
    expect(parseDay(text), text).toBeUndefined();
  expect([parseDay("2026-10-31"), parseDay("2028-02-29"), parseDay("2026-12-01"), parseDay("2026-01-01")]).toEqual([
    ...["2026-10-31", "2028-02-29", "2026-12-01", "2026-01-01"],
  ]);
  for (const text of ["x2026-10", "2026-10x", "2026-100", "2026年123月", "2026-0", "0000-10", "2026年", "2026-13"])
    expect(parseMonth(text), text).toBeUndefined();
  expect([parseMonth(" 2026-12 "), parseMonth("2026年12月"), parseMonth("2026.1")]).toEqual(["2026-12", "2026-12", "2026-01"]);
});

test("parse amount: a currency is the agency's own by its signs, another by its three letters, and else none", () => {
  const read = (text: string, own = "CNY") => parseCurrency(text, own);
  expect([read("￥"), read(" 元 "), read("rmb"), read("¥", "JPY"), read("cny")]).toEqual(["CNY", "CNY", "CNY", "JPY", "CNY"]);
  expect([read(" usd "), read("ＥＵＲ"), read("元", "XAU")]).toEqual(["USD", "EUR", undefined]);
  for (const text of ["", "US", "USDX", "1USD", "$", "U$D"]) expect([text, read(text)]).toEqual([text, undefined]);
});
