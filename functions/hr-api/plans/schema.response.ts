import * as z from "zod";
import { daySchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { planFactSchema } from "../facts-schema.response.ts";
import { proposalSummarySchema } from "../proposals/schema.response.ts";

/** Plans and their versions. */

const versionFields = {
  planId: z.string(),
  version: z.int(),
  effectiveFrom: daySchema,
  state: z.enum(["future", "in-force", "superseded"]),
  effectiveTo: daySchema.nullable().describe("Its last day, where a later version follows."),
  rolledBack: z.boolean().describe("Whether a later version brought an older one's terms back."),
  proposalUrl: urlSchema.nullable().describe("The proposal by which it was published, where there was one."),
  url: urlSchema,
};

export const planVersionSchema = z
  .object({
    object: z.literal("plan_version"),
    ...versionFields,
    plan: planFactSchema.describe("All of its terms. Amounts are integers of minor units, rates and factors decimal strings."),
  })
  .meta({ id: "PlanVersion", description: "A published version of a plan. It never changes." });
export type PlanVersionResource = Source<typeof planVersionSchema>;

export const planSummarySchema = z
  .object({
    object: z.literal("plan"),
    planId: z.string(),
    versions: z.array(z.object(versionFields)).describe("The highest version first."),
    drafts: z.array(proposalSummarySchema).describe("Proposals that are neither published nor withdrawn."),
    url: urlSchema,
    activityUrl: urlSchema,
  })
  .meta({ id: "Plan", description: "A plan with its versions and drafts." });
export type PlanResource = Source<typeof planSummarySchema>;
export const planListSchema = listOf(planSummarySchema, "All plans, by their ids.").meta({ id: "PlanList" });
