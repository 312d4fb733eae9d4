import type { Step } from "../support/scenario.ts";

/** An advisor whose facts are never tampered with, to see that nothing keeps the good from counting. */
export const WITNESS = "witness";

/** The witness's registration, and the plan that is theirs alone: 6% of the price. */
export const WITNESS_FACTS: readonly Step[] = [
  {
    plan: {
      planId: "witness-plan",
      version: 1,
      effectiveFrom: "2020-01-01",
      components: [{ id: "share", kind: "share", rate: "0.06" }],
    },
  },
  { advisor: { advisorId: WITNESS, name: WITNESS, joinedOn: "2020-01-01", planId: "witness-plan", revision: 1 } },
];

/** What each order of the witness costs, and what it earns them, minor units. */
export const WITNESS_ORDER = { price: 100_000n, earns: 6_000n } as const;

/** An order of the witness that was fulfilled in a month. */
export function witnessOrder(orderId: string, month: string): Step {
  return {
    order: {
      orderId: `witness-${orderId}`,
      revision: 1,
      status: "fulfilled",
      bookedAt: `${month}-08T09:00:00+08:00`,
      fulfilledAt: `${month}-09T09:00:00+08:00`,
      currency: "CNY",
      lines: [{ lineId: "1", product: "hotel", price: Number(WITNESS_ORDER.price) }],
      credits: [{ advisorId: WITNESS }],
    },
  };
}
