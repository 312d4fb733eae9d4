import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import type { Agency } from "../../../../shared/engine/facts/agency.ts";
import { type BodyInput, statementBody } from "../../../../shared/engine/statement/body.ts";
import { bodyFrom, inputOf } from "../../../../shared/engine/statement/parse-body.ts";
import { PureCore } from "../../../support/pure-core.ts";
import type { Step } from "../../../support/scenario.ts";
import { explainedStatements } from "./explained-statements.ts";

const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };

const trip = (orderId: string, day: string, products: readonly string[]): Step => ({
  order: {
    orderId,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${day}T09:00:00+08:00`,
    fulfilledAt: `${day}T20:00:00+08:00`,
    currency: "CNY",
    lines: products.map((product, index) => ({ lineId: `${products.length - index}`, product, price: 1_000 })),
    credits: [{ advisorId: "li" }],
  },
});
const version = (version: number, effectiveFrom: string): Step => ({
  plan: { planId: "partner", version, effectiveFrom, components: [{ id: "tour", kind: "share", rate: "0.1" }] },
});
const manual = (adjustmentId: string, month = "2026-02"): Step => ({
  adjustment: { adjustmentId, advisorId: "li", month, amount: 5, reason: "prize" },
});

/** The input of the body of li's last statement, after these steps. */
function lastInput(steps: readonly Step[], previousHash?: string): BodyInput {
  const core = new PureCore(AGENCY);
  core.take({ advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2020-01-15", planId: "partner" } });
  for (const step of steps) core.take(step);
  const last = explainedStatements(core).at(-1);
  if (last === undefined) throw new Error("there is no statement");
  return {
    agency: AGENCY,
    books: last.now.books,
    previousHash,
    settlement: last.settlement,
    credits: last.now.credits,
    adjusted: last.adjusted,
    firstMonth: last.firstMonth,
    settledBefore: last.settledBefore,
  };
}

describe("a statement's body", () => {
  const january = [trip("j2", "2026-01-20", ["train", "hotel"]), trip("j1", "2026-01-10", ["hotel"]), { close: "2026-01" }];
  const facts = [
    version(1, "2025-01-01"),
    version(2, "2026-02-15"),
    version(3, "2026-02-28"),
    trip("d1", "2025-12-31", ["hotel"]),
    ...january,
  ];

  test("says what it is, of whom, and after which statement; the first after none", () => {
    const body = statementBody(lastInput([...facts, trip("f1", "2026-02-01", ["hotel"]), { close: "2026-02" }], "abc"));
    expect(body).toMatchObject({
      format: "fenrun-statement-2",
      agency: AGENCY,
      advisor: { advisorId: "li", name: "Li" },
      previousHash: "abc",
    });
    expect(body.statement).toMatchObject({ advisorId: "li", month: "2026-02", earnings: 100n });
    expect(body.earnings).toMatchObject({ month: "2026-02", amount: 100n });
    expect(statementBody(lastInput(facts)).previousHash).toBeNull();
  });

  test("holds the plan versions that pay its credits and the one in force at the month's end, each once and in order", () => {
    const plansOf = (steps: readonly Step[]) => statementBody(lastInput([...facts, ...steps])).facts.plans.map((plan) => plan.version);
    const [early, late] = [trip("f1", "2026-02-01", ["hotel"]), trip("f2", "2026-02-20", ["hotel"])];
    expect(plansOf([late, early, { close: "2026-02" }])).toEqual([1, 2, 3]);
    expect(plansOf([early, trip("f3", "2026-02-28", ["hotel"]), { close: "2026-02" }])).toEqual([1, 3]);
    expect(plansOf([manual("a1"), { close: "2026-02" }])).toEqual([3]);
    expect(statementBody(lastInput([manual("a1"), { close: "2026-02" }])).facts.plans).toEqual([]);
  });

  test("holds the rows of the calendar year's earlier months where a plan climbs a ladder of the year, and of no month else", () => {
    const yearly: Step = {
      plan: {
        planId: "partner",
        version: 3,
        effectiveFrom: "2026-02-28",
        components: [{ id: "tour", kind: "share", tiers: { mode: "whole", period: "year", steps: [{ from: 0, rate: "0.1" }] } }],
      },
    };
    const february = [trip("f1", "2026-02-01", ["hotel"]), { close: "2026-02" }];
    const rowsOf = (steps: readonly Step[]) => statementBody(lastInput(steps)).facts.rows;
    expect(rowsOf([...facts, ...february])).toEqual({});
    const withYear = rowsOf([...facts.filter((step) => !("plan" in step && step.plan.version === 3)), yearly, ...february]);
    expect(Object.keys(withYear)).toEqual(["2026-01"]);
    expect(withYear["2026-01"]?.map(({ facets, price, count }) => [facets[0], price, count])).toEqual([
      ["hotel", 2_000n, 2n],
      ["train", 1_000n, 1n],
    ]);
  });

  test("holds the month's credits by order and line, and its manual adjustments by their id", () => {
    const february = [trip("f2", "2026-02-20", ["hotel", "train"]), trip("f1", "2026-02-01", ["hotel"])];
    const body = statementBody(
      lastInput([...facts, ...february, manual("a2"), manual("a1"), manual("a0", "2026-03"), { close: "2026-02" }]),
    );
    expect(body.facts.credits.map(({ orderId, lineId }) => `${orderId} ${lineId}`)).toEqual(["f1 1", "f2 1", "f2 2"]);
    expect(body.manualAdjustments.map(({ adjustmentId }) => adjustmentId)).toEqual(["a1", "a2"]);
  });

  test("explains each adjustment, and is refused where the credits of an adjusted month are not given", () => {
    const input = lastInput([...facts, trip("j3", "2026-01-31", ["hotel"]), { close: "2026-02" }]);
    expect(statementBody(input).adjustments).toMatchObject([
      { kind: "restated", month: "2026-01", amount: 100n, facts: [{ orderId: "j3" }] },
    ]);
    expect(() => statementBody({ ...input, adjusted: new Map() })).toThrow("the credits of 2026-01 are needed");
  });
});

test("a version that asks for a score, known only after the month was settled, is recomputed by the score as it was", () => {
  const score: Step = { attributes: { advisorId: "li", month: "2025-12", values: { serviceScore: "5" } } };
  const backdated: Step = {
    plan: {
      planId: "partner",
      version: 2,
      effectiveFrom: "2025-12-01",
      components: [{ id: "tour", kind: "share", rate: "0.1", factors: ["service"] }],
      factors: [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4", factor: "1.1" }] }],
    },
  };
  const late = [trip("o1", "2026-01-11", ["hotel"]), backdated];
  // Version 1 asks for nothing: what was known of the score then counts all the same, for what is settled by it now.
  const input = lastInput([score, version(1, "2025-01-01"), { close: "2026-01" }, ...late, { close: "2026-02" }]);
  const text = canonicalJson(statementBody(input));
  expect(canonicalJson(statementBody(inputOf(bodyFrom(parseExact(text)))))).toBe(text);
});
