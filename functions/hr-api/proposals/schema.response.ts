import * as z from "zod";
import { DETAILS_WARNINGS } from "../../../shared/payees/model/parse-details.ts";
import { PROPOSAL_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import { accountSharedWithSchema } from "../../_platform/api/account-shared-with.ts";
import {
  daySchema,
  decimalSchema,
  instantSchema,
  issuesSchema,
  listOf,
  money,
  monthSchema,
  urlSchema,
} from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { PROPOSAL_KINDS } from "../../_platform/proposal-kinds.ts";
import { advisorFactSchema, planComponentSchema as content, planFactSchema, scoreEntrySchema } from "../facts-schema.response.ts";
import { hashOf, restatementSchema } from "../restatement-schema.response.ts";

/** What a version changes against the one before it. */

const component = z.string().describe("The component's id.");
const measure = z.enum(["sales", "units", "attainment"]);
const reached = z.union([z.int(), decimalSchema]).describe("What has to be reached: minor units, units, or a decimal of the target.");
const where = z.record(z.string(), z.array(z.string())).describe("The row's condition: facet to accepted values.");
const values = z.array(z.string()).readonly().optional();

const planChangeSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("effective-from"), before: daySchema.optional(), after: daySchema }),
    z.object({ kind: z.enum(["component-added", "component-removed"]), component, content }),
    z.object({ kind: z.literal("component-kind"), component, before: content, after: content }),
    z.object({ kind: z.literal("tier-rate"), component, measure, from: reached, before: decimalSchema, after: decimalSchema }),
    z.object({ kind: z.enum(["tier-added", "tier-removed"]), component, measure, from: reached, rate: decimalSchema }),
    z.object({ kind: z.literal("tier-moved"), component, measure, before: reached, after: reached, rate: decimalSchema }),
    z.object({ kind: z.literal("row-rate"), component, where, before: decimalSchema, after: decimalSchema }),
    z.object({ kind: z.enum(["row-added", "row-removed"]), component, where, rate: decimalSchema }),
    z.object({ kind: z.literal("rows-moved"), component }),
    z.object({ kind: z.literal("rate"), component, before: decimalSchema.optional(), after: decimalSchema.optional() }),
    z.object({ kind: z.literal("amount"), component, before: z.int(), after: z.int() }),
    z.object({ kind: z.enum(["where", "of"]), component, facet: z.string(), before: values, after: values }),
    z.object({ kind: z.literal("field"), path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
  ])
  .meta({ id: "PlanChange", description: "One change: its kind, what it is about, and what was and is. Amounts in minor units." });

/** What is to become a fact, and how far it is. */

export const lockVersionSchema = z.int().describe("Rises with each step. A step counts on the lock version that it was decided on.");

const termsSchema = z
  .record(z.string(), z.unknown())
  .describe("The version but its `planId` and `version`, as it was typed: it need not be readable yet. See `PlanFact` for its fields.");

const contentSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("plan"),
    planId: z.string(),
    baseVersion: z.int().describe("The version that it is to follow; 0 where the plan has none yet."),
    terms: termsSchema,
    rollbackOf: z
      .object({ from: z.int().describe("The version whose terms come again."), to: z.int().describe("The version that is taken back.") })
      .nullable(),
  }),
  z.object({
    kind: z.literal("advisor"),
    advisor: advisorFactSchema,
    handoverTo: z.object({ advisorId: z.string(), from: daySchema }).nullable().describe("Who takes the advisor's customers over."),
  }),
  z.object({ kind: z.literal("scores"), entries: z.array(scoreEntrySchema), source: z.string().describe("What they were read from.") }),
  z.object({
    kind: z.literal("adjustments"),
    entries: z.array(
      z.object({
        advisorId: z.string(),
        month: monthSchema.describe("The month whose statement it joins."),
        amount: money("Of either sign."),
        reason: z.string(),
        evidence: z.string(),
        reverses: z.string().nullable().describe("The adjustment that it reverses."),
        kind: z.enum(["writeOff"]).nullable().describe("writeOff: forgives a debt."),
      }),
    ),
    source: z.string().describe("What they were read from."),
  }),
  z.object({
    kind: z.literal("correction"),
    recordId: z.string().describe("The record in quarantine."),
    bodyHash: hashOf("the body as it is in quarantine"),
    record: z.enum(["order", "advisor", "attributes"]).describe("The kind that it keeps."),
    factId: z.string().describe("The id that it keeps; of attributes with their month."),
    body: z.string().describe("The corrected event."),
    skipsRevisions: z
      .boolean()
      .describe("Its revision rises further than to the next one: lower ones that its source sends later are ignored."),
    advisorIds: z.array(z.string()).describe("Whom it is about, and whose earnings it changes: none of them may approve it."),
  }),
  z.object({
    kind: z.literal("payees"),
    entries: z.array(
      z.object({
        advisorId: z.string(),
        version: z.int(),
        accountLast4: z.string().describe("The last four characters of the account."),
        holder: z.object({
          masked: z.string().describe("The holder's name, masked: 张*."),
          isAdvisor: z.boolean().describe("Whether the holder is called as the advisor is registered."),
        }),
        warnings: z
          .array(z.enum(DETAILS_WARNINGS))
          .describe(
            "What is odd about the account: its check digit, zeros at its end as a spreadsheet rounds, or letters and yet no IBAN.",
          ),
        accountSharedWith: accountSharedWithSchema,
      }),
    ),
    source: z.string().describe("What they were read from."),
  }),
  z.object({
    kind: z.literal("outcomes"),
    entries: z.array(
      z.object({
        payoutId: z.string(),
        advisorId: z.string(),
        action: z
          .enum(["record", "correct", "confirm-details"])
          .describe("What became of the payment; what is right instead of what is recorded; or that the same account may be paid again."),
        knownOutcomes: z.int().describe("How many outcomes of the payment were known: it counts on these alone."),
        state: z.string().describe("How the payment stood."),
        amount: money("The payment's amount."),
        outcome: z.enum(["paid", "rejected", "returned"]).nullable(),
        payeeVersion: z.int().nullable().describe("The version of the payee that is confirmed."),
        bankDate: daySchema.nullable(),
        code: z.string().nullable().describe("The bank's reason code (ISO 20022)."),
        charges: money("What banks took off the amount that came back.").nullable(),
      }),
    ),
    source: z.string().describe("What they were read from."),
  }),
  z.object({
    kind: z.literal("settings"),
    baseVersion: z.int().describe("The version that it changes."),
    settings: z.record(z.string(), z.unknown()).describe("The next version, whole: `finance`, `review` and `eventSources`."),
  }),
]);

const submissionSchema = z
  .object({
    by: z.string(),
    at: instantSchema,
    comment: z.string(),
    contentHash: hashOf("the facts that are to be published"),
    simulationId: z.string().describe("The simulation of a plan; of other facts, what they restate."),
    inputHash: hashOf("what it was simulated on"),
    resultHash: hashOf("what came out"),
    restates: z.boolean().describe("Whether it changes what closed months are owed, or starts before tomorrow."),
    openMonth: z
      .object({ month: monthSchema, before: money("The open month's cost without it."), after: money("With it.") })
      .nullable()
      .describe("How the open month stood at the submission; null where it is no plan."),
    acknowledged: z.array(z.string()).describe("Ids of findings that the submitter knows and means."),
  })
  .describe("What was submitted, bound by hashes.");

const statusSchema = z
  .enum(PROPOSAL_STATUSES)
  .describe("`publishing` is the short while in which it is being published; asked to publish again, it goes on.");

const summaryFields = {
  proposalId: z.string(),
  kind: z.enum(PROPOSAL_KINDS),
  subject: z
    .string()
    .describe("Whose activity tells of it: `plan:ID`, `advisor:ID`, `scores`, `adjustments`, `payees`, `outcomes` or `quarantine:ID`."),
  status: statusSchema,
  lockVersion: lockVersionSchema,
  authors: z.array(z.string()).describe("Whoever wrote any of it: none of them may approve it."),
  createdAt: instantSchema,
  changedAt: instantSchema,
  publishedAt: instantSchema.nullable(),
  url: urlSchema,
};

export const proposalSummarySchema = z
  .object({
    object: z.literal("proposal_summary"),
    ...summaryFields,
    restates: z.boolean().nullable().describe("Null before its submission."),
  })
  .meta({ id: "ProposalSummary", description: "A proposal, in short." });
export type ProposalSummaryResource = Source<typeof proposalSummarySchema>;
export const proposalListSchema = listOf(proposalSummarySchema, "Proposals, the latest changed first.").meta({ id: "ProposalSummaryList" });

const findingSchema = z
  .object({
    id: z.string().describe("Acknowledge it by this id when you submit."),
    kind: z.enum(["gap", "overlap", "decreasing-tiers", "hidden-row", "unmatched", "above-margin", "dropped"]),
    params: z.record(z.string(), z.string()).describe("What it is about, by the kind; amounts in minor units."),
    acknowledged: z.boolean(),
  })
  .meta({ id: "Finding", description: "What a person may have overlooked in a plan." });

const reviewSchema = z
  .object({
    plan: planFactSchema.nullable().describe("The version that it would become; null where its terms can't be read."),
    issues: issuesSchema.describe("What is wrong with its terms, by field."),
    latestVersion: z.int().describe("The highest version that is published; 0 where there is none."),
    changes: z.array(planChangeSchema).describe("Against the version that it follows."),
    findings: z.array(findingSchema),
    restates: z.boolean(),
    restatementRange: z.object({ from: monthSchema, to: monthSchema }).nullable().describe("The closed months that it restates."),
    missing: issuesSchema.describe("What still hinders submitting it."),
  })
  .meta({ id: "PlanReview", description: "What a look at a plan's draft finds." });

export const proposalSchema = z
  .object({
    object: z.literal("proposal"),
    ...summaryFields,
    content: contentSchema,
    simulationUrl: urlSchema.nullable().describe("The latest simulation of the content as it stands."),
    submission: submissionSchema.nullable(),
    approval: z
      .object({ by: z.string(), at: instantSchema, signs: hashOf("the whole submission") })
      .nullable()
      .describe("Signs what was submitted."),
    issues: issuesSchema.describe("Why it was not published when that was attempted last, and what to do."),
    review: reviewSchema.nullable().describe("Of a plan that is neither published nor withdrawn."),
    restatement: restatementSchema.nullable().describe("Of other facts: what they restate."),
    simulationsUrl: urlSchema,
    activityUrl: urlSchema,
  })
  .meta({
    id: "Proposal",
    description:
      "Something that is to become a fact: a plan's next version, an advisor's next revision, scores, manual adjustments, payees, what became of payments, or the correction of a quarantined record.",
  });
export type ProposalResource = Source<typeof proposalSchema>;
