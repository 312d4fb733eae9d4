import * as z from "zod";
import {
  daySchema,
  decimalSchema,
  issuesSchema,
  listOf,
  money,
  monthSchema,
  urlSchema,
  wholeSchema,
} from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { fieldChangeSchema } from "../activity/schema.response.ts";
import { advisorFactSchema } from "../facts-schema.response.ts";
import { proposalSummarySchema } from "../proposals/schema.response.ts";
import { restatementSchema } from "../restatement-schema.response.ts";

/** Advisors, and what waits for whom. */

export const unassignedSchema = z
  .object({
    object: z.literal("unassigned_credits"),
    advisorId: z.string(),
    name: z.string().nullable(),
    reason: z
      .enum(["unknown", "no-plan"])
      .describe("`unknown`: nobody of that id is registered. `no-plan`: the advisor has no plan in force on the days of booking."),
    since: daySchema.describe("The first day of booking."),
    price: money("What of the orders' prices would be the advisor's."),
    orders: z.array(z.object({ orderId: z.string(), bookedOn: daySchema, price: money("What of it would be the advisor's.") })),
  })
  .meta({ id: "UnassignedCredits", description: "Credits that are reserved for someone until they are registered or have a plan." });
export type UnassignedResource = Source<typeof unassignedSchema>;
export const unassignedListSchema = listOf(unassignedSchema, "By advisor.").meta({ id: "UnassignedCreditsList" });

const currentSchema = z.object({
  planId: z.string().nullable(),
  version: z.int().nullable().describe("Of the plan, in force today."),
  managerId: z.string().nullable(),
  managerName: z.string().nullable(),
  storeId: z.string().nullable(),
  attributes: z.array(
    z.object({
      name: z.string(),
      value: decimalSchema,
      month: monthSchema,
      storeId: z.string().nullable().describe("Where the store's counts."),
    }),
  ),
  tenureMonths: z.int(),
  hasLeft: z.boolean(),
});

export const advisorFileSchema = z
  .object({
    object: z.literal("advisor"),
    advisor: advisorFactSchema.describe("At the highest revision: change it, preview it, and save it."),
    revisions: z.array(advisorFactSchema).describe("All of them, the highest first."),
    today: daySchema,
    current: currentSchema.describe("How the advisor stands today."),
    balance: money("Carried by the advisor's last statement; debts are negative."),
    expected: z
      .object({
        month: monthSchema,
        earnings: money("Of the month."),
        payable: money("What would be paid."),
        carriedForward: money("What would be carried on."),
      })
      .describe("What a close of the next month to be closed would make of the facts now."),
    upcoming: z
      .array(
        z.object({
          month: monthSchema,
          overdue: z.boolean(),
          credits: wholeSchema,
          sales: money("The sum of their bases."),
          earned: money("Of the month, so far."),
          upcoming: money("What they would add."),
        }),
      )
      .describe("Trips booked and not yet travelled, by month."),
    unassignedCredits: unassignedSchema.nullable(),
    proposals: z.array(proposalSummarySchema).describe("About the advisor, or their scores, neither published nor withdrawn."),
    url: urlSchema,
    activityUrl: urlSchema,
  })
  .meta({ id: "Advisor", description: "All that HR sees of an advisor." });
export type AdvisorResource = Source<typeof advisorFileSchema>;

export const advisorPreviewSchema = z
  .object({
    object: z.literal("advisor_preview"),
    before: advisorFactSchema.nullable().describe("The advisor as stored; null where they would be registered."),
    after: advisorFactSchema.nullable().describe("What would be saved; null where it can't be read."),
    issues: issuesSchema.describe("What is wrong with it, by field."),
    changes: z.array(fieldChangeSchema),
    restatement: restatementSchema.nullable(),
    unassignedCredits: unassignedSchema.nullable().describe("What waits for the advisor, where they would be registered."),
  })
  .meta({ id: "AdvisorPreview", description: "What saving an advisor would change." });
export type AdvisorPreviewResource = Source<typeof advisorPreviewSchema>;
