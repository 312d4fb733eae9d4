import * as z from "zod";
import { instantSchema, issueSchema, issuesSchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

/** Records that could not be applied. */

const noteSchema = z.object({ comment: z.string(), by: z.string(), at: instantSchema });

const kindSchema = z.enum(["order", "advisor", "attributes", "plan", "adjustment", "unknown"]).describe("What it was meant to be.");

const summarySchema = z
  .object({
    object: z.literal("quarantined_record_summary"),
    recordId: z.string(),
    kind: kindSchema,
    quarantinedAt: instantSchema,
    issues: issuesSchema.describe("Why it is in quarantine."),
    notes: z.array(noteSchema).describe("Why people dismissed it."),
    url: urlSchema,
  })
  .meta({ id: "QuarantinedRecordSummary" });
export type QuarantinedSummaryResource = Source<typeof summarySchema>;
export const quarantineListSchema = listOf(summarySchema, "What is in quarantine and not reprocessed, the newest first.")
  .extend({
    totalCount: z.int().describe("Of all pages."),
    groups: z
      .array(z.object({ kind: kindSchema, ...issueSchema.shape, count: z.int() }))
      .describe("How many there are of each kind, code and field, the most first. What differs from record to record stands as …."),
  })
  .meta({ id: "QuarantinedRecordList" });

export const quarantinedRecordSchema = z
  .object({
    object: z.literal("quarantined_record"),
    recordId: z.string(),
    kind: kindSchema,
    quarantinedAt: instantSchema,
    isReprocessed: z.boolean(),
    body: z.string().describe("Indented where it is JSON, else as it came."),
    issues: issuesSchema.describe("Why it was quarantined."),
    currentIssues: issuesSchema.describe("Why it can't be read now; empty where what rejected it lies in other facts."),
    fields: z.array(z.string()).describe("The fields that these issues name."),
    notes: z.array(noteSchema),
    url: urlSchema,
    activityUrl: urlSchema,
  })
  .meta({ id: "QuarantinedRecord", description: "A record that could not be applied, as it came." });
export type QuarantinedResource = Source<typeof quarantinedRecordSchema>;

export const quarantineResultSchema = z
  .object({
    object: z.literal("quarantine_result"),
    recordId: z.string(),
    outcome: z
      .enum(["recorded", "duplicate", "superseded", "quarantined", "dismissed", "proposed"])
      .describe(
        "`recorded`, `duplicate` and `superseded`: it is applied. `quarantined`: it still can't be. `dismissed`: it stays in quarantine. `proposed`: another person has to approve it.",
      ),
    issues: issuesSchema.describe("Why it is still in quarantine."),
    proposalUrl: urlSchema.nullable().describe("What it became, where it is `proposed`: its restatement tells whose earnings change."),
    url: urlSchema,
  })
  .meta({ id: "QuarantineResult", description: "The result of reprocessing or dismissing a record." });
export type QuarantineResultResource = Source<typeof quarantineResultSchema>;
