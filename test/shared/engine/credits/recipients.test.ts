import { describe, expect, test } from "vitest";
import { recipientsOf } from "../../../../shared/engine/credits/recipients.ts";
import { creditsOf } from "../../../../shared/engine/credits/split-credits.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import { type Order, orderSchema } from "../../../../shared/engine/facts/order.ts";
import { PlanBook } from "../../../../shared/engine/plan/plan-versions.ts";
import { planSchema } from "../../../../shared/engine/plan/schema.ts";

const plans = new PlanBook([
  planSchema.parse({ planId: "partner", version: 3, effectiveFrom: "2026-01-01", components: [] }),
  planSchema.parse({ planId: "prompt", version: 1, effectiveFrom: "2026-01-01", earn: "booked", components: [] }),
]);
const advisor = (advisorId: string, members: Partial<Advisor> = {}): Advisor => ({
  advisorId,
  name: advisorId,
  joinedOn: "2020-01-15",
  planId: "partner",
  revision: 1,
  ...members,
});
const under = (managerId: string) => ({ managers: [{ managerId, from: "2020-01-15" }] });

/** An order that li sold on 30 March, of a trip on 2 April. */
const sold = (members: object = {}): Order =>
  orderSchema.parse({
    orderId: "o1",
    revision: 1,
    status: "fulfilled",
    bookedAt: "2026-03-30T09:00:00Z",
    fulfilledAt: "2026-04-02T09:00:00Z",
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price: 1_000 }],
    credits: [{ advisorId: "li" }],
    ...members,
  });
const booked = (members: object = {}) => sold({ status: "booked", fulfilledAt: undefined, ...members });

/** Who is credited, where these advisors are registered. */
function recipients(order: Order, ...advisors: readonly Advisor[]) {
  const known = new Map(advisors.map((each) => [each.advisorId, each]));
  return recipientsOf(order, { advisor: (id) => known.get(id), plans, localDay: (instant) => instant.slice(0, 10) });
}
const LI = { advisorId: "li", role: "seller", sellers: [], planId: "partner", version: 3, afterLeaving: false };

describe("a credit", () => {
  test("is earned in the month of the trip, under the version of the day of booking", () => {
    expect(recipients(sold(), advisor("li"))).toEqual([{ ...LI, state: "earned", month: "2026-04" }]);
  });

  test("is a forecast for the month in which the trip is expected, until it has taken place", () => {
    const order = booked({ expectedFulfilmentOn: "2026-05-20" });
    expect(recipients(order, advisor("li"))).toEqual([{ ...LI, state: "forecast", month: "2026-05" }]);
  });

  test("is a forecast for the month of booking where the trip is expected before it: no credit lies in a month before that", () => {
    const expected = (on: string) =>
      recipients(booked({ expectedFulfilmentOn: on }), advisor("li")).map(({ state, month }) => [state, month]);
    expect([expected("2026-02-28"), expected("2026-04-01")]).toEqual([[["forecast", "2026-03"]], [["forecast", "2026-04"]]]);
  });

  test("is undated, in the month of booking, where nobody knows when the trip is", () => {
    const gone = advisor("li", { leftOn: "2026-01-31" });
    expect(recipients(booked(), gone)).toEqual([{ ...LI, state: "undated", month: "2026-03" }]);
  });

  test("is earned in the month of booking where the advisor's plan says so, and never after leaving", () => {
    const prompt = advisor("li", { planId: "prompt", leftOn: "2026-01-31" });
    for (const order of [sold(), booked(), booked({ expectedFulfilmentOn: "2026-05-20" })]) {
      expect(recipients(order, prompt)).toEqual([{ ...LI, planId: "prompt", version: 1, state: "earned", month: "2026-03" }]);
    }
  });

  test("waits in the month of booking for who is not registered, or has no plan in force that day", () => {
    const waiting = { advisorId: "li", role: "seller", sellers: [], state: "waiting", month: "2026-03", afterLeaving: false };
    expect(recipients(sold())).toEqual([waiting]);
    expect(recipients(sold(), advisor("li", { planId: undefined, leftOn: "2026-01-31" }))).toEqual([waiting]);
    expect(recipients(sold({ bookedAt: "2025-12-31T09:00:00Z" }), advisor("li"))).toEqual([{ ...waiting, month: "2025-12" }]);
  });

  test("is after leaving from the day after the last day on, forecast or earned", () => {
    const afterLeaving = (leftOn: string) => recipients(sold(), advisor("li", { leftOn })).map((each) => each.afterLeaving);
    expect([afterLeaving("2026-04-01"), afterLeaving("2026-04-02")]).toEqual([[true], [false]]);
    const forecast = booked({ expectedFulfilmentOn: "2026-05-20" });
    expect(recipients(forecast, advisor("li", { leftOn: "2026-05-19" }))).toMatchObject([{ state: "forecast", afterLeaving: true }]);
  });
});

describe("managers", () => {
  test("get a credit for what their sellers sold, named by who they are, and none for other roles", () => {
    const order = sold({
      credits: [
        { advisorId: "wang", share: "0.5" },
        { advisorId: "li", share: "0.5" },
        { advisorId: "sun", role: "escort" },
      ],
    });
    const team = [
      advisor("li", under("zhao")),
      advisor("wang", under("zhao")),
      advisor("sun", under("qian")),
      advisor("zhao", under("qian")),
    ];
    expect(recipients(order, ...team, advisor("qian")).map(({ role, advisorId, sellers }) => [role, advisorId, sellers])).toEqual([
      ["escort", "sun", []],
      ["manager", "zhao", ["li", "wang"]],
      ["manager-2", "qian", ["li", "wang"]],
      ["seller", "li", []],
      ["seller", "wang", []],
    ]);
  });

  test("are credited in a role of each level, up to the third", () => {
    const chain = [advisor("li", under("a")), advisor("a", under("b")), advisor("b", under("c")), advisor("c", under("d")), advisor("d")];
    expect(recipients(sold(), ...chain).map(({ role, advisorId }) => `${role} ${advisorId}`)).toEqual([
      "manager a",
      "manager-2 b",
      "manager-3 c",
      "seller li",
    ]);
  });
});

describe("the facets and discounts of a credit", () => {
  const credited = (order: Order, ratedFacets: readonly string[]) =>
    creditsOf(order, recipients(order, advisor("li", { leftOn: "2026-04-01" })), ratedFacets, "2026-03-30");

  test("are those of the line, else of the order, else none; product, role and afterLeaving are ours", () => {
    const lines = [
      { lineId: "1", product: "hotel", price: 100, facets: { channel: "live" } },
      { lineId: "2", product: "flight", price: 100 },
    ];
    const order = sold({ lines, facets: { channel: "store" } });
    const rated = ["product", "role", "afterLeaving", "channel", "segment"];
    expect(credited(order, rated).map(({ facets }) => facets)).toEqual([
      ["hotel", "seller", "yes", "live", ""],
      ["flight", "seller", "yes", "store", ""],
    ]);
  });

  test("leave out discounts of nothing", () => {
    const order = sold({ lines: [{ lineId: "1", product: "hotel", price: 100, discounts: { coupon: 0, points: 7 } }] });
    expect(credited(order, []).map(({ amounts }) => amounts)).toEqual([
      { price: 100n, refunded: 0n, cost: 0n, units: 1n, discounts: { points: 7n } },
    ]);
  });
});
