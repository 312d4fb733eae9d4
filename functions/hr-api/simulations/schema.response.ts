import * as z from "zod";
import {
  hashSchema,
  instantSchema,
  issuesSchema,
  listOf,
  money,
  monthSchema,
  urlSchema,
  wholeSchema,
} from "../../_platform/api/common-schemas.ts";
import { planFactSchema } from "../facts-schema.response.ts";

/** What a draft would have paid. */

const beforeAfter = { before: money("Without the draft."), after: money("With it.") };

const waySchema = z
  .discriminatedUnion("reads", [
    z.object({ reads: z.literal("snapshots") }),
    z.object({
      reads: z.literal("credits"),
      because: z.array(
        z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("earn"), version: z.int() }),
          z.object({ kind: z.literal("dated") }),
          z.object({ kind: z.literal("unrated"), facets: z.array(z.string()) }),
        ]),
      ),
    }),
  ])
  .describe("What it reads: the closes' snapshots, or, slower, the credits, and why the snapshots don't do.");

export const trialLineSchema = z
  .object({
    object: z.literal("trial_line"),
    advisorId: z.string(),
    name: z.string(),
    storeId: z.string().nullable(),
    starLevel: z.string().nullable(),
    tenureMonths: z.int(),
    ...beforeAfter,
    months: z.array(z.object({ month: monthSchema, ...beforeAfter })),
    equity: z.object({ before: z.boolean(), after: z.boolean() }),
  })
  .meta({ id: "TrialLine", description: "What the draft makes of one advisor over the range." });
export type TrialLineResource = z.output<typeof trialLineSchema>;
export const trialLineListSchema = listOf(trialLineSchema, "By advisor.").meta({ id: "TrialLineList" });

const splits = (by: string) =>
  z.array(z.object({ key: z.string().describe("Empty where there is none."), ...beforeAfter, advisors: z.int() })).describe(`By ${by}.`);

const sideSchema = z.object({ advisors: z.int(), amount: money("In all.") });

const crossingSchema = z.object({
  count: z.int(),
  advisors: z
    .array(z.object({ advisorId: z.string(), name: z.string(), ...beforeAfter }))
    .describe("At most 200; the trial's advisors tell of all."),
});

const resultSchema = z
  .object({
    inputHash: hashSchema.describe("Of what it was tried on."),
    resultHash: hashSchema.describe("Of what came out: the same for the same basis, however the work was cut."),
    advisors: z.int(),
    cost: z.object(beforeAfter).describe("Both under the same assumption: the difference is the draft's effect."),
    inForce: money("What the months earned under the versions that were in force in them."),
    shift: money("From there to the cost without the draft, as if its base had always been in force: no effect of the draft."),
    months: splits("month"),
    components: splits("component"),
    products: splits("product"),
    stores: splits("store"),
    starLevels: splits("star level"),
    tenures: splits("tenure in months: `0-5`, `6-11`, …"),
    increased: sideSchema,
    decreased: sideSchema,
    histogram: z
      .array(
        z.object({
          from: money("A month on average; null for an open end.").nullable(),
          to: money("Up to here.").nullable(),
          advisors: z.int(),
        }),
      )
      .describe("How many advisors change by how much, from the greatest loss up."),
    gainMost: z.array(trialLineSchema).describe("At most 20."),
    loseMost: z.array(trialLineSchema).describe("At most 20."),
    largestDecreases: z.array(trialLineSchema).describe("Who loses the largest part of what they had; at most 20."),
    milestone: z
      .object({ amount: money("The agency's milestone, a month on average."), up: crossingSchema, down: crossingSchema })
      .describe("Who crosses it."),
    equity: z.object({ gained: crossingSchema, lost: crossingSchema }),
    evidence: z
      .array(
        z.object({
          id: z.string(),
          kind: z.string(),
          credits: wholeSchema.describe("How many of the range's credits it matches."),
          base: money("The sum of their bases."),
          margin: money("What is left of their prices after discounts, refunds and costs."),
          cost: money("The sum of their costs."),
          after: money("What it pays."),
        }),
      )
      .describe("What the draft's components met."),
    heldFrom: z.string().nullable().describe("The first day on which any advisor has the plan."),
  })
  .meta({ id: "SimulationResult", description: "What a trial found." });

const simulationFields = {
  simulationId: z.string(),
  status: z.enum(["running", "done", "failed"]).describe("Ask again while it is running."),
  from: monthSchema.describe("The first closed month."),
  to: monthSchema.describe("The last closed month."),
  as: z.enum(["always", "dated"]).describe("As if the draft had always been in force; or from its own day on."),
  replaces: z.string().describe("The plan whose advisors are tried with the draft."),
  way: waySchema,
  by: z.string(),
  at: instantSchema,
  parts: z.int(),
  partsDone: z.int(),
  issues: issuesSchema.describe("Why it failed; empty where it didn't."),
  url: urlSchema,
  proposalUrl: urlSchema.nullable(),
};

export const trialSummarySchema = z
  .object({ object: z.literal("trial_summary"), ...simulationFields })
  .meta({ id: "TrialSummary", description: "A trial, in short." });
export type TrialSummaryResource = z.output<typeof trialSummarySchema>;
export const trialListSchema = listOf(trialSummarySchema, "Trials of a proposal, the newest first.").meta({ id: "TrialSummaryList" });

export const trialSchema = z
  .object({
    object: z.literal("trial"),
    ...simulationFields,
    draft: planFactSchema.describe("What was tried."),
    openMonth: z
      .object({ month: monthSchema, before: money("The open month's cost without the draft."), after: money("With it.") })
      .nullable()
      .describe("How the open month stood when the trial ended."),
    result: resultSchema.nullable().describe("Null until it is done."),
    advisorsUrl: urlSchema,
  })
  .meta({ id: "Trial", description: "What a draft would have paid over closed months." });
export type TrialResource = z.output<typeof trialSchema>;
