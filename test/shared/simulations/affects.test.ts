import { expect, test } from "vitest";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import type { SimulationRequest } from "../../../shared/simulations/model/simulation.ts";
import type { Content, Step } from "../../support/scenario.ts";
import { recordAll } from "../ledger/recorded-facts.ts";
import { SimulationsInMemory } from "./simulations-in-memory.ts";

/** Whom and what a draft reaches, where that is easily overlooked. */

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const planOf = (planId: string, given: Content = {}): Content => ({
  planId,
  version: 1,
  effectiveFrom: "2025-01-01",
  components: [{ id: "share", kind: "share", rate: "0.1" }],
  ...given,
});
const draftOf = (given: Content = {}): Plan => planSchema.parse(planOf("partner", { version: 2, ...given }));
const sale = (bookedOn: string, fulfilledOn: string, price: number): Step => ({
  order: {
    orderId: `${bookedOn} ${fulfilledOn}`,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${bookedOn}T09:00:00+08:00`,
    fulfilledAt: `${fulfilledOn}T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price, discounts: { coupon: 1_000 } }],
    credits: [{ advisorId: "li" }],
  },
});
const li = (given: Content = {}): Step => ({
  advisor: { advisorId: "li", revision: 1, name: "李", joinedOn: "2025-01-01", planId: "partner", ...given },
});

/** What the draft makes of li in February. */
async function february(draft: Plan, ...steps: Step[]): Promise<{ before: bigint; after: bigint } | undefined> {
  const trials = await SimulationsInMemory.of(recordAll(AGENCY, [...steps, { close: "2026-01" }, { close: "2026-02" }]));
  const request: SimulationRequest = { draft, replaces: "partner", from: "2026-02", to: "2026-02", as: "always" };
  return (await trials.run(request)).lines[0]?.months[0];
}

test("affects: whoever has left the plan is still reached by what was booked under it", async () => {
  const moved = li({ assignments: [{ planId: "junior", from: "2026-02-01" }] });
  const doubled = draftOf({ components: [{ id: "share", kind: "share", rate: "0.2" }] });
  const found = await february(
    doubled,
    { plan: planOf("partner") },
    { plan: planOf("junior") },
    moved,
    sale("2026-01-20", "2026-02-10", 50_000),
  );
  expect(found).toMatchObject({ before: 5_000n, after: 10_000n });
});

test("affects: another plan's annual ladder is reached through the base of the year's earlier credits", async () => {
  const steps = [
    { from: 0, rate: "0.1" },
    { from: 100_000, rate: "0.2" },
  ];
  const annual = planOf("junior", { components: [{ id: "share", kind: "share", tiers: { mode: "whole", period: "year", steps } }] });
  const moved = li({ assignments: [{ planId: "junior", from: "2026-02-01" }] });
  const sales = [sale("2026-01-20", "2026-01-21", 50_000), sale("2026-02-20", "2026-02-21", 50_000)];
  const less = draftOf({ base: { from: "price", less: ["discounts.coupon"] } });
  const found = await february(less, { plan: planOf("partner") }, { plan: annual }, moved, ...sales);
  expect(found).toMatchObject({ before: 10_000n, after: 5_000n });
});

test("affects: a draft that earns on the trip takes over what was earned on booking in an earlier year", async () => {
  const sales = [sale("2025-12-20", "2026-02-10", 50_000), sale("2025-12-21", "2026-01-10", 30_000)];
  const found = await february(draftOf(), { plan: planOf("partner", { earn: "booked" }) }, li(), ...sales);
  expect(found).toMatchObject({ before: 0n, after: 5_000n });
});

test("affects: a draft that earns on booking takes over what is booked for later, and what nobody knows the day of", async () => {
  const open = (orderId: string, given: Content): Step => {
    const { fulfilledAt: _, ...order } = (sale("2026-02-05", "2026-02-05", 20_000) as { order: Content }).order;
    return { order: { ...order, orderId, status: "booked", ...given } };
  };
  const sales = [sale("2026-01-30", "2026-02-02", 70_000), open("dated", { expectedFulfilmentOn: "2026-09-01" }), open("undated", {})];
  const found = await february(draftOf({ earn: "booked" }), { plan: planOf("partner") }, li(), ...sales);
  expect(found).toMatchObject({ before: 7_000n, after: 4_000n });
});
