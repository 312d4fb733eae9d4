import * as z from "zod";
import { advisorSchema } from "../../shared/engine/facts/advisor.ts";
import { planSchema } from "../../shared/engine/plan/schema.ts";
import { decimalSchema, monthSchema } from "../_platform/api/common-schemas.ts";

/** Facts as events carry them, under names of their own. */

export const planFactSchema = planSchema.meta({
  id: "PlanFact",
  description: "A plan version as events carry it. Amounts are integers of minor units, rates and factors decimal strings.",
});

export const planComponentSchema = planSchema.shape.components.element.meta({ id: "PlanComponent", description: "A component of a plan." });

export const advisorFactSchema = advisorSchema.meta({ id: "AdvisorFact", description: "An advisor at a revision, as events carry them." });

export const scoreEntrySchema = z
  .object({
    advisorId: z.string().optional().describe("Either this or `storeId`."),
    storeId: z.string().optional(),
    month: monthSchema,
    values: z.record(z.string(), decimalSchema),
  })
  .meta({ id: "ScoreEntry", description: "Scores of an advisor or a store for a month." });
