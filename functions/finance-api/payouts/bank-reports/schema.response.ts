import * as z from "zod";
import { BANK_REPORT_FORMATS, ENTRY_MATCHES } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import {
  daySchema,
  hashSchema,
  instantSchema,
  issuesSchema,
  listOf,
  money,
  sheetField,
  sourceFields,
  urlSchema,
} from "../../../_platform/api/common-schemas.ts";
import type { Source } from "../../../_platform/api/encode-response.ts";

const entrySchema = z
  .object({
    number: z.int().describe("Which one of the report it is, from 1."),
    line: z.int().nullable().describe("Of a CSV file or workbook: its row in the file, from 1."),
    sheet: sheetField,
    reference: z.string().describe("Our reference of a payment, or of a whole payout."),
    isWholePayout: z.boolean().describe("Whether it is about all of a payout."),
    kind: z.enum(["paid", "rejected", "returned", "accepted", "unknown"]),
    match: z.enum(ENTRY_MATCHES).describe("What is made of it; nothing is guessed."),
    level: z.enum(["file", "batch"]).nullable().describe("Of a status of all payments: which level of the report says it."),
    amount: money("As it says.").nullable(),
    invalidAmount: z.string().nullable().describe("What stands where an amount should, and is none in whole minor units."),
    count: z.int().nullable().describe("How many payments it says that there are; -1 where that can't be read."),
    charges: money("What was taken off an amount that came back.").nullable(),
    expected: z
      .object({ count: z.int(), amount: money("As our payout says.") })
      .nullable()
      .describe("What we say of the payment or payout, where a person has to look."),
    bankDate: daySchema.nullable(),
    invalidDate: z.string().nullable().describe("What stands where a date should, and is none."),
    isFutureDated: z.boolean().describe("Whether that day lies ahead: it may be mistyped."),
    code: z.string().nullable(),
    reason: z.string().nullable().describe("The code's meaning, in English."),
    effect: z
      .enum(["needs-new-details", "needs-a-look", "may-be-sent-again", "says-nothing"])
      .nullable()
      .describe("What follows from the reason of a rejection or return."),
    note: z.string().nullable().describe("Its own words; long numbers are masked."),
  })
  .meta({ id: "BankReportEntry", description: "One status or booking of a bank report." });
export type BankReportEntryResource = Source<typeof entrySchema>;

const reportFields = {
  reportId: z.string().describe("Of its content: the same file is one report."),
  format: z.enum(BANK_REPORT_FORMATS),
  name: z.string(),
  sha256: hashSchema,
  by: z.string(),
  at: instantSchema,
  status: z.enum(["applying", "applied", "failed"]).describe("`failed`: see `issues`; once they are resolved, send the same file again."),
  issues: issuesSchema.describe("Why the last attempt to apply it failed; empty where it didn't."),
  entries: z.int(),
  matches: z.record(z.string(), z.int()).describe("How many entries of each match; empty until it is applied."),
  futureDated: z.int().nullable().describe("How many final entries have a day that lies ahead; null until it is applied."),
  appliedAt: instantSchema.nullable(),
  url: urlSchema,
};
const reportSummarySchema = z.object({ object: z.literal("bank_report_summary"), ...reportFields }).meta({ id: "BankReportSummary" });
export type BankReportSummaryResource = Source<typeof reportSummarySchema>;
export const reportListSchema = listOf(reportSummarySchema, "The latest first, at most 200.").meta({ id: "BankReportList" });

export const reportSchema = z
  .object({
    object: z.literal("bank_report"),
    ...reportFields,
    needsReview: z.array(entrySchema).describe("Entries that a person has to look at."),
  })
  .meta({ id: "BankReport", description: "A bank report as it was sent. Its file is kept nowhere." });
export type BankReportResource = Source<typeof reportSchema>;

const recordedSchema = z.object({ count: z.int(), amount: money("Of these payments.") });

export const reportPreviewSchema = z
  .object({
    object: z.literal("bank_report_preview"),
    uploadId: z.string().nullable().describe("Of a workbook: send it to apply the report. Null of what is sent again to be applied."),
    reportId: z.string(),
    format: z.enum(BANK_REPORT_FORMATS),
    name: z.string(),
    ...sourceFields,
    entries: z.array(entrySchema).describe("The first 1,000, in the order of the file."),
    totalEntries: z.int(),
    matches: z.record(
      z.string(),
      z.object({ count: z.int(), amount: money("What would be recorded; of other matches what the entries say.") }),
    ),
    futureDated: z.int().describe("How many final entries have a day that lies ahead."),
    outcomes: z.int().describe("How many outcomes sending it would record."),
    recorded: z
      .object({ paid: recordedSchema, rejected: recordedSchema, returned: recordedSchema })
      .describe("What sending it would record, exactly."),
  })
  .meta({ id: "BankReportPreview", description: "What applying a bank report would record now." });
export type BankReportPreviewResource = Source<typeof reportPreviewSchema>;
