import * as z from "zod";
import { hashSchema, instantSchema, issuesSchema, listOf, money, urlSchema } from "../../../_platform/api/common-schemas.ts";
import type { Source } from "../../../_platform/api/encode-response.ts";

/** Files that are made for others, the bank's reports, and where all stand. */

export const fileFields = {
  of: z.string().meta({ description: "What it is of.", examples: ["payout:2026-05-1", "journal:2026-05", "positions:2026-06-30"] }),
  format: z
    .string()
    .meta({ description: "`csv`, `xlsx`, `pain.001`, `journal`, `positions`, or the id of one of the agency's templates." }),
  isForBank: z.boolean().describe("Whether a bank pays by it: it can be generated once the payout is exported."),
  containsAccounts: z.boolean().describe("Whether whole account numbers stand in it; what holds payee details is for finance alone."),
  status: z.enum(["not-generated", "requested", "generated", "failed"]),
  name: z.string().nullable().describe("As it is called where it is saved."),
  requested: z.object({ by: z.string(), at: instantSchema }).nullable(),
  generated: z
    .object({
      at: instantSchema,
      sha256: hashSchema,
      bytes: z.int(),
      count: z.int().describe("Its lines."),
      controlSum: money("Their sum."),
    })
    .nullable(),
  issues: issuesSchema.describe("Why it could not be generated at the last attempt, with the advisors by name; empty where it could."),
  isOutdated: z
    .boolean()
    .describe(
      "Whether something changed since it was generated, so that it is to be generated again, which checks every payment, before it is downloaded.",
    ),
  url: urlSchema,
};

export const fileSummarySchema = z.object({ object: z.literal("file_summary"), ...fileFields }).meta({ id: "FileSummary" });

export type FileSummaryResource = Source<typeof fileSummarySchema>;

export const fileListSchema = listOf(fileSummarySchema, "All files that there can be of it.").meta({ id: "FileList" });

export const fileSchema = z
  .object({
    object: z.literal("file"),
    ...fileFields,
    downloads: z.array(z.object({ by: z.string(), at: instantSchema })).describe("Who was given a link and when, the latest first."),
  })
  .meta({ id: "File", description: "A file that is made of a payout, a month's journal or a day's positions." });

export type FileResource = Source<typeof fileSchema>;
