import type { Day, Month } from "../calendar/month.ts";
import type { Credit } from "../credits/credit.ts";
import type { Books } from "../earnings/books.ts";
import type { Earnings } from "../earnings/evaluate.ts";
import type { ExplainedEarnings, ExplainedFactor } from "../earnings/explain.ts";
import type { TallyRow } from "../earnings/tally.ts";
import type { EquityDecision } from "../equity/decide.ts";
import type { Adjustment } from "../facts/adjustment.ts";
import type { Agency } from "../facts/agency.ts";
import type { ExplainedAdjustment } from "../statement/explain-adjustment.ts";
import type { Settled, Settlement } from "../statement/settle.ts";

/** An advisor as she stands at a moment. Bounded in size, however many orders there are. */
export interface Account {
  readonly agency: Agency;
  /** The local day of the moment. */
  readonly today: Day;
  /** The calendar month of the moment. */
  readonly thisMonth: Month;
  /** The last month whose close has begun, and the first; none before the first close. */
  readonly closedMonth: Month | undefined;
  readonly firstMonth: Month | undefined;
  /** As the facts stand now. */
  readonly books: Books;
  /** As they stood when the last close began; none where she wasn't registered then, or nothing was closed yet. */
  readonly booksSettled: Books | undefined;
  /** Her manual adjustments, of all months. */
  readonly manual: readonly Adjustment[];
  readonly settled: Settled;
}

/** How a month stands. Amounts in minor units. */
export interface MonthOutlook {
  readonly month: Month;
  /** `current` is the next to be closed; `later` comes after it. */
  readonly state: "closed" | "current" | "later";
  readonly earnings: Earnings;
  /** For the month to be closed next: what a close would make of the facts as they stand now, with what it would adjust. */
  readonly expected: Settlement | undefined;
  /**
   * Its adjustments, each explained from what changed since the last close. Left out are months that were never settled
   * for her, and where so much changed that only the statement explains it.
   */
  readonly adjustments: readonly ExplainedAdjustment[];
  /** Of the adjusted months that were settled for her before, those that are left out. */
  readonly unexplained: readonly Month[];
  readonly ladders: readonly LadderStanding[];
  readonly corrections: readonly Correction[];
  readonly forecast: ForecastMonth | undefined;
  /** What was recorded last for her in this month, the newest first; at most ten. */
  readonly latest: readonly LatestOrder[];
}

/** Where she stands on a component's ladder, and what the next step is worth. Measures in minor units (sales) or units. */
export interface LadderStanding {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly mode: "whole" | "marginal";
  readonly measure: "sales" | "units";
  readonly period: "month" | "year";
  readonly measured: bigint;
  readonly climbedFrom: bigint;
  readonly steps: readonly { readonly from: bigint; readonly rate: string }[];
  /** The place of the step in which the measure stands. */
  readonly standing: number;
  readonly next:
    | {
        readonly from: bigint;
        readonly rate: string;
        /** What is missing to reach it; above 0. */
        readonly missing: bigint;
        /** What the component gains on what is sold already, once it is reached; 0 for a marginal ladder. Minor units. */
        readonly worthOnSold: bigint;
        /** What another 10,000.00 of base pays at the step where she stands, and at the next, factors included. Minor units. */
        readonly paysNow: bigint;
        readonly paysThen: bigint;
      }
    | undefined;
}

/** A score of the month that was corrected, and what that made of the month's earnings. */
export interface Correction {
  readonly attribute: string;
  readonly of: { readonly advisorId: string } | { readonly storeId: string };
  readonly givenFor: Month;
  /** Decimals as text. */
  readonly before: string;
  readonly now: string;
  readonly revision: number;
  /** Earnings now less what they would be by the value before. Minor units. */
  readonly effect: bigint;
  readonly factorsNow: readonly ExplainedFactor[];
}

/** Trips booked and not yet travelled, by the month in which they are expected. Amounts in minor units. */
export interface ForecastMonth {
  readonly month: Month;
  /** Before the current month: trips that should have taken place by now. */
  readonly overdue: boolean;
  readonly credits: bigint;
  /** Sum of bases. */
  readonly sales: bigint;
  /** Earnings of the month as the facts stand now. */
  readonly earned: bigint;
  /** What they become when all these trips take place: the whole month's less what is earned. */
  readonly toCome: bigint;
}

/** An order as it was recorded last for the advisor in a month, and what it replaced. */
export interface LatestOrder {
  readonly orderId: string;
  readonly revision: number;
  readonly bookedOn: Day;
  /** When it was recorded, milliseconds since 1970. */
  readonly recordedAt: number;
  readonly state: "earned" | "forecast";
  /** What holds now; empty where it counts here no more. */
  readonly credits: readonly Credit[];
  /** What it replaced; empty where it is new here. */
  readonly before: readonly Credit[];
  /** What that change is worth at the month's rates as they stand now. Minor units. */
  readonly worth: bigint;
}

/** A month in a year's overview. Minor units. */
export interface YearMonth {
  readonly month: Month;
  /** As the facts stand now. */
  readonly earned: bigint;
  /** What statements have settled of it so far. */
  readonly settled: bigint;
  readonly sales: bigint;
  readonly credits: bigint;
  readonly state: "closed" | "current" | "later";
}

export interface YearOutlook {
  readonly year: string;
  readonly months: readonly YearMonth[];
  readonly earned: bigint;
  readonly settled: bigint;
}

/** A month down to its credits. */
export interface MonthCredits {
  readonly month: Month;
  readonly earnings: ExplainedEarnings;
  /** Those that the earnings were computed from. */
  readonly credits: readonly Credit[];
}

/** What one more order would add to a month. Minor units. */
export interface OneMoreOrder {
  readonly month: Month;
  readonly product: string;
  readonly price: bigint;
  readonly adds: bigint;
  readonly components: readonly { readonly id: string; readonly planId: string; readonly version: number; readonly adds: bigint }[];
}

/** Equity: what was decided last, how it stands now, and since when. */
export interface EquityOutlook {
  /** At the last close; none before the first. */
  readonly decided: { readonly month: Month; readonly eligible: boolean } | undefined;
  /** What a close of the current month would decide on the facts as they stand now. */
  readonly now: EquityDecision & { readonly month: Month };
  /** Each change at a close, ascending. */
  readonly changes: readonly { readonly month: Month; readonly eligible: boolean }[];
  /** Settled earnings as restated, by month, of the longest window. */
  readonly evidence: readonly { readonly month: Month; readonly settled: bigint }[];
}

/** Forecast rows by month. */
export type ForecastRows = ReadonlyMap<Month, readonly TallyRow[]>;
