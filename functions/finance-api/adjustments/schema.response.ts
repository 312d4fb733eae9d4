import * as z from "zod";
import {
  instantSchema,
  listOf,
  money,
  monthSchema,
  rowErrorsSchema,
  sheetField,
  sourceFields,
  urlSchema,
} from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

const adjustmentSchema = z
  .object({
    object: z.literal("adjustment"),
    adjustmentId: z.string(),
    advisorId: z.string(),
    month: monthSchema,
    amount: money("Of either sign."),
    reason: z.string(),
    evidence: z.string(),
    kind: z.enum(["writeOff"]).nullable().describe("writeOff: forgives a debt."),
    reverses: z.string().nullable().describe("The adjustment that it reverses."),
    reversedBy: z.string().nullable().describe("The one that reversed it."),
    proposedBy: z.string(),
    approvedBy: z.string(),
    publishedAt: instantSchema,
    proposalUrl: urlSchema,
  })
  .meta({ id: "ManualAdjustment", description: "A manual adjustment that counts." });
export type AdjustmentResource = Source<typeof adjustmentSchema>;
export const adjustmentListSchema = listOf(adjustmentSchema, "Those of open months that were proposed here, the latest first.").meta({
  id: "ManualAdjustmentList",
});

export const adjustmentsPreviewSchema = z
  .object({
    object: z.literal("adjustments_preview"),
    fileName: z.string(),
    ...sourceFields,
    entries: z.array(
      z.object({
        line: z.int(),
        sheet: sheetField,
        advisorId: z.string(),
        name: z.string(),
        month: monthSchema,
        amount: money("Of either sign."),
        reason: z.string(),
        evidence: z.string(),
        kind: z.enum(["writeOff"]).nullable(),
        warnings: z.array(z.enum(["later-month", "similar-proposed"])),
      }),
    ),
    rowErrors: rowErrorsSchema,
    totals: z.object({
      all: z.object({ count: z.int(), amount: money("Of all.") }),
      added: z.object({ count: z.int(), amount: money("Of what is added.") }),
      deducted: z.object({ count: z.int(), amount: money("Of what is deducted.") }),
    }),
  })
  .meta({ id: "AdjustmentsPreview", description: "What sending these adjustments would propose." });
export type AdjustmentsPreviewResource = Source<typeof adjustmentsPreviewSchema>;
