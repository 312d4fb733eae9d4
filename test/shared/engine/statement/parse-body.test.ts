import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import type { Agency } from "../../../../shared/engine/facts/agency.ts";
import { type StatementBody, statementBody } from "../../../../shared/engine/statement/body.ts";
import { bodyFrom, inputOf } from "../../../../shared/engine/statement/parse-body.ts";
import { PureCore, runInPureCore } from "../../../support/pure-core.ts";
import { readScenario, type Step } from "../../../support/scenario.ts";
import { given, li, MONTH, plan, sale } from "../small-facts.ts";
import { explainedStatements } from "./explained-statements.ts";

const EXAMPLES = new URL("../../../examples/", import.meta.url).pathname;
const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };

/** The canonical texts of the bodies of a run's statements, each chained to one hash. */
const textsOf = (core: PureCore, agency: Agency): string[] =>
  explainedStatements(core).map(({ settlement, now, ...rest }) => {
    const { books, credits } = now;
    return canonicalJson(statementBody({ agency, books, settlement, credits, previousHash: "ab", ...rest }));
  });
const again = (text: string): string => canonicalJson(statementBody(inputOf(bodyFrom(parseExact(text)))));

test("parse body: the bodies of all worked examples can be computed again from the facts in them, to the byte", () => {
  for (const file of readdirSync(EXAMPLES)) {
    const scenario = readScenario(`${EXAMPLES}${file}`);
    for (const text of textsOf(runInPureCore(scenario), scenario.agency)) expect(again(text)).toBe(text);
  }
});

/** The body of Li's last statement after these steps. */
function lastBody(...steps: readonly Step[]): StatementBody {
  const core = new PureCore(AGENCY);
  for (const step of steps) core.take(step);
  return bodyFrom(parseExact(textsOf(core, AGENCY).at(-1) ?? "null"));
}

describe("a body read from its text", () => {
  const equity = {
    anyOf: [
      { months: 2, totalAtLeast: 100 },
      { months: 3, eachAtLeast: 50, count: 1 },
    ],
  };
  const line = { discounts: { version: 30, revision: 4 }, facets: { channel: "live" } };
  const steps = [
    plan([{ id: "tour", kind: "share", rate: "0.1" }], { equity, base: { from: "price", less: ["discounts.version"] } }),
    li({ revision: 7 }),
    given({ goal: "1" }),
    sale(1_000, undefined, line),
    { adjustment: { adjustmentId: "a1", advisorId: "li", month: MONTH, amount: 5, reason: "prize" } },
    { close: MONTH },
  ];
  const body = lastBody(...steps);

  test("has amounts and sums as exact integers, those of a discount too that is named like a count", () => {
    expect(body.statement).toMatchObject({ earnings: 97n, manualAdjustments: 5n, payable: 102n });
    expect(body.facts.credits[0]?.amounts).toEqual({ price: 1_000n, refunded: 0n, cost: 0n, units: 1n, discounts: { version: 30n } });
    expect(body.earnings).toMatchObject({ amount: 97n, components: [{ version: 1, base: 970n, credits: [{ amount: 97n }] }] });
  });

  test("has versions, revisions and counts of months as numbers", () => {
    expect(body.facts.credits[0]).toMatchObject({ revision: 1, recipient: { version: 1 } });
    expect(body.equity.anyOf).toEqual([
      { kind: "total", months: 2, atLeast: 100n, total: 97n, fulfilled: false },
      { kind: "each", months: 3, atLeast: 50n, count: 1, reachedIn: [MONTH], fulfilled: true },
    ]);
  });

  test("has the revisions of an adjustment as numbers, and an attribute's values as they are, be it named like a count", () => {
    const factors = [{ id: "service", by: "version", default: "1", steps: [{ from: "4", factor: "2" }] }];
    const scored = plan([{ id: "tour", kind: "share", rate: "0.1", factors: ["service"] }], { factors });
    const again = sale(1_000, undefined, {}, { orderId: "o1" });
    const changed = sale(2_000, undefined, {}, { orderId: "o1", revision: 2 });
    const { adjustments, facts } = lastBody(scored, li(), given({ version: "4" }), again, { close: MONTH }, changed, { close: "2026-04" });
    expect(adjustments).toMatchObject([{ facts: [{ orderId: "o1", revisionBefore: 1, revisionNow: 2, amount: 200n }] }]);
    expect(facts.attributes).toEqual({ version: [[MONTH, "4"]] });
  });

  test("has what was sent as it was sent: whole numbers are numbers", () => {
    expect(body.agency).toEqual(AGENCY);
    expect(body.advisor).toMatchObject({ revision: 7 });
    expect(body.facts.plans).toMatchObject([
      { version: 1, payout: { minimum: 0 }, equity: { anyOf: [{ totalAtLeast: 100 }, { count: 1 }] } },
    ]);
    expect(body.manualAdjustments).toMatchObject([{ amount: 5 }]);
  });
});

describe("what a body must have been made of", () => {
  const share = plan([{ id: "tour", kind: "share", rate: "0.1" }]);

  test("is nothing where by its facts there is nothing to state", () => {
    const body = lastBody(share, li(), sale(1_000), { close: MONTH });
    const empty = { ...body, facts: { ...body.facts, credits: [] } };
    expect(() => inputOf(empty)).toThrow("nothing to state");
  });

  test("has the month's rows by its credits, whatever its rows say", () => {
    const body = lastBody(share, li(), sale(1_000), { close: MONTH });
    const [credit] = body.facts.credits;
    if (credit === undefined) throw new Error("there is no credit");
    const row = { ...credit.amounts, planId: "partner", version: 1, facets: credit.facets, count: 1n, price: 9_000n };
    const forged = { ...body, facts: { ...body.facts, rows: { [MONTH]: [row] } } };
    expect(inputOf(forged).settlement.statement.earnings).toBe(100n);
    expect(() => inputOf({ ...forged, facts: { ...forged.facts, credits: [] } })).toThrow("nothing to state");
  });

  test("has the hash before it, or none", () => {
    const body = lastBody(share, li(), sale(1_000), { close: MONTH });
    expect(inputOf(body).previousHash).toBe("ab");
    expect(inputOf({ ...body, previousHash: null }).previousHash).toBeUndefined();
  });

  test("has for a restated month how it stood and stands, for an opened one how it stands alone", () => {
    const [opened, restated] = [sale(1_000, "2025-12-10"), sale(500, "2026-03-20")];
    const body = lastBody(share, li(), sale(1_000), { close: MONTH }, opened, restated, { close: "2026-04" });
    const { adjusted } = inputOf(body);
    expect([...adjusted.keys()]).toEqual(["2025-12", MONTH]);
    expect(adjusted.get("2025-12")?.before).toBeUndefined();
    expect(adjusted.get("2025-12")?.now.credits.map(({ amounts }) => amounts.price)).toEqual([1_000n]);
    const march = adjusted.get(MONTH);
    expect([march?.before?.credits, march?.now.credits].map((all) => all?.map(({ amounts }) => amounts.price))).toEqual([[], [500n]]);
    expect(march?.before?.books.rows.get(MONTH)).toMatchObject([{ price: 1_000n }]);
    expect(march?.now.books.rows.get(MONTH)).toMatchObject([{ price: 1_500n }]);
  });

  test("knows the scores of the advisor and of the store by which it was computed", () => {
    const factors = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4", factor: "2" }] }];
    const scored = plan([{ id: "tour", kind: "share", rate: "0.1", factors: ["service"] }], { factors });
    const inStore = li({ stores: [{ storeId: "s1", from: "2020-01-01" }] });
    const ofStore: Step = { attributes: { storeId: "s1", month: MONTH, values: { serviceScore: "4" }, revision: 1 } };
    const earned = (...steps: readonly Step[]) =>
      inputOf(lastBody(scored, inStore, ofStore, sale(1_000), ...steps)).settlement.statement.earnings;
    expect(earned({ close: MONTH })).toBe(200n);
    expect(earned(given({ serviceScore: "3.9" }), { close: MONTH })).toBe(100n);
  });
});
