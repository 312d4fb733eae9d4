/** Values of the right shape at the ends of what a field takes, and a step beyond: many are taken over, and must do no harm. */

const DAYS = ["0000-01-01", "0000-02-29", "0001-01-01", "1899-12-31", "2026-02-28", "2024-02-29", "2026-02-29", "2026-12-31", "9999-12-31"];
const MONTHS = ["0000-01", "0001-12", "2025-12", "2026-01", "2026-02", "2026-03", "2026-12", "9999-12", "2026-00"];
const INSTANTS = [
  ...["0001-12-31T23:59:59Z", "0002-01-01T00:00:00+14:00", "0002-01-01T00:00:00-12:00", "0099-12-31T23:59:59Z", "1970-01-01T00:00:00Z"],
  ...["2025-12-31T16:00:00Z", "2025-12-31T15:59:59.999999999Z", "2026-02-01T00:00+08:00", "2026-02-28T23:59:59-23:59"],
  ...["2026-03-01T00:00:00+23:59", "9998-12-31T23:59:59-12:00", "9998-12-31T23:59:59+08:00", "9999-01-01T00:00:00Z"],
];
const DECIMALS = [
  ...["0", "0.000000000", "0.000000001", "0.333333333", "0.5", "0.999999999", "1", "1.000000001", "00001.5", "4.8"],
  ...["1000000", "1000000.000000001", "999999999999999.999999999", "-0", "-0.000000001", "-999999999999999.999999999"],
];
const INTEGERS = [
  ...[0, -0, 1, 2, 3, 12, 119, 120, 121, 999, 1_000_000, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -1, 1 - 2 ** 53],
  ...[9_007_199_254_740_990, 4_503_599_627_370_496],
];
const TEXTS = [
  ...[
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "prototype",
    "toJSON",
    "then",
    "length",
    "null",
    "0",
    "-1",
    "#",
    "a#1",
    "A#an",
  ],
  ...["李".repeat(128), "x".repeat(128), "\u{1f600}".repeat(64), "e\u0301", "é", "AN", "an an", "/../", "%2F", "'", '"', "\\", "{}", "$ne"],
  ...["an", "bo", "chen", "ding", "xu", "partner", "junior", "o1", "o2", "1", "s1", "m1", "seller", "manager", "manager-2", "manager-3"],
  ...[
    "booked",
    "fulfilled",
    "cancelled",
    "share",
    "flat",
    "bonus",
    "cap",
    "attainment",
    "guarantee",
    "table",
    "whole",
    "marginal",
    "sales",
    "units",
    "year",
  ],
  ...[
    "refunded",
    "cost",
    "discounts.constructor",
    "service",
    "tenure",
    "tenureMonths",
    "serviceScore",
    "yes",
    "no",
    "live",
    "hotel",
    "\ud83d",
  ],
];

/** A value of the same shape as another, by a number; none for what has no shape. */
export function fitting(value: unknown, choice: number): unknown {
  const values = valuesLike(value);
  return values === undefined ? value : values[choice % values.length];
}

function valuesLike(value: unknown): readonly unknown[] | undefined {
  if (typeof value === "number") return INTEGERS;
  if (typeof value === "boolean") return [true, false];
  if (typeof value !== "string") return undefined;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return INSTANTS;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return DAYS;
  if (/^\d{4}-\d\d$/.test(value)) return MONTHS;
  // A line's id looks like a decimal, and takes any text.
  return /^-?\d+\.\d+$/.test(value) ? DECIMALS : [...DECIMALS, ...TEXTS];
}
