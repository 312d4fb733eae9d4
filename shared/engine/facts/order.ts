import * as z from "zod";
import { ONE, parseDecimal } from "../../base/money/decimal.ts";
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
    if (cash < 0n)
      context.addIssue({ code: "custom", path: ["discounts"], message: `${discounted} together is more than the price of ${price}` });
    else if (BigInt(refunded ?? 0) > cash) {
      context.addIssue({
        code: "custom",
        path: ["refunded"],
        message: `${refunded} is more than the ${cash} paid in cash (price less discounts)`,
      });
    }
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
    status: z.enum(["booked", "fulfilled", "cancelled"], "expected booked, fulfilled or cancelled"),
    bookedAt: instant,
    fulfilledAt: instant.optional().describe("where fulfilled: when the trip took place, not before bookedAt"),
    expectedFulfilmentOn: day.optional().describe("for forecasts"),
    currency: z.string("expected the agency's currency, such as CNY"),
    lines: z.array(line).max(20, "expected at most 20 lines"),
    facets: facets.optional(),
    credits: z.array(credit).max(8, "expected at most 8 credits"),
  })
  .superRefine((order, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (order.status === "fulfilled" && order.fulfilledAt === undefined) issue(["fulfilledAt"], "missing: a fulfilled order says when");
    if (order.status === "booked" && order.fulfilledAt !== undefined)
      issue(["fulfilledAt"], "a booked order is not fulfilled yet: leave it out, or send status fulfilled");
    if (order.fulfilledAt !== undefined && Date.parse(order.fulfilledAt) < Date.parse(order.bookedAt)) {
      issue(["fulfilledAt"], `${order.fulfilledAt} lies before bookedAt, ${order.bookedAt}`);
    }
    const lineIds = new Set<string>();
    order.lines.forEach(({ lineId }, index) => {
      if (lineIds.has(lineId)) issue(["lines", index, "lineId"], `"${lineId}" stands twice; each line needs its own`);
      lineIds.add(lineId);
    });
    const shares = new Map<string, bigint>();
    const seen = new Set<string>();
    order.credits.forEach(({ advisorId, role, share }, index) => {
      const key = JSON.stringify([advisorId, role]);
      if (seen.has(key)) issue(["credits", index, "advisorId"], `"${advisorId}" stands twice in role ${role}; send one share`);
      seen.add(key);
      shares.set(role, (shares.get(role) ?? 0n) + parseDecimal(share));
    });
    for (const [role, total] of shares) if (total > ONE) issue(["credits"], `the shares of role ${role} sum to more than 1`);
  });

/** An order at a revision, read and complete with its defaults. */
export type Order = z.infer<typeof orderSchema>;
export type OrderLine = Order["lines"][number];
