import { describe, expect, test } from "vitest";
import { takenOff, usedAmounts } from "../../../../shared/engine/earnings/base.ts";
import { baseOf } from "../../../../shared/engine/earnings/measures.ts";
import { compile } from "../../../../shared/engine/plan/compile.ts";
import { planSchema } from "../../../../shared/engine/plan/schema.ts";

const compiled = (less: readonly string[]) =>
  compile(planSchema.parse({ planId: "p", version: 1, effectiveFrom: "2026-01-01", base: { from: "price", less }, components: [] }), [
    "product",
    "role",
  ]);
const AMOUNTS = { price: 1_000n, refunded: 300n, cost: 70n, units: 1n, discounts: { coupon: 20n, points: 5n } };

describe("what a base takes off the price", () => {
  test("is told by name: discounts in the plan's order, then what was refunded, then the cost", () => {
    expect(takenOff(compiled(["cost", "discounts.points", "refunded", "discounts.coupon"]), AMOUNTS)).toEqual([
      { name: "discounts.points", amount: 5n },
      { name: "discounts.coupon", amount: 20n },
      { name: "refunded", amount: 300n },
      { name: "cost", amount: 70n },
    ]);
  });

  test("is told where an order has none of it, and not where the plan doesn't use it", () => {
    expect(takenOff(compiled(["discounts.membership"]), AMOUNTS)).toEqual([{ name: "discounts.membership", amount: 0n }]);
    expect(takenOff(compiled([]), AMOUNTS)).toEqual([]);
  });

  test("with the base is the price", () => {
    for (const less of [[], ["refunded"], ["cost"], ["discounts.coupon"], ["discounts.points", "refunded", "cost"]]) {
      const plan = compiled(less);
      const taken = takenOff(plan, AMOUNTS).reduce((total, { amount }) => total + amount, 0n);
      expect(baseOf(plan, AMOUNTS) + taken).toBe(AMOUNTS.price);
    }
  });
});

describe("the amounts that a base uses", () => {
  test("stand as they are, every other at 0 or gone; price and units always stand", () => {
    const nothing = { ...AMOUNTS, refunded: 0n, cost: 0n, discounts: {} };
    expect(usedAmounts(compiled([]), AMOUNTS)).toEqual(nothing);
    expect(usedAmounts(compiled(["refunded"]), AMOUNTS)).toEqual({ ...nothing, refunded: 300n });
    expect(usedAmounts(compiled(["cost"]), AMOUNTS)).toEqual({ ...nothing, cost: 70n });
    expect(usedAmounts(compiled(["discounts.points"]), AMOUNTS)).toEqual({ ...nothing, discounts: { points: 5n } });
  });

  test("make the same base", () => {
    const plan = compiled(["discounts.coupon", "cost"]);
    expect(baseOf(plan, usedAmounts(plan, AMOUNTS))).toBe(baseOf(plan, AMOUNTS));
  });
});
