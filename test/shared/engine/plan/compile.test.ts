import { describe, expect, test } from "vitest";
import { compile, rowsMatching } from "../../../../shared/engine/plan/compile.ts";
import { type Plan, planSchema } from "../../../../shared/engine/plan/schema.ts";

const planWhere = (where: Record<string, string[]>): Plan =>
  planSchema.parse({
    planId: "partner",
    version: 1,
    effectiveFrom: "2026-01-01",
    components: [
      { id: "tour", kind: "share", where, rate: "0.1" },
      { id: "any", kind: "flat", amount: 5 },
    ],
  });

/** The ids of the shares and flats that pay for a credit with these facets. */
function paying(plan: Plan, rated: readonly string[], facets: readonly string[]): string[] {
  const compiled = compile(plan, rated);
  return rowsMatching(compiled, facets).map((place) => compiled.rows[place]?.part.id ?? "none");
}

describe("a component's where", () => {
  test("matches where every facet has one of its accepted values", () => {
    const plan = planWhere({ product: ["hotel", "flight"], channel: ["live"] });
    const rated = ["product", "role", "channel"];
    expect(paying(plan, rated, ["hotel", "seller", "live"])).toEqual(["tour", "any"]);
    expect(paying(plan, rated, ["flight", "seller", "live"])).toEqual(["tour", "any"]);
    expect(paying(plan, rated, ["train", "seller", "live"])).toEqual(["any"]);
    expect(paying(plan, rated, ["hotel", "seller", "store"])).toEqual(["any"]);
  });

  test("without a role means the seller, and with one nobody else", () => {
    expect(paying(planWhere({}), ["role"], ["manager"])).toEqual([]);
    expect(paying(planWhere({ role: ["manager"] }), ["role"], ["manager"])).toEqual(["tour"]);
    expect(paying(planWhere({ role: ["manager"] }), ["role"], ["seller"])).toEqual(["any"]);
  });

  test("finds its facets wherever the agency lists them, one plan with several lists", () => {
    const plan = planWhere({ channel: ["live"] });
    expect(paying(plan, ["role", "channel"], ["seller", "live"])).toEqual(["tour", "any"]);
    expect(paying(plan, ["channel", "role"], ["live", "seller"])).toEqual(["tour", "any"]);
    expect(paying(plan, ["channel", "role"], ["seller", "live"])).toEqual([]);
  });

  test("takes a credit from before a facet was rated for one without it", () => {
    expect(paying(planWhere({ channel: [""] }), ["role", "channel"], ["seller"])).toEqual(["tour", "any"]);
    expect(paying(planWhere({ channel: ["live"] }), ["role", "channel"], ["seller"])).toEqual(["any"]);
  });

  test("that names a facet which is not rated is refused: it could match nothing", () => {
    expect(() => compile(planWhere({ channel: ["live"] }), ["role"])).toThrow('"channel", which is not rated');
  });
});

test("a base is told apart into what it takes off: refunds, cost, and discounts by their names", () => {
  const lessOf = (less: readonly string[]) =>
    compile(planSchema.parse({ planId: "p", version: 1, effectiveFrom: "2026-01-01", base: { from: "price", less }, components: [] }), [])
      .less;
  expect(lessOf([])).toEqual({ refunded: false, cost: false, discounts: [] });
  expect(lessOf(["refunded", "discounts.coupon", "discounts.cost"])).toEqual({
    refunded: true,
    cost: false,
    discounts: ["coupon", "cost"],
  });
  expect(lessOf(["cost"])).toEqual({ refunded: false, cost: true, discounts: [] });
});
