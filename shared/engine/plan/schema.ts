import * as z from "zod";
import { addIssue, code, type Issue, issue } from "../../base/issues/issue.ts";
import { parseDecimal } from "../../base/money/money.ts";
import { amount, day, decimal, id, name, rate, revision } from "../facts/fields.ts";
import { checkRising } from "./components/fields.ts";
import { componentSchema, kindOf, salesTargetsOf, targetsOf } from "./components/index.ts";
import { paysTooMuch } from "./highest-rate.ts";

const factor = z.strictObject({
  id,
  by: name.describe("an attribute, or tenureMonths"),
  default: rate.default("1").describe("for no value, or one below the first step"),
  steps: z
    .array(z.strictObject({ from: decimal, factor: rate }))
    .min(1)
    .superRefine((steps, context) =>
      checkRising(
        steps.map(({ from }) => parseDecimal(from)),
        context,
      ),
    ),
});

const window = z.int().min(1).max(120);

const equityRule = z.union(
  [
    z.strictObject({ months: window, totalAtLeast: amount }),
    z
      .strictObject({ months: window, eachAtLeast: amount, count: window.optional() })
      .refine(({ months, count }) => (count ?? months) <= months, { path: ["count"], error: code("count-above-months") }),
  ],
  code("equity-rule-expected"),
);

/** A plan version. Amounts are integers in minor units (fen), rates and factors decimal strings. */
export const planSchema = z
  .strictObject({
    planId: id,
    version: revision,
    effectiveFrom: day,
    earn: z.enum(["fulfilled", "booked"]).default("fulfilled"),
    base: z
      .strictObject({
        from: z.literal("price"),
        less: z
          .array(z.string().regex(/^(refunded|cost|discounts\.[A-Za-z][A-Za-z0-9_-]{0,63})$/, code("deduction-expected")))
          .default([])
          .refine((less) => new Set(less).size === less.length, code("not-unique")),
      })
      .default({ from: "price", less: [] }),
    components: z.array(componentSchema).max(100),
    factors: z.array(factor).max(100).default([]),
    payout: z
      .strictObject({
        minimum: amount.default(0),
        leavers: z
          .enum(["pay", "carry"])
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
        anyOf: z.array(equityRule).min(1).max(20),
        require: z
          .array(z.strictObject({ attribute: name, atLeast: decimal }))
          .max(20)
          .default([]),
      })
      .optional(),
  })
  .superRefine((plan, context) => {
    const known = new Set(plan.factors.map((factor) => factor.id));
    once(
      plan.factors.map((factor) => factor.id),
      "factors",
      context,
    );
    once(
      plan.components.map((part) => part.id),
      "components",
      context,
    );
    plan.components.forEach((part, index) => {
      if (!("factors" in part)) return;
      part.factors.forEach((factorId, at) => {
        if (!known.has(factorId)) addIssue(context, ["components", index, "factors", at], "factor-unknown", { factorId });
      });
      if (paysTooMuch(part, plan.factors)) addIssue(context, ["components", index], "rate-too-high");
    });
  });

/** A plan version, read and complete with its defaults. */
export type Plan = z.infer<typeof planSchema>;
export type { Where } from "./components/fields.ts";
export type { Component } from "./components/index.ts";
export type EquityTerms = NonNullable<Plan["equity"]>;

/** Where the plan matches a facet that the agency does not rate: an issue each, at the facet. */
export function unratedFacets(plan: Plan, rated: readonly string[]): Issue[] {
  return plan.components.flatMap((part, index) =>
    kindOf(part)
      .conditions(part)
      .flatMap(({ field, where }) => Object.keys(where ?? {}).map((facet) => ({ field, facet })))
      .filter(({ facet }) => !rated.includes(facet))
      .map(({ field, facet }) => issue(`components[${index}].${field}.${facet}`, "facet-unrated", { rated: rated.join(", ") })),
  );
}

function once(ids: readonly string[], field: string, context: z.core.$RefinementCtx): void {
  ids.forEach((each, index) => {
    if (ids.indexOf(each) !== index) addIssue(context, [field, index, "id"], "id-twice", { id: each });
  });
}

/** The attributes that a plan's factors and equity go by: the advisor's or the store's. */
export const scoresAsked = ({ factors, equity }: Plan): string[] => [
  ...factors.map(({ by }) => by),
  ...(equity?.require ?? []).map(({ attribute }) => attribute),
];

/** The attributes that it measures against: the advisor's own alone. */
export const targetsAsked = ({ components }: Plan): string[] => components.flatMap(targetsOf);

/** Those of them that are sales, in minor units. */
export const salesTargetsAsked = ({ components }: Plan): string[] => components.flatMap(salesTargetsOf);
