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
import type { Source } from "../../_platform/api/encode-response.ts";
import { planFactSchema } from "../facts-schema.response.ts";

/** What a draft would have paid. */

const beforeAfter = { before: money("Without the draft."), after: money("With it.") };

const sourceReasonSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("earn"), version: z.int() }),
  z.object({ kind: z.literal("fromEffectiveDate") }),
  z.object({ kind: z.literal("unrated"), facets: z.array(z.string()) }),
]);

export const simulationLineSchema = z
  .object({
    object: z.literal("simulation_line"),
    advisorId: z.string(),
    name: z.string(),
    storeId: z.string().nullable(),
    starLevel: z.string().nullable(),
    tenureMonths: z.int(),
    ...beforeAfter,
    months: z.array(z.object({ month: monthSchema, ...beforeAfter })),
    equity: z.object({ before: z.boolean(), after: z.boolean() }),
  })
  .meta({ id: "SimulationLine", description: "What the draft makes of one advisor over the range." });
export type SimulationLineResource = Source<typeof simulationLineSchema>;
export const simulationLineListSchema = listOf(simulationLineSchema, "By advisor.").meta({ id: "SimulationLineList" });

const splits = (by: string) =>
  z.array(z.object({ key: z.string().describe("Empty where there is none."), ...beforeAfter, advisors: z.int() })).describe(`By ${by}.`);

const sideSchema = z.object({ advisors: z.int(), amount: money("In all.") });

const crossingSchema = z.object({
  count: z.int(),
  advisors: z
    .array(z.object({ advisorId: z.string(), name: z.string(), ...beforeAfter }))
    .describe("At most 200; the simulation's advisors tell of all."),
});

const resultSchema = z
  .object({
    inputHash: hashSchema.describe("Of its inputs."),
    resultHash: hashSchema.describe("Of what came out: the same for the same inputs, however the work was cut."),
    advisors: z.int(),
    cost: z.object(beforeAfter).describe("Both under the same assumption: the difference is the draft's effect."),
    actualCost: money("What the months earned under the versions that were in force in them."),
    baselineDifference: money("From there to the cost without the draft, as if its base had always been in force: no effect of the draft."),
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
    largestIncreases: z.array(simulationLineSchema).describe("At most 20."),
    largestDecreasesByAmount: z.array(simulationLineSchema).describe("At most 20."),
    largestDecreases: z.array(simulationLineSchema).describe("Who loses the largest part of what they had; at most 20."),
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
    firstAssignedOn: z.string().nullable().describe("The first day on which any advisor has the plan."),
  })
  .meta({ id: "SimulationResult", description: "What a simulation found." });

const simulationFields = {
  simulationId: z.string(),
  status: z.enum(["running", "done", "failed"]).describe("Ask again while it is running."),
  from: monthSchema.describe("The first closed month."),
  to: monthSchema.describe("The last closed month."),
  mode: z.enum(["retroactive", "fromEffectiveDate"]).describe("As if the draft had always been in force; or from its own day on."),
  replaces: z.string().describe("The plan whose advisors are simulated with the draft."),
  dataSource: z.enum(["snapshots", "credits"]).describe("What it reads: the closes' snapshots, or, slower, the credits."),
  sourceReasons: z.array(sourceReasonSchema).describe("Why it reads the credits; empty where it reads snapshots."),
  by: z.string(),
  at: instantSchema,
  parts: z.int(),
  partsDone: z.int(),
  issues: issuesSchema.describe("Why it failed; empty where it didn't."),
  url: urlSchema,
  proposalUrl: urlSchema.nullable(),
};

export const simulationSummarySchema = z
  .object({ object: z.literal("simulation_summary"), ...simulationFields })
  .meta({ id: "SimulationSummary", description: "A simulation, in short." });
export type SimulationSummaryResource = Source<typeof simulationSummarySchema>;
export const simulationListSchema = listOf(simulationSummarySchema, "Simulations of a proposal, the newest first.").meta({
  id: "SimulationSummaryList",
});

export const simulationSchema = z
  .object({
    object: z.literal("simulation"),
    ...simulationFields,
    draft: planFactSchema.describe("The simulated draft."),
    openMonth: z
      .object({ month: monthSchema, before: money("The open month's cost without the draft."), after: money("With it.") })
      .nullable()
      .describe("How the open month stood when the simulation ended."),
    result: resultSchema.nullable().describe("Null until it is done."),
    advisorsUrl: urlSchema,
  })
  .meta({ id: "Simulation", description: "What a draft would have paid over closed months." });
export type SimulationResource = Source<typeof simulationSchema>;
