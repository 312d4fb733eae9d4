import * as z from "zod";
import { MONTH_KINDS, PAID_KINDS } from "../../../shared/engine/earnings/components/index.ts";
import {
  daySchema,
  decimalSchema,
  hashSchema,
  listOf,
  money,
  monthSchema,
  urlSchema,
  wholeSchema,
} from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

/** Earnings and what they are made of. */

const measureSchema = z.enum(["sales", "units"]).describe("What tiers measure: sales in minor units, or units.");
const periodSchema = z.enum(["month", "year"]).describe("When measuring starts over.");
const modeSchema = z.enum(["whole", "marginal"]).describe("Whether the tier reached pays for all, or each tier for its own bracket.");

export const tierSchema = z.object({ from: wholeSchema, rate: decimalSchema }).describe("A tier: what has to be reached, and the rate.");
export const tierFields = {
  mode: modeSchema,
  measure: measureSchema,
  period: periodSchema,
  measured: wholeSchema,
  measuredBefore: wholeSchema.describe("What was measured before, from where on the rates are applied."),
};

export const targetSchema = z
  .object({
    by: z.string().describe("The attribute."),
    value: decimalSchema.nullable().describe("Minor units for sales; null where none above 0 was given, and the first tier pays."),
    givenFor: monthSchema.nullable(),
  })
  .meta({ id: "Target", description: "What an advisor is to reach." });
const boundSchema = z.union([wholeSchema, z.string().regex(/^-?\d+(\/\d+)?$/)]);

const rateSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("rate"), rate: decimalSchema }),
    z.object({ kind: z.literal("amount"), amount: money("For each unit.") }),
    z.object({
      kind: z.literal("table"),
      rows: z
        .array(
          z.object({
            where: z
              .record(z.string(), z.array(z.string()))
              .nullable()
              .describe("Facet to accepted values; null for what no other row matches."),
            rate: decimalSchema,
            base: money("The sum of the bases that it pays for."),
          }),
        )
        .describe("The rows that pay anything, in their order."),
    }),
    z.object({
      kind: z.literal("tiers"),
      ...tierFields,
      measure: z
        .enum(["sales", "units", "attainment"])
        .describe("What tiers measure: sales in minor units, units, or either against a target."),
      basis: measureSchema.nullable().describe("What is measured against the target; null without one."),
      target: targetSchema.nullable().describe("Where it measures attainment."),
      tier: z
        .object({ from: z.union([wholeSchema, decimalSchema]), rate: decimalSchema })
        .describe("Of attainment a decimal of the target."),
      brackets: z
        .array(z.object({ from: boundSchema, to: boundSchema, rate: decimalSchema }))
        .describe("Minor units or units; of attainment as text, n/d where only a fraction is exact."),
      rate: decimalSchema,
    }),
  ])
  .meta({ id: "Rate", description: "How a rate came about." });

export const factorSchema = z
  .object({
    id: z.string(),
    by: z.string().describe("The attribute that decides."),
    value: decimalSchema.nullable().describe("Its value; null where there is none, and the default applies."),
    givenFor: monthSchema.nullable(),
    factor: decimalSchema,
  })
  .meta({ id: "Factor", description: "A factor as it was applied." });

const identity = { id: z.string(), planId: z.string(), version: z.int() };
export const identityFields = {
  key: z.string().describe("Names the component in paths."),
  ...identity,
  label: z.object({ zh: z.string(), en: z.string() }).nullable().describe("Its name for people, where its plan gives one."),
};

/** Whom a line for a seller below is about. */
export const sellerFields = {
  sellerId: z.string().describe("Empty for the whole team: of more than 64 sellers an open month isn't told apart."),
  name: z.string().describe("As the seller is called, on a statement as at the close."),
};

export const componentSchema = z
  .discriminatedUnion("kind", [
    z.object({
      object: z.literal("component"),
      kind: z.enum(PAID_KINDS),
      ...identityFields,
      amount: money("What it comes to."),
      base: money("The sum of its credits' bases."),
      units: wholeSchema,
      rate: rateSchema,
      factors: z.array(factorSchema),
      sellers: z
        .array(
          z.object({ ...sellerFields, base: money("Of the seller's credits."), units: wholeSchema, amount: money("The seller's part.") }),
        )
        .describe("What of it comes from sellers below; the rest comes from the advisor's own credits."),
      creditsUrl: urlSchema.nullable().describe("The credits behind it; null on a statement, whose file holds them."),
    }),
    z.object({
      object: z.literal("component"),
      kind: z.enum(MONTH_KINDS),
      ...identityFields,
      amount: money("Its effect."),
      measured: wholeSchema.describe("What was measured (bonus), or stood before (cap, guarantee)."),
      limit: wholeSchema.describe("What had to be reached (bonus), or to what it lowers or lifts."),
      target: targetSchema.nullable().describe("Where a part of a target had to be reached."),
      atLeast: decimalSchema.nullable().describe("Which part of it."),
    }),
  ])
  .meta({ id: "Component", description: "A line of the earnings, and why it is what it is." });
export type ComponentResource = Source<typeof componentSchema>;

const creditFields = { lineId: z.string(), role: z.string().describe("In which role the advisor is paid: seller, manager, …") };

const creditSchema = z
  .object({
    object: z.literal("credit"),
    orderId: z.string(),
    ...creditFields,
    base: money("What counts of the line."),
    units: wholeSchema,
    rate: decimalSchema.nullable().describe("Its own rate, where each row of the component has another; else null."),
    amount: money("Its part of the component: the parts of all credits sum to the component's amount, to the fen."),
    orderUrl: urlSchema,
  })
  .meta({ id: "Credit", description: "What one line of an order counts for in a component." });

export const creditListSchema = listOf(creditSchema, "Credits behind a component, by order, line and role.")
  .extend({
    totalCount: z.int().describe("Of all pages."),
    totalBase: money("Of all pages."),
    totalAmount: money("Of all pages: the component's amount, less what comes from sellers below."),
  })
  .meta({ id: "CreditList" });

export const orderSchema = z
  .object({
    object: z.literal("order"),
    orderId: z.string(),
    month: monthSchema,
    revision: z.int(),
    bookedOn: daySchema,
    amount: money("What the order earns in the month: the sum of all parts."),
    lines: z.array(
      z.object({
        ...creditFields,
        product: z.string(),
        price: money("The advisor's share of the price."),
        deductions: z
          .array(z.object({ name: z.string(), amount: money("Deducted.") }))
          .describe("What the advisor's plan deducts from the price."),
        base: money("What is left: the price less all deductions."),
        units: wholeSchema,
        amount: money("What the line earns."),
        parts: z.array(z.object({ ...identityFields, amount: money("The line's part of the component.") })),
      }),
    ),
  })
  .meta({ id: "Order", description: "What an order earns in a month, from the price down to the fen." });
export type OrderResource = Source<typeof orderSchema>;

const way = { size: z.int(), index: z.int(), path: z.array(hashSchema) };
export const inclusionSchema = z
  .object({
    root: hashSchema,
    ...way,
    shard: z.object(way).describe("The way of the shard's root among those of all shards that have statements."),
  })
  .meta({
    id: "Inclusion",
    description:
      "The way from the statement's hash to the root of its shard's, and from there to the root that was published with the close.",
  });
