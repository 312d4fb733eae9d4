import * as z from "zod";
import { accountSharedWithSchema } from "../../_platform/api/account-shared-with.ts";
import { instantSchema, listOf, money, monthSchema, sourceFields, urlSchema } from "../../_platform/api/common-schemas.ts";

/** What is proposed and approved by another: adjustments and payees. */

export const proposedSchema = z
  .object({
    object: z.literal("proposed"),
    proposalId: z.string(),
    kind: z.enum(["adjustments", "payees", "outcomes"]),
    status: z.string().describe("See the proposal itself."),
    edition: z.int(),
    count: z.int(),
    amount: money("The sum of adjustments; nothing of payees.").nullable(),
    sharedAccounts: z
      .array(z.object({ advisorId: z.string(), accountSharedWith: accountSharedWithSchema }))
      .describe("Of payees: whose account others have too."),
    url: urlSchema.describe("The proposal: another person approves it there, which publishes it at once."),
  })
  .meta({ id: "Proposed", description: "Something that waits for another's approval." });
export type ProposedResource = z.output<typeof proposedSchema>;

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
    counters: z.string().nullable().describe("The adjustment that it undoes."),
    counteredBy: z.string().nullable().describe("The one that undid it."),
    by: z.string(),
    approvedBy: z.string(),
    publishedAt: instantSchema,
    proposalUrl: urlSchema,
  })
  .meta({ id: "ManualAdjustment", description: "A manual adjustment that counts." });
export type AdjustmentResource = z.output<typeof adjustmentSchema>;
export const adjustmentListSchema = listOf(adjustmentSchema, "Those of open months that were proposed here, the latest first.").meta({
  id: "ManualAdjustmentList",
});

const wrongSchema = z.array(z.object({ line: z.int(), reasons: z.array(z.string()) })).describe("Lines that are left out, and why.");

export const adjustmentsPreviewSchema = z
  .object({
    object: z.literal("adjustments_preview"),
    fileName: z.string(),
    ...sourceFields,
    entries: z.array(
      z.object({
        line: z.int(),
        advisorId: z.string(),
        name: z.string(),
        month: monthSchema,
        amount: money("Of either sign."),
        reason: z.string(),
        evidence: z.string(),
        kind: z.enum(["writeOff"]).nullable(),
        warnings: z.array(z.enum(["later", "like-proposed"])),
      }),
    ),
    wrong: wrongSchema,
    totals: z.object({
      all: z.object({ count: z.int(), amount: money("Of all.") }),
      added: z.object({ count: z.int(), amount: money("Of what is added.") }),
      taken: z.object({ count: z.int(), amount: money("Of what is taken.") }),
    }),
  })
  .meta({ id: "AdjustmentsPreview", description: "What sending these adjustments would propose." });
export type AdjustmentsPreviewResource = z.output<typeof adjustmentsPreviewSchema>;

export const payeesPreviewSchema = z
  .object({
    object: z.literal("payees_preview"),
    previewId: z.string().nullable().describe("Propose it by this id. Accounts are kept sealed, and only you can propose them."),
    fileName: z.string(),
    ...sourceFields,
    entries: z.array(
      z.object({
        line: z.int(),
        advisorId: z.string(),
        name: z.string(),
        before: z.string().nullable().describe("The last four characters of now."),
        holder: z.string().describe("The account's holder as it was read: told once, to whoever sent it."),
        last4: z.string(),
        warnings: z.array(z.string()),
        accountSharedWith: accountSharedWithSchema,
      }),
    ),
    wrong: wrongSchema,
    counts: z.object({ first: z.int(), changed: z.int(), wrong: z.int() }),
  })
  .meta({ id: "PayeesPreview", description: "What proposing these payees would change. Accounts are never told." });
export type PayeesPreviewResource = z.output<typeof payeesPreviewSchema>;
