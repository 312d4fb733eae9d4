/**
 * The plan of the stores: most of the income is tours on a monthly ladder that package and custom
 * tours climbTiers together, each at rates of its own. Version 2 pays the ladder's upper steps better,
 * and the club more; it is announced weeks ahead, so nothing is restated by it.
 */
import type { Component, Factor, Plan, Where } from "./period.ts";

/** What was paid by coupon, points or membership, or paid back, earns nothing. */
export const CASH_BASE = {
  from: "price",
  less: ["discounts.coupon", "discounts.points", "discounts.membership", "refunded"],
} as const;

export const SERVICE_FACTOR: Factor = {
  id: "service",
  by: "serviceScore",
  default: "1",
  steps: [
    { from: "0", factor: "0.8" },
    { from: "4", factor: "0.95" },
    { from: "4.4", factor: "1" },
    { from: "4.8", factor: "1.08" },
  ],
};

const INSPECTION_FACTOR: Factor = {
  id: "inspection",
  by: "inspectionScore",
  default: "1",
  steps: [
    { from: "0", factor: "0.95" },
    { from: "80", factor: "1" },
    { from: "95", factor: "1.03" },
  ],
};

/** Half a million yuan in six months, or three months of a hundred thousand; and served well. */
export const EQUITY = {
  anyOf: [
    { months: 6, totalAtLeast: 50_000_000 },
    { months: 3, eachAtLeast: 10_000_000 },
  ],
  require: [
    { attribute: "tenureMonths", atLeast: "24" },
    { attribute: "serviceScore", atLeast: "4.5" },
  ],
} as const;

const ALL_TOURS: Where = { product: ["package-tour", "custom-tour"] };

const SINGLE_PRODUCTS = ["hotel", "flight", "train", "attraction"];

/** All that is paid at one rate: the first row that matches pays. */
const SINGLE_RATES: Component = {
  id: "single-rates",
  kind: "table",
  where: { role: ["seller", "group-leader"] },
  rows: [
    { where: { role: ["group-leader"] }, rate: "0.012" },
    // Whoever has left is still paid for the trips that were sold before, at one low rate.
    { where: { afterLeaving: ["yes"] }, rate: "0.02" },
    { where: { product: SINGLE_PRODUCTS, crossSell: ["yes"] }, rate: "0.03" },
    { where: { product: SINGLE_PRODUCTS, community: ["yes"] }, rate: "0.025" },
    { where: { product: ["hotel"] }, rate: "0.02" },
    { where: { product: ["flight"] }, rate: "0.006" },
    { where: { product: ["train"] }, rate: "0.004" },
    { where: { product: ["attraction"] }, rate: "0.03" },
  ],
};

/** From 0, 100,000, 300,000 and 600,000 yuan of tours a month. */
const LADDER_FROM = [0, 10_000_000, 30_000_000, 60_000_000];

interface VersionTerms {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly packageRates: readonly string[];
  readonly customRates: readonly string[];
  readonly clubBonus: number;
}

/** In force long before the sample's first booking. */
export function makePartnerPlan(effectiveFrom: string): Plan {
  return makeVersion({
    version: 1,
    effectiveFrom,
    packageRates: ["0.06", "0.07", "0.08", "0.09"],
    customRates: ["0.07", "0.085", "0.1", "0.11"],
    clubBonus: 500_000,
  });
}

export function makePartnerPlanChange(effectiveFrom: string): Plan {
  return makeVersion({
    version: 2,
    effectiveFrom,
    packageRates: ["0.06", "0.072", "0.084", "0.095"],
    customRates: ["0.07", "0.0875", "0.105", "0.118"],
    clubBonus: 800_000,
  });
}

function makeVersion(terms: VersionTerms): Plan {
  return {
    planId: "partner",
    version: terms.version,
    effectiveFrom: terms.effectiveFrom,
    earn: "fulfilled",
    base: CASH_BASE,
    factors: [SERVICE_FACTOR, INSPECTION_FACTOR],
    components: [
      tourShare("package-tour", terms.packageRates),
      tourShare("custom-tour", terms.customRates),
      SINGLE_RATES,
      flat("win-back", { winBack: ["yes"] }, 3_000),
      flat("online-activity", { product: ["online-activity"] }, 800),
      flat("member-referral", { product: ["member-referral"] }, 5_000),
      share("store-override", { role: ["manager"] }, "0.004", ["inspection"]),
      share("region-override", { role: ["manager-2"] }, "0.001"),
      bonus("hundred-k-club", terms.clubBonus),
      { id: "new-advisor-ramp", kind: "guarantee", amount: 500_000, months: 3 },
    ],
    payout: { minimum: 10_000 },
    equity: EQUITY,
  };
}

export function share(id: string, where: Where, rate: string, factors: readonly string[] = []): Component {
  return { id, kind: "share", where: { ...where, afterLeaving: ["no"] }, factors, rate };
}

export function flat(id: string, where: Where, amount: number): Component {
  return { id, kind: "flat", where, amount };
}

/** Whoever has left is still paid for the trips that were sold before, at one low rate. */
export function trailingShare(rate: string): Component {
  return { id: "trailing", kind: "share", where: { afterLeaving: ["yes"] }, rate };
}

function bonus(id: string, amount: number): Component {
  return { id, kind: "bonus", when: { measure: "earnings", atLeast: 10_000_000 }, amount };
}

function tourShare(product: string, rates: readonly string[]): Component {
  return {
    id: product,
    kind: "share",
    where: { product: [product], afterLeaving: ["no"] },
    factors: ["service", "inspection"],
    tiers: {
      mode: "marginal",
      of: ALL_TOURS,
      steps: LADDER_FROM.map((from, index) => ({ from, rate: rates[index] as string })),
    },
  };
}
