import { describe, expect, test } from "vitest";
import { unroundedOf } from "../../../../shared/engine/earnings/evaluate.ts";
import type { Content } from "../../../support/scenario.ts";
import { earningsOf, li, plan, sale } from "../small-facts.ts";

/** Millionths of a fen. */
const unrounded = (components: readonly Content[], ...prices: readonly number[]) =>
  unroundedOf(earningsOf([plan(components), li(), ...prices.map((price) => sale(price))]));

const tour = { id: "tour", kind: "share", rate: "0.001234567" };
const bonus = (amount: number, atLeast = 1) => ({ id: "club", kind: "bonus", amount, when: { measure: "units", atLeast } });

describe("earnings before any rounding", () => {
  test("tell apart what comes to the same fen, up to a millionth", () => {
    // 1.234567 and 1.2358016 fen, of which the last digit is cut.
    expect(unrounded([tour], 1_000)).toBe(1_234_567n);
    expect(unrounded([tour], 1_001)).toBe(1_235_801n);
  });

  test("are the sum of shares, flats and the rows of tables, and of bonuses", () => {
    const rows = [
      { where: { product: ["train"] }, rate: "0.5" },
      { where: { product: ["hotel"] }, rate: "0.0015" },
    ];
    const components = [tour, { id: "each", kind: "flat", amount: 7 }, { id: "lines", kind: "table", rows }, bonus(40)];
    expect(unrounded(components, 1_000)).toBe(1_234_567n + 7_000_000n + 1_500_000n + 40_000_000n);
    expect(unrounded([tour, bonus(40, 2)], 1_000)).toBe(1_234_567n);
  });

  test("are the amount of a cap or guarantee that holds, and nothing of one that doesn't", () => {
    const cap = (amount: number) => ({ id: "cap", kind: "cap", amount });
    const ramp = (amount: number) => ({ id: "ramp", kind: "guarantee", amount, months: 1_000 });
    expect(unrounded([tour, bonus(40), cap(20)], 1_000)).toBe(20_000_000n);
    expect(unrounded([tour, bonus(40), cap(50)], 1_000)).toBe(41_234_567n);
    expect(unrounded([tour, ramp(60)], 1_000)).toBe(60_000_000n);
    expect(unrounded([tour, bonus(40), cap(20), ramp(30)], 1_000)).toBe(30_000_000n);
  });

  test("of nobody's credits are nothing", () => {
    expect(unrounded([tour])).toBe(0n);
  });
});
