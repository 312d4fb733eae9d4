import { expect, test } from "vitest";
import type { Credit } from "../../../../shared/engine/credits/credit.ts";
import { sumsFromList, sumsToList, sumUpTo } from "../../../../shared/engine/earnings/seller-sums.ts";

const sums = { price: 100n, refunded: 1n, cost: 2n, units: 1n, count: 1n, discounts: { points: 4n, coupon: 3n } };
const { count: _, ...amounts } = sums;
const credit = (price: bigint): Credit => ({
  ...{ orderId: "o1", revision: 1, lineId: "1", bookedOn: "2026-03-10", facets: ["hotel"], amounts: { ...amounts, price } },
  recipient: {
    ...{ advisorId: "zhao", role: "manager", state: "earned", month: "2026-03", planId: "partner", version: 1 },
    ...{ afterLeaving: false, sellers: ["li"] },
  },
});
const row = { planId: "partner", version: 1, facets: ["hotel"], ...sums };

test("seller sums: credits sum to rows whatever the counts, and what stood before is taken off", () => {
  expect(sumUpTo([row], { before: [], now: [credit(100n)] })).toBe(true);
  expect(sumUpTo([{ ...row, count: 0n }], { before: [], now: [credit(100n)] })).toBe(true);
  expect(sumUpTo([{ ...row, price: 200n, cost: 2n }], { before: [credit(50n)], now: [credit(100n), credit(150n)] })).toBe(true);
  expect(sumUpTo([{ ...row, price: 200n }], { before: [], now: [credit(100n)] })).toBe(false);
  expect(sumUpTo([row], { before: [credit(100n)], now: [] })).toBe(false);
  expect(sumUpTo([], { before: [credit(100n)], now: [credit(100n)] })).toBe(true);
  expect(sumUpTo([row], { before: [], now: [] })).toBe(false);
});

test("seller sums: are stored as text, discounts by their names", () => {
  const stored = ["100", "1", "2", "1", "1", { coupon: "3", points: "4" }];
  expect(JSON.stringify(sumsToList(sums))).toBe(JSON.stringify(stored));
  expect(sumsFromList(sumsToList({ ...sums, price: 9_007_199_254_740_993n }))).toEqual({ ...sums, price: 9_007_199_254_740_993n });
});
