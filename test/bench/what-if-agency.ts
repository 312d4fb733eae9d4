import { makePartnerPlan } from "../../infra/local/sample-agency/plan-partner.ts";
import { createRandom, type Random } from "../../infra/local/sample-agency/prng.ts";
import type { EarningsInputs, Terms } from "../../shared/engine/earnings/inputs.ts";
import type { TallyRow } from "../../shared/engine/earnings/tally.ts";
import { type Agency, ratedFacets } from "../../shared/engine/facts/agency.ts";
import { PlanBook } from "../../shared/engine/plan/plan-versions.ts";
import { type Plan, planSchema } from "../../shared/engine/plan/schema.ts";

/** A large agency for trials: the sample's plan, its products and facets, and a month's credits on about a dozen tally rows each. */

export const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["community", "winBack", "crossSell"] };
export const MONTH = "2026-05";
export const CREDITS_EACH = 33;
const PRODUCTS = ["package-tour", "custom-tour", "hotel", "flight", "train", "attraction", "online-activity"] as const;

export const PLAN: Plan = planSchema.parse(makePartnerPlan("2020-01-01"));

/** The next version: every step of the ladders half a point up, and the bonus gone. */
export function draftOf(effectiveFrom: string): Plan {
  const components = PLAN.components
    .filter(({ kind }) => kind !== "bonus")
    .map((part) =>
      part.kind === "share" && part.tiers !== undefined
        ? { ...part, tiers: { ...part.tiers, steps: part.tiers.steps.map((step) => ({ ...step, rate: `${step.rate.padEnd(4, "0")}5` })) } }
        : part,
    );
  return planSchema.parse({ ...PLAN, version: 2, effectiveFrom, components });
}

/** What an order's line of the agency is: its product, facets and price. */
export function lineOf(random: Random): { product: string; facets: Record<string, string>; price: number } {
  const product = random.pick(PRODUCTS);
  const flags = (name: string, chance: number) => (random.chance(chance) ? { [name]: "yes" } : {});
  return {
    product,
    facets: { ...flags("community", 0.2), ...flags("winBack", 0.05), ...flags("crossSell", 0.1) },
    price: random.int(20_000, product.endsWith("tour") ? 2_000_000 : 300_000),
  };
}

/** The books of so many advisors: a month with its credits, and the sum of the year's earlier months. */
export function makeBooks(advisors: number): EarningsInputs[] {
  const random = createRandom(1, "what-if");
  const rated = ratedFacets(AGENCY);
  const service = { month: MONTH, value: 4_600_000_000n };
  const store = new Map([["inspectionScore", [{ month: MONTH, value: 90_000_000_000n }]]]);
  const terms: Terms = { plans: new PlanBook([PLAN]), ratedFacets: rated, storeHistory: () => store };
  const lists = new Map<string, readonly string[]>();
  const rowsOf = (credits: number): TallyRow[] => {
    const rows = new Map<string, TallyRow>();
    for (let credit = 0; credit < credits; credit += 1) {
      const { product, facets, price } = lineOf(random);
      const values = rated.map((name) => ({ product, role: "seller", afterLeaving: "no", ...facets })[name] ?? "");
      const list = lists.get(values.join()) ?? values;
      lists.set(values.join(), list);
      const known = rows.get(values.join());
      rows.set(values.join(), {
        planId: PLAN.planId,
        version: 1,
        facets: list,
        count: (known?.count ?? 0n) + 1n,
        units: (known?.units ?? 0n) + 1n,
        price: (known?.price ?? 0n) + BigInt(price),
        refunded: 0n,
        cost: (known?.cost ?? 0n) + BigInt(Math.floor(price * 0.8)),
        discounts: { coupon: (known?.discounts.coupon ?? 0n) + 500n },
      });
    }
    return [...rows.values()];
  };
  return Array.from({ length: advisors }, (_, index) => ({
    advisor: advisorOf(index),
    terms,
    attributes: new Map([["serviceScore", [service]]]),
    rows: new Map([
      [MONTH, rowsOf(CREDITS_EACH)],
      ["2026-04", rowsOf(CREDITS_EACH)],
    ]),
  }));
}

/** An advisor by number, in one of a hundred stores. */
export const advisorOf = (index: number): EarningsInputs["advisor"] => ({
  advisorId: `adv-${String(index).padStart(5, "0")}`,
  name: `顾问${index}`,
  joinedOn: `20${String(10 + (index % 16)).padStart(2, "0")}-03-01`,
  planId: PLAN.planId,
  stores: [{ storeId: `store-${index % 100}`, from: "2010-01-01" }],
  revision: 1,
});
