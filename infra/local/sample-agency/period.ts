import type * as z from "zod";
import { addMonths } from "../../../shared/base/calendar/month.ts";
import type { adjustmentSchema } from "../../../shared/engine/facts/adjustment.ts";
import type { advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import type { agencySchema } from "../../../shared/engine/facts/agency.ts";
import type { attributesSchema } from "../../../shared/engine/facts/attributes.ts";
import type { orderSchema } from "../../../shared/engine/facts/order.ts";
import type { planSchema } from "../../../shared/engine/plan/schema.ts";

/**
 * Dates of Shanghai, which has kept UTC+08:00 without summer time since 1991: a local instant is a count of seconds of the
 * wall clock, and the offset is written out. A *day* is the number of days since 1970-01-01; a *wall second* (`…S`) is the
 * number of seconds since midnight of that day, in Shanghai.
 */

export const DAY_S = 86_400;
export const HOUR_S = 3_600;

/** `YYYY-MM-DD` of a day. */
export const dateOf = (day: number): string => wallClock(day * DAY_S).slice(0, "2026-05-01".length);

/** The day of a `YYYY-MM-DD`: the inverse of {@link dateOf}. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / (1_000 * DAY_S);

/** `YYYY-MM` of a day. */
export const monthOf = (day: number): string => dateOf(day).slice(0, "2026-05".length);

export const firstDayOf = (month: string): number => dayOf(`${month}-01`);

/** ISO 8601 with the offset: 2026-05-01T09:30:00+08:00. */
export const instantOf = (atS: number): string => `${wallClock(atS)}+08:00`;

/** To the second, without an offset. */
const wallClock = (atS: number): string => new Date(atS * 1_000).toISOString().slice(0, "2026-05-01T09:30:00".length);

/**
 * The months that the sample tells of, and when each is closed. Invariants: all months but the last
 * are closed, each in the month after it; the story ends with the last month's last second, and
 * nothing that happens later is told.
 */

/** On the 8th in the evening: October's holidays last to the 7th, and the scores are in by then. */
const CLOSE_DAY_OF_MONTH = 8;
const CLOSE_HOUR = 18;

export interface Period {
  readonly months: readonly string[];
  /** The first month's first day. */
  readonly startDay: number;
  /** The last month's last day. */
  readonly lastDay: number;
  /** The first wall second that is no longer told. */
  readonly endS: number;
  /** When each month is closed; one fewer than months. */
  readonly closesS: readonly number[];
}

export function makePeriod(firstMonth: string, count: number): Period {
  const months = Array.from({ length: count }, (_, index) => addMonths(firstMonth, index));
  const endDay = firstDayOf(addMonths(firstMonth, count));
  return {
    months,
    startDay: firstDayOf(firstMonth),
    lastDay: endDay - 1,
    endS: endDay * DAY_S,
    closesS: months.slice(1).map((next) => (firstDayOf(next) + CLOSE_DAY_OF_MONTH - 1) * DAY_S + CLOSE_HOUR * HOUR_S),
  };
}

/** The day in the month at `index`, which may lie before the first (negative) or after the last. */
export function dayIn(period: Period, index: number, dayOfMonth: number): number {
  return firstDayOf(addMonths(period.months[0] as string, index)) + dayOfMonth - 1;
}

export function dateIn(period: Period, index: number, dayOfMonth: number): string {
  return dateOf(dayIn(period, index, dayOfMonth));
}

/** Ten in the morning, office time, unless another hour is given. */
export function officeS(period: Period, index: number, dayOfMonth: number, hour = 10): number {
  return dayIn(period, index, dayOfMonth) * DAY_S + hour * HOUR_S;
}

/**
 * When the month that `atS` lies in is closed, or undefined where it stays open. What happened
 * before the first month is settled with the first close, which opens the books.
 */
export function closeOf(period: Period, atS: number): number | undefined {
  const month = monthOf(Math.floor(atS / DAY_S));
  const index = period.months.indexOf(month);
  return index < 0 && month < (period.months[0] as string) ? period.closesS[0] : period.closesS[index];
}

/** The shapes of a scenario, as far as the sample uses them: facts as they are sent, before anything is completed. */

type Immutable<Value> = Value extends object ? { readonly [Name in keyof Value]: Immutable<Value[Name]> } : Value;
type Sent<Schema extends z.ZodType> = Immutable<z.input<Schema>>;
type SentOrder = Sent<typeof orderSchema>;

export type Facets = Readonly<Record<string, string>>;
export type Where = Readonly<Record<string, readonly string[]>>;

/** Amounts in fen. */
export type Line = SentOrder["lines"][number];
export type Credit = Required<SentOrder["credits"][number]>;
export type Order = Omit<SentOrder, "credits"> & { readonly credits: readonly Credit[] };

/** Revisions are counted where the scenario is played; `months` are attributes known from the start. */
export type Advisor = Omit<Sent<typeof advisorSchema>, "revision" | "spells"> & {
  readonly joinedOn: string;
  readonly months?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
export type Adjustment = Sent<typeof adjustmentSchema>;
export type Plan = Sent<typeof planSchema>;
export type Component = Plan["components"][number];
export type Factor = NonNullable<Plan["factors"]>[number];

export type Step =
  | { readonly order: Order }
  | { readonly advisor: Advisor }
  | { readonly attributes: Omit<Sent<typeof attributesSchema>, "revision"> }
  | { readonly plan: Plan }
  | { readonly adjustment: Adjustment }
  | { readonly close: string };

export interface SampleAgency {
  readonly agency: Sent<typeof agencySchema>;
  readonly plans: readonly Plan[];
  readonly advisors: readonly Advisor[];
  readonly steps: readonly Step[];
}

/** A step and the wall second at which it reaches the system. */
export interface TimedStep {
  readonly atS: number;
  readonly step: Step;
}
