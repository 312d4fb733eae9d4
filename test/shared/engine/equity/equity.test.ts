import { describe, expect, test } from "vitest";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import { parseDecimal } from "../../../../shared/base/money/money.ts";
import type { AttributeValue } from "../../../../shared/engine/earnings/attribute-lookup.ts";
import { decideEquity } from "../../../../shared/engine/equity/decide.ts";
import type { EquityTerms } from "../../../../shared/engine/plan/schema.ts";

const nothing = () => undefined;
const valued = (value: string) => (): AttributeValue => ({ value: parseDecimal(value), from: { advisorId: "li" }, month: "2026-04" });
const settled = (amounts: Record<Month, bigint>) => new Map(Object.entries(amounts));
const terms = (anyOf: EquityTerms["anyOf"], require: EquityTerms["require"] = []): EquityTerms => ({ anyOf, require });

describe("an equity rule on the total", () => {
  const rule = terms([{ months: 3, totalAtLeast: 300 }]);

  test("counts the window of months ending now, and nothing before or after it", () => {
    const byMonth = settled({ "2026-01": 1000n, "2026-02": 100n, "2026-03": 150n, "2026-04": 49n, "2026-05": 1000n });
    expect(decideEquity(rule, "2026-04", byMonth, nothing)).toEqual({
      eligible: false,
      anyOf: [{ kind: "total", months: 3, atLeast: 300n, total: 299n, fulfilled: false }],
      require: [],
    });
  });

  test("is fulfilled exactly at its amount, debts included", () => {
    expect(decideEquity(rule, "2026-04", settled({ "2026-02": 350n, "2026-04": -50n }), nothing).eligible).toBe(true);
    expect(decideEquity(rule, "2026-04", settled({ "2026-02": 350n, "2026-04": -51n }), nothing).eligible).toBe(false);
  });
});

describe("an equity rule on each month", () => {
  test("names the months that reach it, and holds from the count on", () => {
    const rule = terms([{ months: 4, eachAtLeast: 100, count: 2 }]);
    const decision = decideEquity(rule, "2026-02", settled({ "2025-11": 100n, "2026-01": 99n, "2026-02": 200n }), nothing);
    expect(decision.anyOf).toEqual([
      { kind: "each", months: 4, atLeast: 100n, count: 2, reachedIn: ["2025-11", "2026-02"], fulfilled: true },
    ]);
    expect(decision.eligible).toBe(true);
  });

  test("without a count asks for every month, and a month without earnings counts 0", () => {
    const byMonth = settled({ "2026-03": 100n, "2026-04": 100n });
    expect(decideEquity(terms([{ months: 2, eachAtLeast: 100 }]), "2026-04", byMonth, nothing).eligible).toBe(true);
    expect(decideEquity(terms([{ months: 3, eachAtLeast: 100 }]), "2026-04", byMonth, nothing).eligible).toBe(false);
    expect(decideEquity(terms([{ months: 3, eachAtLeast: 0 }]), "2026-04", byMonth, nothing).eligible).toBe(true);
  });
});

describe("equity", () => {
  const reached = { months: 1, totalAtLeast: 0 };
  const missed = { months: 1, totalAtLeast: 1 };

  test("asks for any of the rules and every requirement", () => {
    const score = { attribute: "serviceScore", atLeast: "4.5" };
    const eligible = (anyOf: EquityTerms["anyOf"], value: () => AttributeValue | undefined) =>
      decideEquity(terms(anyOf, [score]), "2026-04", new Map(), value).eligible;
    expect(eligible([missed, reached], valued("4.5"))).toBe(true);
    expect(eligible([missed, reached], valued("4.499999999"))).toBe(false);
    expect(eligible([missed, reached], nothing)).toBe(false);
    expect(eligible([missed], valued("5"))).toBe(false);
  });

  test("tells for each requirement the value that was found", () => {
    const require = [{ attribute: "tenureMonths", atLeast: "-1" }];
    expect(decideEquity(terms([reached], require), "2026-04", new Map(), valued("-2")).require).toEqual([
      { attribute: "tenureMonths", atLeast: "-1", value: "-2", fulfilled: false },
    ]);
    expect(decideEquity(terms([reached], require), "2026-04", new Map(), nothing).require).toEqual([
      { attribute: "tenureMonths", atLeast: "-1", fulfilled: false },
    ]);
  });

  test("is nobody's without terms", () => {
    expect(decideEquity(undefined, "2026-04", settled({ "2026-04": 1000n }), nothing)).toEqual({ eligible: false, anyOf: [], require: [] });
  });
});
