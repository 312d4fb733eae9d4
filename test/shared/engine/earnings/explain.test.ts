import { describe, expect, test } from "vitest";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { explainEarnings } from "../../../../shared/engine/earnings/explain.ts";
import { rowOf } from "../../../../shared/engine/earnings/tally.ts";
import { type ExplainedAdjustment, explainAdjustment } from "../../../../shared/engine/statement/explain-adjustment.ts";
import { PureCore, runInPureCore } from "../../../support/pure-core.ts";
import { readScenario } from "../../../support/scenario.ts";

/** Runs a worked example. */
const runExample = (name: string): PureCore =>
  runInPureCore(readScenario(new URL(`../../../examples/${name}.json`, import.meta.url).pathname));

/** Explains what the second close of an example adjusted of an advisor's month. */
function explained(core: PureCore, advisorId: string, month: Month): ExplainedAdjustment {
  const [first, second] = core.closes;
  const adjustments = second?.settlements.get(advisorId)?.statement?.adjustments ?? [];
  const adjustment = adjustments.find((each) => each.month === month);
  if (first === undefined || second === undefined || adjustment === undefined) throw new Error(`${month} was not adjusted`);
  return explainAdjustment(month, adjustment.amount, first.moment.standing(advisorId, month), second.moment.standing(advisorId, month));
}

/** The explained components of an advisor's month at a close of an example. */
function components(core: PureCore, close: number, advisorId: string) {
  const closed = core.closes[close];
  const earnings = closed?.settlements.get(advisorId)?.earnings;
  if (closed === undefined || earnings === undefined) throw new Error(`${advisorId} was not settled`);
  return explainEarnings(earnings, closed.moment.credits(advisorId, closed.month)).components;
}

const TOUR = { id: "tour", planId: "partner", version: 1 };

describe("a table explained", () => {
  test("by its rows that pay, each credit at its own rate; a return at the rate of its row", () => {
    const core = runExample("a-table-pays-the-rest-otherwise");
    const lines = components(core, 0, "li").find(({ id }) => id === "lines");
    expect(lines).toMatchObject({
      amount: 357n,
      base: 16_334n,
      rate: {
        kind: "table",
        rows: [
          { where: { role: ["escort"] }, rate: "0.01", base: 5_000n },
          { where: { product: ["hotel"], channel: ["live"] }, rate: "0.03", base: 10_001n },
          { rate: "0.005", base: 1_333n },
        ],
      },
      // 300.03, 1.665, 50 and 5: the two that are left go to the largest remainders.
      credits: [
        { orderId: "o1", rate: "0.03", amount: 300n },
        { orderId: "o2", rate: "0.005", amount: 2n },
        { orderId: "o3", rate: "0.01", amount: 50n },
        { orderId: "o4", rate: "0.005", amount: 5n },
      ],
    });
    expect(explained(core, "li", "2026-09")).toMatchObject({
      facts: [{ orderId: "o1", amount: -300n, parts: [{ id: "lines", baseBefore: 10_001n, baseNow: 0n, settledRate: "3/100" }] }],
      ladderAndFactors: { amount: 0n, because: [] },
    });
  });
});

describe("an adjustment explained", () => {
  test("refund after the close: the refund at the rate that was settled, then what the lower tier took from the rest", () => {
    const core = runExample("refund-after-close-drops-a-tier");
    expect(explained(core, "li", "2026-10")).toEqual({
      kind: "restated",
      month: "2026-10",
      amount: -340_000n,
      facts: [
        {
          orderId: "o2",
          revisionBefore: 2,
          revisionNow: 3,
          amount: -160_000n,
          parts: [{ ...TOUR, baseBefore: 5_000_000n, baseNow: 3_000_000n, unitsBefore: 1n, unitsNow: 1n, settledRate: "2/25" }],
        },
      ],
      ladderAndFactors: {
        amount: -180_000n,
        because: [
          {
            ...TOUR,
            amountBefore: 880_000n,
            amountNow: 540_000n,
            measuredBefore: 11_000_000n,
            measuredNow: 9_000_000n,
            rateBefore: "2/25",
            rateNow: "3/50",
          },
        ],
      },
    });
  });

  test("corrected score: no fact of an order, and one line that names the score before and now", () => {
    const core = runExample("service-quality-factor-corrected-after-close");
    const score = { id: "service", by: "serviceScore", from: { advisorId: "li" }, givenFor: "2026-10" };
    expect(explained(core, "li", "2026-10")).toStrictEqual({
      kind: "restated",
      month: "2026-10",
      amount: 21_000n,
      facts: [],
      ladderAndFactors: {
        amount: 21_000n,
        because: [
          {
            ...TOUR,
            amountBefore: 45_000n,
            amountNow: 66_000n,
            rateBefore: "9/200",
            rateNow: "33/500",
            factorsBefore: [{ ...score, value: "3.9", factor: "0.75" }],
            factorsNow: [{ ...score, value: "4.8", factor: "1.1" }],
          },
        ],
      },
    });
  });

  test("manager moved: the order leaves the one and comes to the other, each at the override's rate", () => {
    const core = runExample("manager-moved-in-retrospect-moves-the-override");
    const override = { id: "override", planId: "partner", version: 1, settledRate: "1/100" };
    const gone = { baseBefore: 1_000_000n, baseNow: 0n, unitsBefore: 1n, unitsNow: 0n };
    const come = { baseBefore: 0n, baseNow: 1_000_000n, unitsBefore: 0n, unitsNow: 1n };
    expect(explained(core, "zhao", "2026-10")).toMatchObject({
      amount: -10_000n,
      facts: [{ orderId: "o1", revisionBefore: 2, amount: -10_000n, parts: [{ ...override, ...gone }] }],
      ladderAndFactors: { amount: 0n },
    });
    expect(explained(core, "qian", "2026-10")).toMatchObject({
      amount: 10_000n,
      facts: [{ orderId: "o1", revisionNow: 2, amount: 10_000n, parts: [{ ...override, ...come }] }],
      ladderAndFactors: { amount: 0n },
    });
  });

  test("registered after the close: the month is opened, with its earnings", () => {
    const core = runExample("credit-waits-for-an-unknown-advisor");
    const standing = core.now().standing("sun", "2026-10");
    expect(explainAdjustment("2026-10", 24_000n, undefined, standing)).toMatchObject({
      kind: "opened",
      amount: 24_000n,
      earnings: { amount: 24_000n, components: [{ id: "tour", credits: [{ orderId: "o1", base: 400_000n, amount: 24_000n }] }] },
    });
  });
});

describe("earnings explained", () => {
  test("a whole ladder: what was measured, the step reached and its rate, and each credit's part", () => {
    const [tour] = components(runExample("refund-after-close-drops-a-tier"), 0, "li");
    expect(tour).toEqual({
      ...TOUR,
      kind: "share",
      amount: 880_000n,
      base: 11_000_000n,
      units: 2n,
      rate: {
        kind: "ladder",
        mode: "whole",
        measure: "sales",
        period: "month",
        climbedFrom: 0n,
        measured: 11_000_000n,
        step: { from: 10_000_000n, rate: "0.08" },
        stretches: [],
        rate: "2/25",
      },
      factors: [],
      credits: [
        { orderId: "o1", lineId: "1", role: "seller", base: 6_000_000n, units: 1n, amount: 480_000n },
        { orderId: "o2", lineId: "1", role: "seller", base: 5_000_000n, units: 1n, amount: 400_000n },
      ],
    });
  });

  test("a factor: whose score of which month, and what it makes", () => {
    const [tour] = components(runExample("service-quality-factor-corrected-after-close"), 0, "li");
    expect(tour).toMatchObject({
      amount: 45_000n,
      rate: { kind: "rate", rate: "0.06" },
      factors: [{ id: "service", by: "serviceScore", value: "3.9", from: { advisorId: "li" }, givenFor: "2026-10", factor: "0.75" }],
    });
  });

  test("a year's ladder: where the months before stopped, and each stretch climbed at its step's rate", () => {
    const [tour] = components(runExample("annual-ladder-continues-where-last-month-stopped"), 2, "li");
    expect(tour).toMatchObject({
      rate: {
        kind: "ladder",
        mode: "marginal",
        period: "year",
        climbedFrom: 13_000_000n,
        measured: 34_000_000n,
        step: { from: 30_000_000n, rate: "0.1" },
        stretches: [
          { from: 13_000_000n, to: 30_000_000n, rate: "0.08" },
          { from: 30_000_000n, to: 34_000_000n, rate: "0.1" },
        ],
        rate: "44/525",
      },
    });
  });

  test("a flat: its amount for each unit, whatever the price", () => {
    const parts = components(runExample("facets-pay-cross-sell-win-back-and-activities"), 0, "li");
    expect(parts.find(({ id }) => id === "activity")).toMatchObject({
      kind: "flat",
      amount: 1_600n,
      base: 0n,
      units: 2n,
      rate: { kind: "amount", amount: 800n },
      credits: [
        { orderId: "a1", lineId: "1", role: "seller", base: 0n, units: 1n, amount: 800n },
        { orderId: "a2", lineId: "1", role: "seller", base: 0n, units: 1n, amount: 800n },
      ],
    });
  });

  test("a bonus, a cap and a guarantee: what was measured or stood before, and the limit that decided", () => {
    const partner = { planId: "partner", version: 1 };
    const [ceiling, club, tenOrders] = components(runExample("bonus-and-cap"), 0, "li");
    expect(ceiling).toEqual({ ...partner, id: "ceiling", kind: "cap", amount: -228_800n, measured: 10_828_800n, limit: 10_600_000n });
    expect(club).toEqual({ ...partner, id: "hundred-k-club", kind: "bonus", amount: 500_000n, measured: 10_320_000n, limit: 10_000_000n });
    expect(tenOrders).toEqual({ ...partner, id: "ten-orders", kind: "bonus", amount: 8_800n, measured: 2n, limit: 2n });
    const [ramp] = components(runExample("ramp-guarantee-tops-up-new-advisors"), 0, "li");
    expect(ramp).toEqual({ ...partner, id: "ramp", kind: "guarantee", amount: 440_000n, measured: 60_000n, limit: 500_000n });
  });

  test("a store's score stands where the advisor has none", () => {
    const core = runExample("store-score-counts-where-the-advisor-has-none");
    const sources = core.closes.flatMap(({ settlements }, close) =>
      [...settlements.keys()].flatMap((advisorId) =>
        components(core, close, advisorId).flatMap((part) => ("factors" in part ? part.factors : [])),
      ),
    );
    expect(sources.some(({ from }) => from !== undefined && "storeId" in from)).toBe(true);
  });
});

test("attainment explained: the target as it was given, and exactly which stretches of it were climbed", () => {
  const core = runExample("attainment-of-a-target-lifts-the-rate");
  const target = { by: "targetSales", value: "10000000", givenFor: "2026-09" };
  const [club, tour] = components(core, 0, "li");
  expect(club).toMatchObject({ id: "club", measured: 12_000_000n, limit: 12_000_000n, target, atLeast: "1.2" });
  expect(tour).toMatchObject({
    amount: 700_000n,
    rate: {
      measure: "attainment",
      basis: "sales",
      target,
      measured: 12_000_000n,
      step: { from: "1", rate: "0.09" },
      stretches: [
        { from: "0", to: "8000000", rate: "0.05" },
        { from: "8000000", to: "10000000", rate: "0.06" },
        { from: "10000000", to: "12000000", rate: "0.09" },
      ],
    },
  });
  expect(components(core, 0, "wang")[0]).toMatchObject({
    rate: { target: { by: "targetSales" }, stretches: [], step: { from: "0", rate: "0.05" }, rate: "1/20" },
  });
});

test("sellers explained: a component is parted by seller first, of equal remainders to the smaller id, then within the own credits", () => {
  const core = new PureCore({ currency: "CNY", timeZone: "Asia/Shanghai", facets: [] });
  const paid = { kind: "share", id: "tour", rate: "0.01", where: { role: ["seller", "manager"] } };
  core.take({ plan: { planId: "partner", version: 1, effectiveFrom: "2026-01-01", components: [paid] } });
  for (const advisorId of ["an", "bo", "boss"]) {
    const managers = advisorId === "boss" ? [] : [{ managerId: "boss", from: "2026-01-01" }];
    core.take({ advisor: { advisorId, name: advisorId, joinedOn: "2026-01-01", planId: "partner", managers } });
  }
  const sold = (orderId: string, advisorId: string, price: number) => {
    const at = "2026-02-10T09:00:00+08:00";
    const lines = [{ lineId: "1", product: "hotel", price }];
    core.take({
      order: { orderId, revision: 1, status: "fulfilled", bookedAt: at, fulfilledAt: at, currency: "CNY", lines, credits: [{ advisorId }] },
    });
  };
  // Of 1 % the sellers bring 1.5 each, and the own two credits 0.8 each: 4.6 in all.
  for (const [index, [advisorId, price]] of Object.entries([
    ["an", 150],
    ["bo", 150],
    ["boss", 80],
    ["boss", 80],
  ] as const))
    sold(`o${index}`, advisorId, price);
  const month = core.now();
  const all = month.credits("boss", "2026-02");
  const of = (sellerId: string) => all.filter(({ recipient }) => recipient.sellers.includes(sellerId));
  const sellers = ["bo", "an"].map((sellerId) => ({ sellerId, name: sellerId, rows: of(sellerId).map(rowOf), creditsHash: "" }));
  const own = all.filter(({ recipient }) => recipient.role === "seller");
  expect(explainEarnings(evaluate(month.books("boss"), "2026-02"), own, sellers).components).toMatchObject([
    {
      amount: 5n,
      credits: [
        { orderId: "o2", amount: 1n },
        { orderId: "o3", amount: 1n },
      ],
      sellers: [
        { sellerId: "bo", base: 150n, units: 1n, amount: 1n },
        { sellerId: "an", base: 150n, units: 1n, amount: 2n },
      ],
    },
  ]);
});
