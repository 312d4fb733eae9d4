/** Facts to record in tests, whole and readable, with what a test says instead. */

type Given = Readonly<Record<string, unknown>>;

/** An order of one hotel line of 1,000.00 by li, fulfilled on 8 October. */
export function order(given: Given & { readonly orderId: string }): [string, Given] {
  return [
    "OrderFulfilled",
    {
      revision: 1,
      status: "fulfilled",
      bookedAt: "2026-10-08T09:00:00+08:00",
      fulfilledAt: "2026-10-08T20:00:00+08:00",
      currency: "CNY",
      lines: [{ lineId: "1", product: "hotel", price: 100_000 }],
      credits: [{ advisorId: "li" }],
      ...given,
    },
  ];
}

/** An advisor on plan partner since 2020. */
export function advisor(advisorId: string, given: Given = {}): [string, Given] {
  return ["AdvisorChanged", { advisorId, name: advisorId, joinedOn: "2020-01-15", planId: "partner", revision: 1, ...given }];
}

/** Plan partner: 6% of the price less coupons and refunds for sellers, 1% for their managers. */
export function plan(given: Given = {}): [string, Given] {
  return [
    "PlanPublished",
    {
      planId: "partner",
      version: 1,
      effectiveFrom: "2026-01-01",
      earn: "fulfilled",
      base: { from: "price", less: ["discounts.coupon", "refunded"] },
      components: [
        { id: "share", kind: "share", rate: "0.06" },
        { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
      ],
      ...given,
    },
  ];
}

/** A manual adjustment of li's October. */
export function adjustment(given: Given = {}): [string, Given] {
  return ["AdjustmentApproved", { adjustmentId: "a1", advisorId: "li", month: "2026-10", amount: 500, reason: "prize", ...given }];
}
