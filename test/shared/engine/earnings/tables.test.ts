import { describe, expect, test } from "vitest";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { explainEarnings } from "../../../../shared/engine/earnings/explain.ts";
import { momentAfter } from "../../../support/arbitrary-world.ts";
import type { Content, Step } from "../../../support/scenario.ts";
import { earned, given, li, MONTH, plan, sale } from "../small-facts.ts";

const row = (rate: string, where?: Content): Content => (where === undefined ? { rate } : { where, rate });
const table = (rows: readonly Content[], members: Content = {}): Content => ({ id: "lines", kind: "table", rows, ...members });
const of = (product: string, price: number, line: Content = {}, order: Content = {}) => sale(price, undefined, { product, ...line }, order);
const live = { facets: { channel: "live" } };
const paid = (components: readonly Content[], ...facts: readonly Step[]) => earned([plan(components), li(), ...facts]).lines;

describe("a table", () => {
  const rows = [
    row("0.03", { product: ["hotel"], channel: ["live"] }),
    row("0.02", { product: ["hotel"] }),
    row("0.01", { channel: ["live"] }),
  ];

  test("pays each credit by the first row that matches, though later ones match too", () => {
    expect(paid([table(rows)], of("hotel", 1_000, live))).toBe(30n);
    expect(paid([table(rows.toReversed())], of("hotel", 1_000, live))).toBe(10n);
    expect(paid([table(rows)], of("hotel", 1_000), of("train", 2_000, live), of("hotel", 3_000, live))).toBe(20n + 20n + 90n);
  });

  test("pays what no row matches at `otherwise`, and without one that isn't its own", () => {
    expect(paid([table(rows, { otherwise: "0.005" })], of("train", 1_000))).toBe(5n);
    expect(paid([table(rows)], of("train", 1_000))).toBeUndefined();
    // A row that pays nothing matches all the same: the component stands there, at 0.
    expect(paid([table([row("0", { product: ["train"] })], { otherwise: "0.005" })], of("train", 1_000))).toBe(0n);
  });

  test("without a condition on a row takes whatever the component takes", () => {
    expect(paid([table([row("0.02"), ...rows])], of("hotel", 1_000, live))).toBe(20n);
  });

  test("takes sellers' credits unless its own condition names a role, whatever its rows say", () => {
    const asEscort = of("hotel", 1_000, {}, { credits: [{ advisorId: "li", role: "escort" }] });
    expect(paid([table([row("0.02")])], asEscort)).toBeUndefined();
    expect(paid([table([row("0.02", { role: ["escort"] })])], asEscort)).toBeUndefined();
    const both = { where: { role: ["seller", "escort"] }, otherwise: "0.1" };
    expect(paid([table([row("0.02", { role: ["escort"] })], both)], asEscort, of("hotel", 500))).toBe(20n + 50n);
  });

  test("rounds the sum of its rows once", () => {
    const cents = [row("0.004", { product: ["hotel"] }), row("0.003", { product: ["train"] }), row("0.003", { product: ["flight"] })];
    // 0.4, 0.3 and 0.3: each by itself would be nothing.
    expect(paid([table(cents)], of("hotel", 100), of("train", 100), of("flight", 100))).toBe(1n);
  });

  test("multiplies every row's rate by the factors", () => {
    const factors = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4", factor: "1.5" }] }];
    const facts = [plan([table(rows, { factors: ["service"] })], { factors }), li(), of("hotel", 1_000, live), of("hotel", 2_000)];
    expect(earned(facts).lines).toBe(30n + 40n);
    expect(earned([...facts, given({ serviceScore: "4" })]).lines).toBe(45n + 60n);
  });

  test("beside others pays for its own rows alone, wherever it stands among them", () => {
    const share = { id: "tour", kind: "share", rate: "0.1" };
    const flat = { id: "each", kind: "flat", amount: 7 };
    for (const components of [
      [table(rows), share, flat],
      [share, table(rows), flat],
      [share, flat, table(rows)],
    ]) {
      expect(earned([plan(components), li(), of("hotel", 1_000), of("train", 500)])).toEqual({
        lines: 20n,
        tour: 150n,
        each: 14n,
        sum: 184n,
      });
    }
  });
});

test("a table explained: the rows that paid, with their base, and each credit at its row's rate", () => {
  const rows = [row("0.03", { product: ["hotel"] }), row("0.02", { product: ["flight"] }), row("0.01", { product: ["train"] })];
  const facts = [plan([table(rows, { otherwise: "0.005" })]), li(), of("train", 200), of("hotel", 1_000), of("hotel", 500), of("car", 400)];
  const moment = momentAfter(facts);
  const [explained] = explainEarnings(evaluate(moment.books("li"), MONTH), moment.credits("li", MONTH)).components;
  expect(explained).toMatchObject({
    kind: "table",
    id: "lines",
    amount: 49n,
    base: 2_100n,
    units: 4n,
    rate: {
      kind: "table",
      rows: [
        { where: { product: ["hotel"] }, rate: "0.03", base: 1_500n },
        { where: { product: ["train"] }, rate: "0.01", base: 200n },
        { rate: "0.005", base: 400n },
      ],
    },
  });
  const credits = explained !== undefined && "credits" in explained ? explained.credits : [];
  expect(credits.map(({ base, rate, amount }) => [base, rate, amount])).toEqual([
    [1_000n, "0.03", 30n],
    [200n, "0.01", 2n],
    [400n, "0.005", 2n],
    [500n, "0.03", 15n],
  ]);
  const rest = explained !== undefined && "rate" in explained && explained.rate.kind === "table" ? explained.rate.rows[2] : undefined;
  expect(rest).not.toHaveProperty("where");
});
