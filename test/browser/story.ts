import type { Scenario, Step } from "../../infra/local/scenario/parse-scenario.ts";

/** The moment at which the pages are looked at. */
export const NOW = "2026-10-20T18:00:00+08:00";

const PLAN = {
  planId: "partner",
  version: 3,
  effectiveFrom: "2026-01-01",
  earn: "fulfilled",
  base: { from: "price", less: ["discounts.coupon", "refunded"] },
  components: [
    {
      id: "hotel-share",
      kind: "share",
      where: { product: ["hotel"] },
      factors: ["service"],
      tiers: {
        mode: "whole",
        steps: [
          { from: 0, rate: "0.04" },
          { from: 10_000_000, rate: "0.06" },
          { from: 30_000_000, rate: "0.08" },
        ],
      },
    },
    {
      id: "跟团游",
      kind: "share",
      where: { product: ["package-tour"] },
      tiers: {
        mode: "marginal",
        period: "year",
        steps: [
          { from: 0, rate: "0.05" },
          { from: 20_000_000, rate: "0.075" },
        ],
      },
    },
    { id: "referral", kind: "flat", where: { product: ["member-referral"] }, amount: 5_000 },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.0123" },
    { id: "sales-bonus", kind: "bonus", amount: 88_800, when: { measure: "sales", of: { role: ["seller"] }, atLeast: 15_000_000 } },
    { id: "ramp", kind: "guarantee", amount: 300_000, months: 6 },
  ],
  factors: [
    {
      id: "service",
      by: "serviceScore",
      default: "1",
      steps: [
        { from: "0", factor: "0.9" },
        { from: "4", factor: "1" },
        { from: "4.8", factor: "1.1" },
      ],
    },
  ],
  payout: { minimum: 10_000 },
  equity: {
    anyOf: [
      { months: 3, totalAtLeast: 2_000_000 },
      { months: 12, eachAtLeast: 500_000, count: 6 },
    ],
    require: [{ attribute: "serviceScore", atLeast: "4.5" }],
  },
};

/** A seller with a history, their manager, and one who has just begun. */
const ADVISORS = [
  {
    advisorId: "adv-wang",
    name: "王䶮",
    joinedOn: "2024-03-01",
    planId: "partner",
    managers: [{ managerId: "adv-chen", from: "2024-03-01" }],
    months: { "2026-08": { serviceScore: "4.6" } },
  },
  { advisorId: "adv-chen", name: "陈喆", joinedOn: "2021-05-01", planId: "partner", months: { "2026-08": { serviceScore: "4.9" } } },
  { advisorId: "adv-lin", name: "林一 <b>A/B</b>", joinedOn: "2026-09-01", planId: "partner" },
];

/** What no plan's base uses, and no page may show. */
export const SECRET_COST = 7_654_321;

/** An order of one line by adv-wang. Prices in fen. */
function order(orderId: string, product: string, price: number, day: string, given: Readonly<Record<string, unknown>> = {}): Step {
  const { line = {}, ...rest } = given;
  return {
    order: {
      orderId,
      revision: 1,
      status: "fulfilled",
      bookedAt: `${day.slice(0, 7)}-02T09:00:00+08:00`,
      fulfilledAt: `${day}T20:00:00+08:00`,
      currency: "CNY",
      lines: [{ lineId: "1", product, price, cost: SECRET_COST, ...(line as object) }],
      credits: [{ advisorId: "adv-wang" }],
      ...rest,
    },
  };
}

/** An order that is booked, and whose trip is still to come. */
function booked(orderId: string, product: string, price: number, expected: string): Step {
  return order(orderId, product, price, "2026-10-01", { status: "booked", fulfilledAt: undefined, expectedFulfilmentOn: expected });
}

const many = (count: number, make: (index: number) => Step): Step[] => Array.from({ length: count }, (_, index) => make(index));

const STEPS: readonly Step[] = [
  order("H-0801", "hotel", 8_000_000, "2026-08-05"),
  order("H-0802", "hotel", 3_500_001, "2026-08-12", { line: { discounts: { coupon: 50_000 } } }),
  order("T-0801", "package-tour", 19_000_000, "2026-08-20"),
  order("M-0801", "member-referral", 100, "2026-08-21"),
  { close: "2026-08" },
  // After the close: a refund that drops August below a step, and a better score.
  order("H-0802", "hotel", 3_500_001, "2026-08-12", { revision: 2, line: { discounts: { coupon: 50_000 }, refunded: 2_000_000 } }),
  { attributes: { advisorId: "adv-wang", month: "2026-08", values: { serviceScore: "4.8" } } },
  { adjustment: { adjustmentId: "prize-1", advisorId: "adv-wang", month: "2026-09", amount: 66_600, reason: "七夕活动奖励" } },
  order("H-0901", "hotel", 10_500_000, "2026-09-09"),
  order("T-0901", "package-tour", 4_000_000, "2026-09-19"),
  ...many(130, (index) => order(`S-09${String(index).padStart(3, "0")}`, "hotel", 40_001 + index * 7, "2026-09-15")),
  order("H-1002", "hotel", 900_000, "2026-10-12"),
  { close: "2026-09" },
  order("H-0901", "hotel", 10_500_000, "2026-09-09", { revision: 2, line: { refunded: 6_000_000 } }),
  order("H-1001", "hotel", 12_300_000, "2026-10-06", {
    credits: [
      { advisorId: "adv-wang", share: "0.7" },
      { advisorId: "adv-lin", share: "0.3" },
    ],
  }),
  order("T/1001 游", "package-tour", 2_500_000, "2026-10-11"),
  order("H-1002", "hotel", 900_000, "2026-10-12", { revision: 2, line: { refunded: 900_000 } }),
  booked("F-1001", "hotel", 1_500_000, "2026-10-28"),
  booked("F-1101", "hotel", 6_000_000, "2026-11-03"),
  booked("F-1201", "package-tour", 5_000_000, "2026-12-24"),
  booked("F-0901", "hotel", 700_000, "2026-09-28"),
  { attributes: { advisorId: "adv-wang", month: "2026-10", values: { serviceScore: "4.6" } } },
  { attributes: { advisorId: "adv-wang", month: "2026-10", values: { serviceScore: "4.9" } } },
];

/** A story with all that a page can show: closes, refunds and scores after them, forecasts, equity, a manager. */
export const STORY: Scenario = {
  name: "pages",
  agency: { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel", "winBack"] },
  plans: [PLAN],
  advisors: ADVISORS,
  async *steps() {
    yield* STEPS;
  },
};
