import * as z from "zod";
import type { CloseTotals } from "../../../shared/ledger/close/close-totals.ts";
import {
  daySchema,
  hashSchema,
  instantSchema,
  issueSchema,
  issuesSchema,
  money,
  monthSchema,
  urlSchema,
} from "../../_platform/api/common-schemas.ts";
import { derivationSchema } from "../../_platform/api/derivation.response.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { PROPOSAL_KINDS } from "../../_platform/proposal-kinds.ts";

/** Closing a month. */

export const closingSchema = z
  .object({
    object: z.literal("closing"),
    month: monthSchema.describe("The month that is to be closed next, or is being closed."),
    phase: z.enum(["open", "settling"]).describe("`settling`: its close has begun and is not through."),
    isFirst: z.boolean().describe("Whether it opens the books: then another month up to this one may be closed instead."),
    lastClosed: monthSchema.nullable(),
    reasonNotRequiredFrom: daySchema.describe("From this day on it is closed without a reason."),
    isEarly: z.boolean().describe("Whether a reason is asked for today."),
    url: urlSchema,
    checksUrl: urlSchema,
    previewUrl: urlSchema,
  })
  .meta({ id: "Closing", description: "Which month closing is about." });
export type ClosingResource = Source<typeof closingSchema>;

const auditSchema = z
  .object({ runId: z.string(), mode: z.enum(["sample", "all", "advisor"]), finishedAt: instantSchema, findings: z.int() })
  .meta({ id: "AuditResult", description: "What a run of the auditor found." });

export const closeChecksSchema = z
  .object({
    object: z.literal("close_checks"),
    month: monthSchema,
    quarantine: z.object({
      records: z.int(),
      dismissed: z.int().describe("Of these, dismissed."),
      groups: z
        .array(z.object({ kind: z.string(), ...issueSchema.shape, count: z.int() }))
        .describe("The others by kind, code and field, the most first. What differs from record to record stands as …."),
      url: urlSchema,
    }),
    unassignedCredits: z
      .object({ advisors: z.int(), orders: z.int(), price: money("What of the orders' prices would be theirs."), url: urlSchema })
      .describe("Credits that wait for someone to be registered or to get a plan."),
    audit: z.object({ last: auditSchema.nullable(), lastOfAll: auditSchema.nullable() }),
    approvals: z.array(z.object({ kind: z.enum(PROPOSAL_KINDS), submitted: z.int(), approved: z.int() })).describe("What waits, by kind."),
    payouts: z
      .array(
        z.object({
          payoutId: z.string(),
          waitsFor: z
            .enum(["approval", "export", "withdrawal", "nothing", "outdated"])
            .describe("`nothing`: it pays nobody; `outdated`: it can't be approved any more. Both are to be withdrawn."),
          url: urlSchema,
        }),
      )
      .describe("Payouts that wait for someone."),
    adjustments: z
      .object({ count: z.int(), amount: money("Their sum."), proposalUrls: z.array(urlSchema) })
      .describe("Adjustments of the month that wait for approval."),
    derivations: z.int().describe("Changes of facts of which credits are still to be derived anew; a close does that first."),
    url: urlSchema,
  })
  .meta({ id: "CloseChecks", description: "What is still open before a close. None of it hinders the close." });
export type CloseChecksResource = Source<typeof closeChecksSchema>;

const totals = {
  statements: z.int(),
  earnings: money("The month's own."),
  adjustments: money("Of earlier months."),
  manualAdjustments: money("By hand."),
  writtenOff: money("What of them writes debts off."),
  advanced: money("What draws advance; it is carried as debts."),
  recovered: money("What is recovered of earlier advances."),
  advancesWrittenOff: money("What is written off of earlier advances."),
  payable: money("What is payable by it."),
  carriedForward: money("Balances that are carried on; debts are negative."),
} satisfies Record<keyof CloseTotals, z.ZodType>;
const totalsSchema = z.object(totals);
const move = { before: money("By the last close."), expected: money("By this one.") };

export const closePreviewSchema = z
  .object({
    object: z.literal("close_preview"),
    month: monthSchema,
    previewId: z.string(),
    requested: z.object({ by: z.string(), at: instantSchema }),
    status: z.enum(["running", "done", "failed"]),
    issues: issuesSchema.describe("Why it could not be computed; empty where it could."),
    result: z
      .object({
        at: instantSchema.describe("By the facts as they stood then."),
        expected: totalsSchema,
        last: z.object({ month: monthSchema, ...totals }).nullable(),
        advisors: z.array(z.object({ advisorId: z.string(), name: z.string(), ...move })).describe("Whose moved most, at most 20."),
        components: z.array(z.object({ planId: z.string(), component: z.string(), ...move })).describe("Which moved most, at most 20."),
        overdue: z
          .object({
            advisors: z.int(),
            credits: z.int(),
            price: money("Of these trips."),
            largestAdvisors: z
              .array(
                z.object({
                  advisorId: z.string(),
                  name: z.string(),
                  credits: z.int(),
                  price: money("Of theirs."),
                  since: monthSchema.describe("The first month in which one was expected."),
                }),
              )
              .describe("By price, at most 50 advisors."),
          })
          .describe("Trips that were expected by the month's end and of which nothing was heard; sellers' credits."),
      })
      .nullable(),
    url: urlSchema,
  })
  .meta({ id: "ClosePreview", description: "What a close is expected to come to, by its own rule." });
export type ClosePreviewResource = Source<typeof closePreviewSchema>;

export const closeProgressSchema = z
  .object({
    object: z.literal("close_progress"),
    month: monthSchema,
    status: z
      .enum(["open", "starting", "settling", "stopped", "closed"])
      .describe("`stopped`: its last run ended before it was through; start it again, and it goes on with what is left."),
    shards: z.object({
      settled: z.int(),
      total: z.int(),
      openShards: z.array(z.int()).describe("The first that are not settled, at most 20."),
    }),
    requested: z.object({ by: z.string(), at: instantSchema, reason: z.string().nullable() }).nullable().describe("Who had it begin."),
    waitsFor: z.array(derivationSchema).describe("While it is starting: what is to be derived first."),
    run: z
      .object({ runId: z.string(), requestedBy: z.string(), at: instantSchema, reason: z.string().nullable() })
      .nullable()
      .describe("The latest run."),
    runs: z.int(),
    error: z
      .object({ name: z.string().nullable(), message: z.string().nullable() })
      .nullable()
      .describe("Why the latest run failed, with the part of it that did."),
    summary: z
      .object({ ...totals, equityGained: z.int(), equityLost: z.int(), statementsRoot: hashSchema })
      .nullable()
      .describe("What it came to."),
    closedAt: instantSchema.nullable(),
    url: urlSchema,
  })
  .meta({ id: "CloseProgress", description: "How far a close is." });
export type CloseProgressResource = Source<typeof closeProgressSchema>;
