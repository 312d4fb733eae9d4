import * as z from "zod";
import { instantSchema, issueSchema, issuesSchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";

/** What could not be taken over. */

const noteSchema = z.object({ why: z.string(), by: z.string(), at: instantSchema });

const kindSchema = z.enum(["order", "advisor", "attributes", "plan", "adjustment", "unknown"]).describe("What it was meant to be.");

const summarySchema = z
  .object({
    object: z.literal("held_record_summary"),
    recordId: z.string(),
    kind: kindSchema,
    heldAt: instantSchema,
    issues: issuesSchema.describe("Why it is held."),
    notes: z.array(noteSchema).describe("Why it may stay held, as people said."),
    url: urlSchema,
  })
  .meta({ id: "HeldRecordSummary" });
export type HeldSummaryResource = z.output<typeof summarySchema>;
export const heldListSchema = listOf(summarySchema, "What is held and not released, the newest first.")
  .extend({
    totalCount: z.int().describe("Of all pages."),
    groups: z
      .array(z.object({ kind: kindSchema, ...issueSchema.shape, count: z.int() }))
      .describe("How many there are of each kind, code and field, the most first. What differs from record to record stands as …."),
  })
  .meta({ id: "HeldRecordSummaryList" });

export const heldRecordSchema = z
  .object({
    object: z.literal("held_record"),
    recordId: z.string(),
    kind: kindSchema,
    heldAt: instantSchema,
    released: z.boolean(),
    body: z.string().describe("Indented where it is JSON, else as it came."),
    issues: issuesSchema.describe("Why it was held."),
    issuesNow: issuesSchema.describe("Why it can't be read now; empty where what rejected it lies in other facts."),
    fields: z.array(z.string()).describe("The fields that these issues name."),
    notes: z.array(noteSchema),
    url: urlSchema,
    trailUrl: urlSchema,
  })
  .meta({ id: "QuarantinedRecord", description: "A record that could not be taken over, as it came." });
export type HeldResource = z.output<typeof heldRecordSchema>;

export const releaseSchema = z
  .object({
    object: z.literal("release"),
    recordId: z.string(),
    outcome: z
      .enum(["recorded", "duplicate", "superseded", "held", "known", "proposed"])
      .describe(
        "`recorded`, `duplicate` and `superseded`: it is taken over. `held`: it still can't be. `known`: it may stay. `proposed`: another person has to approve it.",
      ),
    issues: issuesSchema.describe("Why it is still held."),
    proposalUrl: urlSchema.nullable().describe("What it became, where it is `proposed`: its restatement tells whose earnings change."),
    url: urlSchema,
  })
  .meta({ id: "Release", description: "What became of a held record." });
export type ReleaseResource = z.output<typeof releaseSchema>;
