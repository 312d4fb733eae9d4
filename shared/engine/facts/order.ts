import * as z from "zod";
import { addIssue } from "../../base/issues/issue.ts";
import { ONE, parseDecimal } from "../../base/money/money.ts";
import { amount, day, facets, facetValue, id, instant, name, revision, share } from "./fields.ts";

const line = z
  .strictObject({
    lineId: id,
    product: facetValue.describe(
      "business line: flight, hotel, train, attraction, package-tour, custom-tour, online-activity, member-referral, …",
    ),
    price: amount.describe("minor units"),
    discounts: z
      .record(name, amount)
      .optional()
      .describe("minor units by name (coupon, points, membership, …); together at most the price"),
    refunded: amount.optional().describe("cash refunded so far, minor units; at most what was paid in cash: price less discounts"),
    cost: amount.optional().describe("minor units"),
    facets: facets.optional().describe("override the order's"),
  })
  .superRefine(({ price, discounts, refunded }, context) => {
    const discounted = Object.values(discounts ?? {}).reduce((total, part) => total + BigInt(part), 0n);
    const cash = BigInt(price) - discounted;
    if (cash < 0n) addIssue(context, ["discounts"], "discounts-above-price", { discounts: `${discounted}`, price });
    else if (BigInt(refunded ?? 0) > cash)
      addIssue(context, ["refunded"], "refund-above-cash", { refunded: refunded ?? 0, cash: `${cash}` });
  });

const credit = z.strictObject({
  advisorId: id,
  role: facetValue.default("seller"),
  share: share.default("1"),
});

/**
 * An order at a revision, whole. Amounts are integers in minor units (fen).
 * Within a role shares sum to at most 1, an advisor stands once; the rest is the house's.
 */
export const orderSchema = z
  .strictObject({
    orderId: id,
    revision,
    status: z.enum(["booked", "fulfilled", "cancelled"]),
    bookedAt: instant,
    fulfilledAt: instant.optional().describe("where fulfilled: when the trip took place, not before bookedAt"),
    expectedFulfilmentOn: day.optional().describe("for forecasts"),
    currency: z.string(),
    lines: z.array(line).max(20),
    facets: facets.optional(),
    credits: z.array(credit).max(8),
  })
  .superRefine((order, context) => {
    if (order.status === "fulfilled" && order.fulfilledAt === undefined) addIssue(context, ["fulfilledAt"], "fulfilled-at-missing");
    if (order.status === "booked" && order.fulfilledAt !== undefined) addIssue(context, ["fulfilledAt"], "fulfilled-at-unexpected");
    if (order.fulfilledAt !== undefined && Date.parse(order.fulfilledAt) < Date.parse(order.bookedAt)) {
      const { fulfilledAt, bookedAt } = order;
      addIssue(context, ["fulfilledAt"], "fulfilled-before-booked", { fulfilledAt, bookedAt });
    }
    const lineIds = new Set<string>();
    order.lines.forEach(({ lineId }, index) => {
      if (lineIds.has(lineId)) addIssue(context, ["lines", index, "lineId"], "id-twice", { id: lineId });
      lineIds.add(lineId);
    });
    const shares = new Map<string, bigint>();
    const seen = new Set<string>();
    order.credits.forEach(({ advisorId, role, share }, index) => {
      const key = JSON.stringify([advisorId, role]);
      if (seen.has(key)) addIssue(context, ["credits", index, "advisorId"], "credit-twice", { advisorId, role });
      seen.add(key);
      shares.set(role, (shares.get(role) ?? 0n) + parseDecimal(share));
    });
    for (const [role, total] of shares) if (total > ONE) addIssue(context, ["credits"], "shares-above-one", { role });
  });

/** An order at a revision, read and complete with its defaults. */
export type Order = z.infer<typeof orderSchema>;
export type OrderLine = Order["lines"][number];
