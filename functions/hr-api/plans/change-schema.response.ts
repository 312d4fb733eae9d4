import * as z from "zod";
import { daySchema, decimalSchema } from "../../_platform/api/common-schemas.ts";
import { planComponentSchema as content } from "../facts-schema.response.ts";

/** What a version changes against the one before it. */

const component = z.string().describe("The component's id.");
const measure = z.enum(["sales", "units", "attainment"]);
const reached = z.union([z.int(), decimalSchema]).describe("What has to be reached: minor units, units, or a decimal of the target.");
const where = z.record(z.string(), z.array(z.string())).describe("The row's condition: facet to accepted values.");
const values = z.array(z.string()).readonly().optional();

export const planChangeSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("effective-from"), before: daySchema.optional(), after: daySchema }),
    z.object({ kind: z.enum(["component-added", "component-removed"]), component, content }),
    z.object({ kind: z.literal("component-kind"), component, before: content, after: content }),
    z.object({ kind: z.literal("tier-rate"), component, measure, from: reached, before: decimalSchema, after: decimalSchema }),
    z.object({ kind: z.enum(["tier-added", "tier-removed"]), component, measure, from: reached, rate: decimalSchema }),
    z.object({ kind: z.literal("tier-moved"), component, measure, before: reached, after: reached, rate: decimalSchema }),
    z.object({ kind: z.literal("row-rate"), component, where, before: decimalSchema, after: decimalSchema }),
    z.object({ kind: z.enum(["row-added", "row-removed"]), component, where, rate: decimalSchema }),
    z.object({ kind: z.literal("rows-moved"), component }),
    z.object({ kind: z.literal("rate"), component, before: decimalSchema.optional(), after: decimalSchema.optional() }),
    z.object({ kind: z.literal("amount"), component, before: z.int(), after: z.int() }),
    z.object({ kind: z.enum(["where", "of"]), component, facet: z.string(), before: values, after: values }),
    z.object({ kind: z.literal("field"), path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
  ])
  .meta({ id: "PlanChange", description: "One change: its kind, what it is about, and what was and is. Amounts in minor units." });
