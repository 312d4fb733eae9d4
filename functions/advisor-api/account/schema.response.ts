import * as z from "zod";
import {
  daySchema,
  decimalSchema,
  instantSchema,
  listOf,
  money,
  monthSchema,
  monthStateSchema,
  urlSchema,
  wholeSchema,
} from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { componentSchema, factorSchema, identityFields, targetSchema, tierFields, tierSchema } from "./earnings-schema.response.ts";
import { drawSchema } from "./statement-schema.response.ts";

/** How the advisor stands, and what is still to come. */

export const accountSchema = z
  .object({
    object: z.literal("account"),
    advisorId: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    today: daySchema,
    currentMonth: monthSchema,
    closedMonth: monthSchema.nullable().describe("The last month whose close has begun."),
    balance: money("What the last statement carried forward; debts are negative."),
    monthUrl: urlSchema,
    forecastUrl: urlSchema,
    statementsUrl: urlSchema,
  })
  .meta({ id: "Account", description: "An advisor's account." });

const forecastMonthSchema = z
  .object({
    object: z.literal("forecast_month"),
    month: monthSchema,
    overdue: z.boolean().describe("Trips that should have taken place by now."),
    credits: wholeSchema.describe("How many."),
    sales: money("The sum of their bases."),
    earned: money("Earnings of the month as the facts stand now."),
    upcoming: money("What is added when all these trips take place."),
  })
  .meta({ id: "ForecastMonth", description: "Trips booked and not yet travelled, by the month in which they are expected." });
export const forecastSchema = listOf(forecastMonthSchema, "By month; whole.").meta({ id: "ForecastMonthList" });

const tierProgressSchema = z
  .object({
    ...identityFields,
    ...tierFields,
    target: targetSchema.nullable().describe("What it is measured against, if anything: tiers begin where so much of it is reached."),
    tiers: z.array(tierSchema),
    tierIndex: z.int().describe("The tier that is reached, by its place in `tiers`, from 0."),
    next: z
      .object({
        ...tierSchema.shape,
        missing: wholeSchema.describe("What is missing to reach it."),
        effectOnSales: money("What the component gains on what is sold already, once it is reached."),
        currentRate: money("What another 10,000.00 of base pays now."),
        nextRate: money("What it pays from there on."),
      })
      .nullable(),
  })
  .meta({ id: "TierProgress", description: "Which tier of a component the advisor has reached, and the effect of the next." });

const correctionSchema = z
  .object({
    attribute: z.string(),
    givenFor: monthSchema,
    before: decimalSchema,
    now: decimalSchema,
    revision: z.int(),
    effect: money("What the correction made of the month's earnings."),
    factors: z.array(factorSchema).describe("As they are applied now."),
  })
  .meta({ id: "Correction", description: "A score that was corrected, and what that made of the month." });

const latestSchema = z
  .object({
    orderId: z.string(),
    revision: z.int(),
    bookedOn: daySchema,
    recordedAt: instantSchema,
    state: z.enum(["earned", "forecast"]),
    baseBefore: money("What counted before; 0 where the order is new here."),
    baseNow: money("What counts now; 0 where it counts here no more."),
    effect: money("What the change is worth at the month's rates as they stand now."),
  })
  .meta({ id: "LatestOrder", description: "An order as it was recorded last, and what that changed." });

export const monthOutlookSchema = z
  .object({
    object: z.literal("month"),
    month: monthSchema,
    state: monthStateSchema,
    earned: money("Earned so far: the sum of the components."),
    components: z.array(componentSchema),
    teamReadAt: instantSchema
      .nullable()
      .describe("With more than 64 sellers below: when what they sold was read, at most 15 minutes ago. Null where all is as of now."),
    expected: z
      .object({
        adjustments: z.array(z.object({ month: monthSchema, amount: money("Of that month.") })),
        manualAdjustments: money("Approved by hand."),
        writtenOff: money("What of them writes a debt off."),
        broughtForward: money("From the statement before."),
        payable: money("What would be paid."),
        carriedForward: money("What would be carried forward."),
        draw: drawSchema,
      })
      .nullable()
      .describe("What a close would make of the facts as they stand now; only for the month to be closed next."),
    forecast: forecastMonthSchema.nullable(),
    tierProgress: z.array(tierProgressSchema),
    corrections: z.array(correctionSchema),
    latestOrders: z.array(latestSchema).describe("The newest first; at most ten."),
  })
  .meta({ id: "Month", description: "How a month stands, and what is still to come of it." });
export type MonthResource = Source<typeof monthOutlookSchema>;

const yearSchema = z
  .object({
    object: z.literal("year"),
    year: z.string(),
    earned: money("As the facts stand now."),
    settled: money("What statements have settled of it so far."),
    months: z.array(
      z.object({
        month: monthSchema,
        state: monthStateSchema,
        earned: money("As the facts stand now."),
        settled: money("What statements have settled of it so far."),
        sales: money("The sum of bases."),
        credits: wholeSchema,
      }),
    ),
  })
  .meta({ id: "Year" });
export const yearsSchema = listOf(yearSchema, "This and last year; whole.").meta({ id: "YearList" });

export const orderEstimateSchema = z
  .object({
    object: z.literal("order_estimate"),
    month: monthSchema,
    product: z.string(),
    price: money("As it was asked."),
    adds: money("What the order would add to the month, bonuses, caps and guarantees included."),
    components: z.array(z.object({ ...identityFields, adds: money("To this component.") })),
  })
  .meta({ id: "OrderEstimate", description: "What one more order would add to this month." });

const progressSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("total"),
    months: z.int(),
    atLeast: money("What the months have to come to."),
    total: money("What they come to."),
    fulfilled: z.boolean(),
  }),
  z.object({
    kind: z.literal("each"),
    months: z.int(),
    atLeast: money("What a month has to reach."),
    count: z.int().describe("How many months have to reach it."),
    reachedIn: z.array(monthSchema),
    fulfilled: z.boolean(),
  }),
]);

const eligibilitySchema = z.object({ month: monthSchema, eligible: z.boolean() });

export const equitySchema = z
  .object({
    object: z.literal("equity"),
    decided: eligibilitySchema.nullable().describe("At the last close; null before the first."),
    now: z
      .object({
        ...eligibilitySchema.shape,
        anyOf: z.array(progressSchema).describe("One of these has to be fulfilled."),
        require: z
          .array(z.object({ attribute: z.string(), atLeast: decimalSchema, value: decimalSchema.nullable(), fulfilled: z.boolean() }))
          .describe("Each of these has to be fulfilled too."),
      })
      .describe("What a close would decide on the facts as they stand now."),
    changes: z.array(eligibilitySchema).describe("Each change at a close, ascending."),
    evidence: z.array(z.object({ month: monthSchema, settled: money("As restated.") })),
  })
  .meta({ id: "Equity", description: "How equity stands, and the evidence." });
