import * as z from "zod";
import { decimalSchema, hashSchema, listOf, money, monthSchema, urlSchema, wholeSchema } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { componentSchema, factorSchema, identityFields, inclusionSchema, sellerFields } from "./earnings-schema.response.ts";

/** Statements, and the closes that made them. */

export const drawSchema = z
  .object({
    advanced: money("Paid beyond what the statement comes to, and carried as a debt."),
    recovered: money("Made good of earlier advances."),
    writtenOff: money("What of earlier advances write-offs forgave; null where nothing.").nullable(),
    outstanding: money("Still to be recovered from later statements."),
  })
  .nullable()
  .describe("What a draw did; null where nothing was advanced, now or before.");

const totals = {
  advisorId: z.string(),
  month: monthSchema,
  earnings: money("Of the month itself: the sum of the components."),
  manualAdjustments: money("Approved by hand."),
  writtenOff: money("What of them writes a debt off."),
  broughtForward: money("From the statement before."),
  payable: money("What is paid."),
  carriedForward: money("To the next statement."),
  draw: drawSchema,
  equityEligible: z.boolean(),
  hash: hashSchema,
  url: urlSchema,
  fileUrl: urlSchema.describe("The file from which everything can be verified."),
};

const summarySchema = z
  .object({ object: z.literal("statement_summary"), ...totals, adjustments: money("Of earlier months, in all.") })
  .meta({ id: "StatementSummary", description: "A statement's totals." });
export type StatementSummaryResource = Source<typeof summarySchema>;
export const statementListSchema = listOf(summarySchema, "Statements, the newest first.").meta({ id: "StatementSummaryList" });

const changedOrderSchema = z.object({
  orderId: z.string(),
  revisionBefore: z.int().nullable().describe("Null where the order did not count then."),
  revisionNow: z.int().nullable().describe("Null where it counts no more."),
  amount: money("What the change is worth at the settled rates."),
  parts: z.array(
    z.object({
      ...identityFields,
      baseBefore: money("When the month was settled."),
      baseNow: money("Now."),
      unitsBefore: wholeSchema,
      unitsNow: wholeSchema,
      settledRate: decimalSchema,
    }),
  ),
});

const changedSellerSchema = z.object({
  ...sellerFields,
  amount: money("What the change is worth at the settled rates."),
  parts: z.array(
    z.object({
      ...identityFields,
      base: money("Now less then."),
      units: wholeSchema.describe("Now less then."),
      settledRate: decimalSchema,
    }),
  ),
});

const changedTermsSchema = z.object({
  ...identityFields,
  amountBefore: money("When the month was settled."),
  amountNow: money("Now."),
  rateBefore: decimalSchema.nullable(),
  rateNow: decimalSchema.nullable(),
  factorsBefore: z.array(factorSchema),
  factorsNow: z.array(factorSchema),
});

const adjustmentSchema = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("restated"),
      month: monthSchema,
      amount: money("The sum of all changed orders and sellers, and of what tiers and factors made of the rest."),
      orderCount: z.int().describe("How many orders changed."),
      orders: z.array(changedOrderSchema).describe("The hundred that weigh most; the statement's file holds all."),
      sellers: z.array(changedSellerSchema).describe("What changed with sellers below, of whose orders the advisor has no credits."),
      tiersAndFactors: z.object({ amount: money("For everything else."), changes: z.array(changedTermsSchema) }),
    }),
    z.object({
      kind: z.literal("opened"),
      month: monthSchema,
      amount: money("All that was earned in it."),
      components: z.array(componentSchema),
    }),
  ])
  .meta({ id: "Adjustment", description: "What is settled of an earlier month, and why." });
export type AdjustmentResource = Source<typeof adjustmentSchema>;

export const statementSchema = z
  .object({
    object: z.literal("statement"),
    ...totals,
    components: z.array(componentSchema),
    adjustments: z.array(adjustmentSchema),
    manualAdjustmentEntries: z.array(
      z.object({
        adjustmentId: z.string(),
        month: monthSchema,
        amount: money("Either sign; of a write-off what counts of it."),
        reason: z.string(),
        kind: z.enum(["writeOff"]).nullable().describe("writeOff: forgives a debt."),
      }),
    ),
    previousHash: hashSchema.nullable().describe("Of the statement before; null on the first."),
    inclusion: inclusionSchema.nullable().describe("Null until the close is through."),
  })
  .meta({ id: "Statement", description: "A statement, with what explains it." });
export type StatementResource = Source<typeof statementSchema>;

export const closeSchema = z
  .object({
    object: z.literal("close"),
    month: monthSchema,
    statements: z.int().describe("How many statements it made."),
    statementsRoot: hashSchema.describe("The root of the hash tree over the statements' hashes (RFC 6962), by advisor."),
  })
  .meta({ id: "Close", description: "A close that is through, and the root that proves what it stated." });
export type CloseResource = Source<typeof closeSchema>;
export const closeListSchema = listOf(closeSchema, "Closes that are through, the newest first.").meta({ id: "CloseList" });

/** The file is the archive's text as it was hashed: only its outermost shape is described. */
export const statementFileSchema = z
  .looseObject({ format: z.string(), hash: hashSchema, inclusion: z.looseObject({}).nullable(), body: z.looseObject({}) })
  .meta({ id: "StatementFile", description: "The statement, all facts that it is computed from, and its way to the published root." });

/** A seller's credits as they are hashed: only the outermost shape is described. */
export const creditsFileSchema = z
  .looseObject({ format: z.string(), advisorId: z.string(), sellerId: z.string(), month: monthSchema, credits: z.looseObject({}) })
  .meta({ id: "CreditsFile", description: "A seller's credits as a statement counts them: they give the hash and the sums of its line." });
