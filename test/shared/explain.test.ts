import { describe, expect, test } from "vitest";
import type { Month } from "../../shared/calendar/month.ts";
import { explainEarnings } from "../../shared/earnings/explain.ts";
import { type ExplainedAdjustment, explainAdjustment } from "../../shared/statement/explain-adjustment.ts";
import { type PureCore, runInPureCore } from "../support/pure-core.ts";
import { readScenario } from "../support/scenario.ts";

/** Runs a worked example. */
const runExample = (name: string): PureCore => runInPureCore(readScenario(new URL(`../examples/${name}.json`, import.meta.url).pathname));

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
    expect(explained(core, "li", "2026-10")).toEqual({
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
