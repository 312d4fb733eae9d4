import * as z from "zod";
import { parseDecimal } from "../../base/money/decimal.ts";
import { amount, day, decimal, id, name, rate, revision } from "../facts/fields.ts";
import { checkRising } from "./components/fields.ts";
import { componentSchema, kindOf } from "./components/index.ts";
import { paysTooMuch } from "./highest-rate.ts";

const factor = z.strictObject({
  id,
  by: name.describe("an attribute, or tenureMonths"),
  default: rate.default("1").describe("for no value, or one below the first step"),
  steps: z
    .array(z.strictObject({ from: decimal, factor: rate }))
    .min(1, "expected at least one step")
    .superRefine((steps, context) =>
      checkRising(
        steps.map(({ from }) => parseDecimal(from)),
        context,
      ),
    ),
});

const window = z.int("expected a count of months").min(1).max(120, "expected at most 120 months");

const equityRule = z.union(
  [
    z.strictObject({ months: window, totalAtLeast: amount }),
    z
      .strictObject({ months: window, eachAtLeast: amount, count: window.optional() })
      .refine(({ months, count }) => (count ?? months) <= months, { path: ["count"], error: "expected at most as many as months" }),
  ],
  "expected {months, totalAtLeast} or {months, eachAtLeast, count}",
);

/** A plan version. Amounts are integers in minor units (fen), rates and factors decimal strings. */
export const planSchema = z
  .strictObject({
    planId: id,
    version: revision,
    effectiveFrom: day,
    earn: z.enum(["fulfilled", "booked"], "expected fulfilled or booked").default("fulfilled"),
    base: z
      .strictObject({
        from: z.literal("price", "expected price"),
        less: z
          .array(z.string().regex(/^(refunded|cost|discounts\.[A-Za-z][A-Za-z0-9_-]{0,63})$/, "expected refunded, cost or discounts.NAME"))
          .default([])
          .refine((less) => new Set(less).size === less.length, "expected each once"),
      })
      .default({ from: "price", less: [] }),
    components: z.array(componentSchema).max(100, "expected at most 100 components"),
    factors: z.array(factor).max(100, "expected at most 100 factors").default([]),
    payout: z
      .strictObject({
        minimum: amount.default(0),
        leavers: z
          .enum(["pay", "carry"], "expected pay or carry")
          .optional()
          .describe("pay: no minimum for who has left before the month's last day and isn't back; default carry"),
        draw: z
          .strictObject({ amount: amount.describe("the least that is paid, minor units"), months: revision.describe("from joining") })
          .optional()
          .describe("what it advances is carried as a debt"),
      })
      // What is said of leavers without need isn't kept: two versions that differ in it alone are the same.
      .overwrite(({ leavers, ...rest }) => (leavers === "pay" ? { ...rest, leavers } : rest))
      .default({ minimum: 0 }),
    equity: z
      .strictObject({
        anyOf: z.array(equityRule).min(1, "expected at least one rule").max(20, "expected at most 20 rules"),
        require: z
          .array(z.strictObject({ attribute: name, atLeast: decimal }))
          .max(20, "expected at most 20 requirements")
          .default([]),
      })
      .optional(),
  })
  .superRefine((plan, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    const known = new Set(plan.factors.map((factor) => factor.id));
    once(
      plan.factors.map((factor) => factor.id),
      "factors",
      issue,
    );
    once(
      plan.components.map((part) => part.id),
      "components",
      issue,
    );
    plan.components.forEach((part, index) => {
      if (!("factors" in part)) return;
      part.factors.forEach((factorId, at) => {
        if (!known.has(factorId)) issue(["components", index, "factors", at], `the plan has no factor "${factorId}"`);
      });
      if (paysTooMuch(part, plan.factors))
        issue(["components", index], "its rate and highest factors come to more than 1,000,000 times what it pays on");
    });
  });

/** A plan version, read and complete with its defaults. */
export type Plan = z.infer<typeof planSchema>;
export type { Where } from "./components/fields.ts";
export type { Component } from "./components/index.ts";
export type EquityTerms = NonNullable<Plan["equity"]>;

/** Where the plan matches a facet that the agency does not rate: a sentence each, with the field. */
export function unratedFacets(plan: Plan, rated: readonly string[]): string[] {
  return plan.components.flatMap((part, index) =>
    kindOf(part)
      .conditions(part)
      .flatMap(({ field, where }) => Object.keys(where ?? {}).map((facet) => ({ field, facet })))
      .filter(({ facet }) => !rated.includes(facet))
      .map(({ field, facet }) => `components[${index}].${field}.${facet}: not a rated facet; rated are ${rated.join(", ")}`),
  );
}

function once(ids: readonly string[], field: string, issue: (path: (string | number)[], message: string) => void): void {
  ids.forEach((each, index) => {
    if (ids.indexOf(each) !== index) issue([field, index, "id"], `"${each}" stands twice; each needs its own`);
  });
}
