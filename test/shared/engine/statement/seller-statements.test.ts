import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { explainComponents } from "../../../../shared/engine/earnings/explain.ts";
import { rowsOf } from "../../../../shared/engine/earnings/inputs.ts";
import { hashOfCredits } from "../../../../shared/engine/earnings/seller-sums.ts";
import { statementBody } from "../../../../shared/engine/statement/body.ts";
import { bodyFrom, inputOf } from "../../../../shared/engine/statement/parse-body.ts";
import {
  amountFrom,
  creditsFileText,
  readCreditsFile,
  sellerLines,
  sellerParts,
} from "../../../../shared/engine/statement/seller-parts.ts";
import type { Step } from "../../../support/scenario.ts";
import { type Issued, issuedBy } from "../../account/issued-statements.ts";
import { recordAll } from "../../ledger/recorded-facts.ts";
import { li, plan, sale } from "../small-facts.ts";

/** Zhao is above Li and Wang, and gets 1.5% of what they sell and 300 for each order. */
const COMPONENTS = [
  { id: "override", kind: "share", rate: "0.015", where: { role: ["manager"] } },
  { id: "each", kind: "flat", amount: 300, where: { role: ["manager"] } },
  { id: "tour", kind: "share", rate: "0.1", where: { role: ["seller"] } },
];
const under = (managerId: string) => ({ managers: [{ managerId, from: "2020-01-15" }] });
const sold = (orderId: string, price: number, day: string, advisorId = "li", order = {}) =>
  sale(price, day, {}, { orderId, credits: [{ advisorId }], ...order });

const TEAM = [
  li({ advisorId: "zhao", name: "Zhao" }),
  li({ name: "Li", ...under("zhao") }),
  li({ advisorId: "wang", name: "Wang", ...under("zhao") }),
];
/** Of March and April. */
const STEPS: readonly Step[] = [
  plan(COMPONENTS),
  ...TEAM,
  sold("o2", 1_050, "2026-03-10", "wang"),
  sold("o1", 1_000, "2026-03-10"),
  sold("o3", 500, "2026-03-11"),
  { close: "2026-03" },
  sold("o1", 2_000, "2026-03-10", "li", { revision: 2 }),
  sold("o2", 1_050, "2026-03-10", "wang", { revision: 2, status: "cancelled" }),
  sold("o3", 500, "2026-03-11", "li", { revision: 2 }),
  sold("o5", 100, "2026-03-12"),
  sold("o7", 2_000, "2026-02-10"),
  sold("o8", 800, "2026-04-10", "wang"),
  { close: "2026-04" },
];

/** The statements of these steps, each by its advisor and month. */
async function issued(steps = STEPS): Promise<(name: string) => Issued> {
  const all = await issuedBy(recordAll({ currency: "CNY", timeZone: "Asia/Shanghai", facets: [] }, steps));
  const named = Map.groupBy(all, ({ file: { body } }) => `${body.statement.advisorId} ${body.statement.month}`);
  return (name) => {
    const [found] = named.get(name) ?? [];
    if (found === undefined) throw new Error(`there is no statement ${name}`);
    return found;
  };
}
async function bodies() {
  const statementOf = await issued();
  return (name: string) => statementOf(name).file.body;
}

const row = (price: bigint, count: bigint) => ({
  ...{ planId: "partner", version: 1, facets: ["hotel", "manager", "no"] },
  ...{ price, refunded: 0n, cost: 0n, units: count, count, discounts: {} },
});
const PARTNER = { planId: "partner", version: 1 };

describe("seller statements: a manager's statement", () => {
  test("has a line for each seller by id, with their sums, and what each component pays for them", async () => {
    const bodyOf = await bodies();
    const { facts, earnings } = bodyOf("zhao 2026-03");
    expect(facts.credits).toEqual([]);
    expect(facts.sellers).toMatchObject([
      { sellerId: "li", name: "Li", rows: [row(1_500n, 2n)] },
      { sellerId: "wang", name: "Wang", rows: [row(1_050n, 1n)] },
    ]);
    // 22.5 and 15.75 are 38: the larger remainder is Wang's.
    expect(earnings.components).toMatchObject([
      { id: "each", amount: 900n, sellers: [{ amount: 600n }, { amount: 300n }] },
      {
        ...{ id: "override", amount: 38n },
        sellers: [
          { sellerId: "li", base: 1_500n, units: 2n, amount: 22n },
          { sellerId: "wang", base: 1_050n, units: 1n, amount: 16n },
        ],
      },
    ]);
  });

  test("divides a component between the manager's own credits and the sellers, as the open month does without credits", async () => {
    const all = { id: "all", kind: "share", rate: "0.015", where: { role: ["seller", "manager"] } };
    const sales = [sold("o1", 1_500, "2026-03-10"), sold("o2", 1_050, "2026-03-10", "wang"), sold("o4", 1_000, "2026-03-10", "zhao")];
    const steps = [plan([all, ...COMPONENTS]), ...TEAM, ...sales, { close: "2026-03" }];
    const { body } = (await issued(steps))("zhao 2026-03").file;
    const { earnings, facts } = body;
    // 22.5, 15.75 and 15 are 53: the largest remainder is Wang's.
    expect(earnings.components[0]).toMatchObject({ id: "all", amount: 53n, credits: [{ amount: 15n }] });
    const sellers = facts.sellers ?? [];
    const { books } = inputOf(body);
    const open = explainComponents(evaluate(books, "2026-03"), { advisorId: "zhao", rows: rowsOf(books, "2026-03"), sellers });
    expect(open[0]).toMatchObject({
      sellers: [
        { sellerId: "li", amount: 22n },
        { sellerId: "wang", base: 1_050n, amount: 16n },
      ],
    });
    expect(open).toEqual(earnings.components.map((each) => ("credits" in each ? { ...each, credits: undefined } : each)));
    // Sums of another version are none of this one's.
    const other = sellers.map((each) => ({ ...each, rows: each.rows.map((of) => ({ ...of, version: 2 })) }));
    const without = explainComponents(evaluate(books, "2026-03"), { advisorId: "zhao", rows: [], sellers: other });
    expect(without.some((each) => "sellers" in each)).toBe(false);
  });

  test("tells of each seller what their changed orders do at the settled rates, and of a month never settled all", async () => {
    const bodyOf = await bodies();
    const { adjustments, facts } = bodyOf("zhao 2026-04");
    expect(
      facts.adjusted.map(({ month, before, now, sellers }) => [month, before, now, sellers?.map(({ sellerId, rows }) => [sellerId, rows])]),
    ).toEqual([
      ["2026-02", null, [], [["li", [row(2_000n, 1n)]]]],
      [
        "2026-03",
        [],
        [],
        [
          ["li", [row(1_100n, 1n)]],
          ["wang", [row(-1_050n, -1n)]],
        ],
      ],
    ]);
    expect(adjustments).toMatchObject([
      { kind: "opened", month: "2026-02", amount: 330n },
      { kind: "restated", month: "2026-03" },
    ]);
    expect(adjustments[1]).toStrictEqual({
      ...{ kind: "restated", month: "2026-03", amount: 1n, facts: [] },
      sellers: [
        {
          ...{ sellerId: "li", amount: 317n },
          parts: [
            { id: "each", ...PARTNER, base: 1_100n, units: 1n, settledRate: "300" },
            { id: "override", ...PARTNER, base: 1_100n, units: 1n, settledRate: "3/200" },
          ],
        },
        {
          ...{ sellerId: "wang", amount: -316n },
          parts: [
            { id: "each", ...PARTNER, base: -1_050n, units: -1n, settledRate: "300" },
            { id: "override", ...PARTNER, base: -1_050n, units: -1n, settledRate: "3/200" },
          ],
        },
      ],
      ladderAndFactors: { amount: 0n, because: [] },
    });
  });

  test("is computed again from its facts to the byte, and so is a seller's, which names who counts which credits", async () => {
    const statementOf = await issued();
    const bodyOf = (name: string) => statementOf(name).file.body;
    for (const name of ["zhao 2026-03", "zhao 2026-04", "li 2026-03", "li 2026-04", "wang 2026-04"]) {
      const { bodyText } = statementOf(name).file;
      expect(canonicalJson(statementBody(inputOf(bodyFrom(parseExact(bodyText)))))).toBe(bodyText);
    }
    const [march, april] = [sellerLines(bodyOf("zhao 2026-03")), sellerLines(bodyOf("zhao 2026-04"))];
    const views = (sellerId: string, lines: typeof march) =>
      lines
        .filter((line) => line.sellerId === sellerId)
        .map(({ month, creditsHash }) => ({ advisorId: "zhao", month, creditsHash }))
        .sort((left, right) => (left.month < right.month ? -1 : 1));
    expect([bodyOf("li 2026-03").facts.views, bodyOf("li 2026-04").facts.views]).toEqual([views("li", march), views("li", april)]);
    expect(bodyOf("wang 2026-04").facts.views).toEqual(views("wang", april));
    expect(bodyOf("zhao 2026-03").facts).not.toHaveProperty("views");
    expect(bodyOf("li 2026-03").facts).not.toHaveProperty("sellers");
    expect(bodyOf("li 2026-04").facts.adjusted[0]).not.toHaveProperty("sellers");
  });
});

describe("seller statements: a line for a seller", () => {
  const lines = async () => [...(await issued())("zhao 2026-04").sellers.values()];

  test("is of the statement's month, then of those it adjusts: all of one that was never settled, else what changed", async () => {
    expect((await lines()).map(({ line }) => [line.sellerId, line.month, line.which])).toEqual([
      ["wang", "2026-04", "all"],
      ["li", "2026-02", "all"],
      ["li", "2026-03", "changed"],
      ["wang", "2026-03", "changed"],
    ]);
    expect(sellerLines((await bodies())("li 2026-04"))).toEqual([]);
  });

  test("is paid by its orders: each part of a whole month, each change of another", async () => {
    const { body } = (await issued())("zhao 2026-04").file;
    const parts = (await lines()).map(({ line, credits, terms }) => sellerParts(body, line, credits, terms));
    const part = { lineId: "1", role: "manager", units: 1n };
    const changed = { ...PARTNER, unitsBefore: 1n, unitsNow: 1n, settledRate: "3/200" };
    expect(parts).toEqual([
      {
        ...{ kind: "all", amount: 312n },
        parts: [
          { orderId: "o8", ...part, base: 800n, amount: 12n },
          { orderId: "o8", ...part, base: 800n, amount: 300n },
        ],
      },
      {
        ...{ kind: "all", amount: 330n },
        parts: [
          { orderId: "o7", ...part, base: 2_000n, amount: 30n },
          { orderId: "o7", ...part, base: 2_000n, amount: 300n },
        ],
      },
      {
        ...{ kind: "changed", amount: 317n },
        orders: [
          {
            ...{ orderId: "o1", revisionBefore: 1, revisionNow: 2, amount: 15n },
            parts: [
              { ...changed, id: "each", baseBefore: 1_000n, baseNow: 2_000n, settledRate: "300" },
              { ...changed, id: "override", baseBefore: 1_000n, baseNow: 2_000n },
            ],
          },
          {
            ...{ orderId: "o5", revisionNow: 1, amount: 302n },
            parts: [
              { ...changed, id: "each", baseBefore: 0n, baseNow: 100n, unitsBefore: 0n, settledRate: "300" },
              { ...changed, id: "override", baseBefore: 0n, baseNow: 100n, unitsBefore: 0n },
            ],
          },
        ],
      },
      {
        ...{ kind: "changed", amount: -316n },
        orders: [
          {
            ...{ orderId: "o2", revisionBefore: 1, amount: -316n },
            parts: [
              { ...changed, id: "each", baseBefore: 1_050n, baseNow: 0n, unitsNow: 0n, settledRate: "300" },
              { ...changed, id: "override", baseBefore: 1_050n, baseNow: 0n, unitsNow: 0n },
            ],
          },
        ],
      },
    ]);
  });

  test("of a component that pays none of a seller's credits is nothing", async () => {
    const bodyOf = await bodies();
    expect([amountFrom("li", undefined), amountFrom("li", bodyOf("zhao 2026-04").earnings.components[0])]).toEqual([0n, 0n]);
    expect(amountFrom("wang", bodyOf("zhao 2026-04").earnings.components[0])).toBe(300n);
    expect(amountFrom("li", bodyOf("li 2026-03").earnings.components[0])).toBe(0n);
  });

  test("is kept as a file of its credits, which stand in it as they were hashed", async () => {
    const [, , { line, credits }] = (await lines()) as [unknown, unknown, Awaited<ReturnType<typeof lines>>[number]];
    const text = creditsFileText({ ...line, advisorId: "zhao", credits });
    expect(text.startsWith('{"format":"fenrun-credits-1","advisorId":"zhao","sellerId":"li","month":"2026-03","credits":{"before":[')).toBe(
      true,
    );
    expect(text.endsWith("]}}\n")).toBe(true);
    const read = readCreditsFile(text);
    expect(read).toEqual({ advisorId: "zhao", sellerId: "li", month: "2026-03", credits });
    expect(read && hashOfCredits(read.credits)).toBe(line.creditsHash);
    expect([readCreditsFile("null"), readCreditsFile(text.replace("credits-1", "credits-2"))]).toEqual([undefined, undefined]);
  });
});
