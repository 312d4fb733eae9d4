import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../../shared/base/money/money.ts";
import { attributeFor } from "../../../../shared/engine/earnings/attribute-lookup.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import { attributeHistory, lastKnown } from "../../../../shared/engine/facts/attributes.ts";

const given = (month: string, values: Record<string, string>, revision = 1) => ({ month, values, revision });
const li: Advisor = {
  advisorId: "li",
  revision: 1,
  name: "Li",
  joinedOn: "2026-01-31",
  stores: [
    { storeId: "old", from: "2026-01-01" },
    { storeId: "new", from: "2026-03-31" },
  ],
};
const stores = new Map([
  ["old", attributeHistory([given("2026-01", { inspection: "70" })])],
  ["new", attributeHistory([given("2026-02", { inspection: "90" })])],
]);

describe("the history of attributes", () => {
  test("merges names month by month, each from the highest revision that carries it, in whatever order they come", () => {
    const facts = [
      given("2026-02", { score: "4", stars: "3" }, 1),
      given("2026-02", { score: "5" }, 3),
      given("2026-02", { score: "1", stars: "2" }, 2),
      given("2026-01", { score: "3" }, 9),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 8 }), (facts) => {
        expect(Object.fromEntries(attributeHistory(facts))).toEqual({
          score: [
            { month: "2026-01", value: parseDecimal("3") },
            { month: "2026-02", value: parseDecimal("5") },
          ],
          stars: [{ month: "2026-02", value: parseDecimal("2") }],
        });
      }),
    );
  });

  test("gives the last value known up to a month, and none before the first", () => {
    const history = attributeHistory([given("2026-02", { score: "4" }), given("2026-05", { score: "5" })]);
    const known = ["2026-01", "2026-02", "2026-04", "2026-05", "2027-01"].map((month) => lastKnown(history, "score", month)?.value);
    expect(known).toEqual([undefined, ...["4", "4", "5", "5"].map(parseDecimal)]);
    expect(lastKnown(history, "stars", "2026-05")).toBeUndefined();
    expect(lastKnown(undefined, "score", "2026-05")).toBeUndefined();
  });
});

describe("an advisor's attribute for a month", () => {
  const find = (key: string, month: string, own = attributeHistory([])) =>
    attributeFor(key, month, li, own, (storeId) => stores.get(storeId));

  test("is the advisor's own last known value, even where the store has a newer one", () => {
    const own = attributeHistory([given("2025-06", { inspection: "50" })]);
    expect(find("inspection", "2026-04", own)).toEqual({ value: parseDecimal("50"), from: { advisorId: "li" }, month: "2025-06" });
  });

  test("is else that of the store where the advisor is on the month's last day", () => {
    expect(find("inspection", "2026-02")).toEqual({ value: parseDecimal("70"), from: { storeId: "old" }, month: "2026-01" });
    expect(find("inspection", "2026-03")).toEqual({ value: parseDecimal("90"), from: { storeId: "new" }, month: "2026-02" });
  });

  test("is none where neither has any, or the advisor is in no store yet", () => {
    expect(find("stars", "2026-03")).toBeUndefined();
    expect(find("inspection", "2025-12")).toBeUndefined();
  });

  test("named tenureMonths is counted from the month of joining, whatever was sent", () => {
    const own = attributeHistory([given("2026-01", { tenureMonths: "99" })]);
    const tenure = ["2025-12", "2026-01", "2026-02", "2027-01"].map((month) => find("tenureMonths", month, own)?.value);
    expect(find("tenureMonths", "2026-02")).toEqual({ value: parseDecimal("1"), from: { advisorId: "li" }, month: "2026-02" });
    expect(tenure).toEqual([parseDecimal("-1"), 0n, parseDecimal("1"), parseDecimal("12")]);
  });
});
