import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import type { Credit } from "../../../../shared/engine/credits/credit.ts";
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
      format: "fenrun-statement-3",
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

describe("what an adjustment comes from", () => {
  const january = [trip("j1", "2026-01-10", ["hotel"]), trip("j2", "2026-01-11", ["train"])];
  const revised = (orderId: string, revision: number, members: object = {}): Step => ({
    order: { ...(trip(orderId, "2026-01-10", ["hotel"]) as { order: object }).order, revision, ...members },
  });
  const adjustedOf = (...steps: readonly Step[]) =>
    statementBody(lastInput(steps)).facts.adjusted.map(({ month, before, now }) => ({
      month,
      before: before?.map(({ orderId, revision }) => `${orderId} ${revision}`),
      now: now.map(({ orderId, revision }) => `${orderId} ${revision}`),
    }));

  test("in a month that was settled are the orders that count otherwise now, as they stood and as they stand", () => {
    const late = [revised("j1", 2, { status: "cancelled" }), trip("j3", "2026-01-12", ["hotel"])];
    expect(adjustedOf(version(1, "2025-01-01"), ...january, { close: "2026-01" }, ...late, { close: "2026-02" })).toEqual([]);
    const more = [...late, trip("j4", "2026-01-13", ["hotel"])];
    expect(adjustedOf(version(1, "2025-01-01"), ...january, { close: "2026-01" }, ...more, { close: "2026-02" })).toEqual([
      { month: "2026-01", before: ["j1 1"], now: ["j3 1", "j4 1"] },
    ]);
  });

  test("is an order of which one line counts otherwise, with all its lines", () => {
    const both = trip("j5", "2026-01-14", ["hotel", "train"]);
    const { order } = both as { order: { lines: object[] } };
    const dearer: Step = {
      order: { ...order, revision: 2, lines: order.lines.map((line, index) => (index === 0 ? { ...line, price: 3_000 } : line)) },
    };
    const { adjusted } = statementBody(
      lastInput([version(1, "2025-01-01"), both, { close: "2026-01" }, dearer, { close: "2026-02" }]),
    ).facts;
    const linesOf = (credits: readonly Credit[] | null | undefined) => credits?.map(({ lineId, amounts }) => [lineId, amounts.price]);
    expect([linesOf(adjusted[0]?.before), linesOf(adjusted[0]?.now)]).toEqual([
      [
        ["1", 1_000n],
        ["2", 1_000n],
      ],
      [
        ["1", 1_000n],
        ["2", 3_000n],
      ],
    ]);
  });

  test("is no order that counts as it did, though it was sent anew", () => {
    const late = [revised("j1", 2), trip("j3", "2026-01-12", ["hotel"])];
    expect(adjustedOf(version(1, "2025-01-01"), ...january, { close: "2026-01" }, ...late, { close: "2026-02" })).toEqual([
      { month: "2026-01", before: [], now: ["j3 1"] },
    ]);
  });

  test("in a month that was never settled is all of it; the facts as they stood are those of settled months alone", () => {
    const versions = [version(1, "2024-01-01"), version(2, "2025-06-01"), version(3, "2026-01-01")];
    const opened: Step = {
      order: { ...(trip("d1", "2025-12-31", ["hotel"]) as { order: object }).order, bookedAt: "2025-02-01T09:00:00+08:00" },
    };
    const steps = [...versions, ...january, { close: "2026-01" }, opened, trip("j3", "2026-01-12", ["hotel"]), { close: "2026-02" }];
    expect(adjustedOf(...steps)).toEqual([
      { month: "2025-12", before: undefined, now: ["d1 1"] },
      { month: "2026-01", before: [], now: ["j3 1"] },
    ]);
    const { facts } = statementBody(lastInput(steps));
    expect(Object.keys(facts.before?.rows ?? {})).toEqual(["2026-01"]);
    expect([facts.plans, facts.before?.plans].map((plans) => plans?.map((plan) => plan.version))).toEqual([
      [1, 2, 3],
      [1, 3],
    ]);
  });

  test("stands with the versions by which it was paid, those of then and those of now", () => {
    const backdated: Step = {
      plan: { ...(version(2, "2026-01-01") as { plan: object }).plan, components: [{ id: "tour", kind: "share", rate: "0.2" }] },
    };
    const { facts } = statementBody(
      lastInput([version(1, "2025-01-01"), ...january, { close: "2026-01" }, backdated, { close: "2026-02" }]),
    );
    expect([facts.plans, facts.before?.plans].map((plans) => plans?.map((plan) => plan.version))).toEqual([[1, 2], [1]]);
  });

  test("is told as nothing where nothing was adjusted", () => {
    const { facts } = statementBody(lastInput([version(1, "2025-01-01"), ...january, { close: "2026-01" }]));
    expect([facts.adjusted, facts.before]).toEqual([[], null]);
  });
});

describe("what was settled before", () => {
  test("stands by month, with the balance and what draws advanced, where they did", () => {
    const late = trip("d1", "2025-12-31", ["hotel"]);
    const first = [version(1, "2025-01-01"), trip("j1", "2026-01-10", ["hotel"]), { close: "2026-01" }];
    const { settledBefore } = statementBody(
      lastInput([...first, late, { close: "2026-02" }, manual("m", "2026-03"), { close: "2026-03" }]),
    ).facts;
    expect(settledBefore).toStrictEqual({
      byMonth: [
        ["2025-12", 100n],
        ["2026-01", 100n],
        ["2026-02", 0n],
      ],
      carriedForward: 0n,
    });
    const drawn: Step = {
      plan: { ...(version(1, "2025-01-01") as { plan: object }).plan, payout: { draw: { amount: 30, months: 1_000 } } },
    };
    expect(statementBody(lastInput([drawn, { close: "2026-01" }, { close: "2026-02" }])).facts.settledBefore).toMatchObject({
      carriedForward: -30n,
      advances: 30n,
    });
  });

  test("a write-off stands with what of it counts; without one no list of them does", () => {
    const debt: Step[] = [
      version(1, "2025-01-01"),
      { adjustment: { adjustmentId: "m", advisorId: "li", month: "2026-01", amount: -9, reason: "r" } },
    ];
    const forgiven: Step = {
      adjustment: { adjustmentId: "w", advisorId: "li", month: "2026-02", amount: 20, reason: "r", kind: "writeOff" },
    };
    const body = statementBody(lastInput([...debt, { close: "2026-01" }, forgiven, { close: "2026-02" }]));
    expect(body.writeOffs).toEqual([{ adjustmentId: "w", amount: 9n }]);
    expect(statementBody(lastInput([...debt, { close: "2026-01" }]))).not.toHaveProperty("writeOffs");
  });
});

test("body: a version that asks for a score, known only after the month was settled, is recomputed by the score as it was", () => {
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
