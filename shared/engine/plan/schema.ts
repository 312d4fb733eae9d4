import * as z from "zod";
import { parseDecimal } from "../../base/money/decimal.ts";
import { amount, day, decimal, id, name, rate, revision } from "../facts/fields.ts";
import { paysTooMuch } from "./highest-rate.ts";

const where = z
  .record(z.string(), z.array(z.string()).min(1, "expected at least one accepted value"))
  .describe("facet to accepted values; all must match; without role: seller");

const measure = z.enum(["sales", "units"], "expected sales or units");

const tiers = z.strictObject({
  mode: z.enum(["whole", "marginal"], "expected whole or marginal"),
  measure: measure.default("sales"),
  of: where.optional().describe("what is measured; default the component's own where"),
  period: z.enum(["month", "year"], "expected month or year").default("month"),
  steps: z
    .array(z.strictObject({ from: amount.describe("minor units, or units"), rate }))
    .min(1, "expected at least one step")
    .superRefine((steps, context) => {
      if (steps[0] !== undefined && steps[0].from !== 0)
        context.addIssue({ code: "custom", path: [0, "from"], message: "expected the first step to begin at 0" });
      rising(
        steps.map(({ from }) => BigInt(from)),
        context,
      );
    }),
});

const factors = z
  .array(id)
  .default([])
  .refine((ids) => new Set(ids).size === ids.length, "expected each once")
  .describe("ids of factors, multiplied");

const component = z.discriminatedUnion("kind", [
  z
    .strictObject({ id, kind: z.literal("share"), where: where.default({}), factors, rate: rate.optional(), tiers: tiers.optional() })
    .refine((share) => (share.rate === undefined) !== (share.tiers === undefined), {
      path: ["rate"],
      error: "expected either rate or tiers",
    }),
  z.strictObject({ id, kind: z.literal("flat"), where: where.default({}), factors, amount }),
  z.strictObject({
    id,
    kind: z.literal("bonus"),
    amount,
    when: z
      .strictObject({
        measure: z.enum(["earnings", "sales", "units"], "expected earnings, sales or units"),
        of: where.optional(),
        atLeast: z.int("expected an integer above 0").min(1, "expected an integer above 0"),
      })
      .refine(({ measure, of }) => measure !== "earnings" || of === undefined, {
        path: ["of"],
        error: "earnings are measured whole: leave it out",
      }),
  }),
  z.strictObject({ id, kind: z.literal("cap"), amount }),
  z.strictObject({ id, kind: z.literal("guarantee"), amount, months: revision }),
]);

const factor = z.strictObject({
  id,
  by: name.describe("an attribute, or tenureMonths"),
  default: rate.default("1").describe("for no value, or one below the first step"),
  steps: z
    .array(z.strictObject({ from: decimal, factor: rate }))
    .min(1, "expected at least one step")
    .superRefine((steps, context) =>
      rising(
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
    components: z.array(component).max(100, "expected at most 100 components"),
    factors: z.array(factor).max(100, "expected at most 100 factors").default([]),
    payout: z
      .strictObject({
        minimum: amount.default(0),
        leavers: z
          .enum(["pay", "carry"], "expected pay or carry")
          .optional()
          .describe("pay: no minimum for who has left before the month's last day and isn't back; default carry"),
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
      if (part.kind !== "share" && part.kind !== "flat") return;
      part.factors.forEach((factorId, at) => {
        if (!known.has(factorId)) issue(["components", index, "factors", at], `the plan has no factor "${factorId}"`);
      });
      if (paysTooMuch(part, plan.factors))
        issue(["components", index], "its rate and highest factors come to more than 1,000,000 times what it pays on");
    });
  });

/** A plan version, read and complete with its defaults. */
export type Plan = z.infer<typeof planSchema>;
export type Component = Plan["components"][number];
export type Where = z.infer<typeof where>;
export type EquityTerms = NonNullable<Plan["equity"]>;

/** Where the plan matches a facet that the agency does not rate: a sentence each, with the field. */
export function unratedFacets(plan: Plan, rated: readonly string[]): string[] {
  const reasons: string[] = [];
  const check = (path: string, facets: Where | undefined) => {
    for (const facet of Object.keys(facets ?? {})) {
      if (!rated.includes(facet)) reasons.push(`${path}.${facet}: not a rated facet; rated are ${rated.join(", ")}`);
    }
  };
  plan.components.forEach((part, index) => {
    if (part.kind === "share" || part.kind === "flat") check(`components[${index}].where`, part.where);
    if (part.kind === "share") check(`components[${index}].tiers.of`, part.tiers?.of);
    if (part.kind === "bonus") check(`components[${index}].when.of`, part.when.of);
  });
  return reasons;
}

function rising(froms: readonly bigint[], context: z.core.$RefinementCtx): void {
  froms.forEach((from, index) => {
    const before = froms[index - 1];
    if (before !== undefined && from <= before)
      context.addIssue({
        code: "custom",
        path: [index, "from"],
        message: "expected steps in rising order, each from above the one before",
      });
  });
}

function once(ids: readonly string[], field: string, issue: (path: (string | number)[], message: string) => void): void {
  ids.forEach((each, index) => {
    if (ids.indexOf(each) !== index) issue([field, index, "id"], `"${each}" stands twice; each needs its own`);
  });
}
