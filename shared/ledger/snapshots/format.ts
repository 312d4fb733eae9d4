import type { Month } from "../../base/calendar/month.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { EarnedPart } from "./component-earnings.ts";

/**
 * The form in which trials read the books of a month: a line of JSON with what the advisors have in common, then one for
 * each advisor, by id. Small and quick to read: a tally row is a list of integers, and what repeats stands in lists of
 * the first line, named by its place there. The same books give the same text, to the byte.
 */
export const FORMAT = "fenrun-snapshot-2";

/**
 * A tally row: the places of its plan version and of its facets, then count, units, price, refunded, cost; and for each
 * discount the place of its name and its amount. Amounts in minor units.
 */
export type RowCells = readonly Whole[];

/** What was earned: the part's place; then for each product its place and its amount, minor units. */
export type PartCells = readonly Whole[];

/** The last known value of each attribute, up to the month, and the month for which it was given. */
export type KnownValues = Readonly<Record<string, readonly [month: Month, value: string]>>;

/** The first line. */
export interface Heading {
  readonly format: typeof FORMAT;
  readonly month: Month;
  readonly ratedFacets: readonly string[];
  /** Plan and number. */
  readonly versions: readonly (readonly [planId: string, version: number])[];
  readonly facets: readonly (readonly string[])[];
  readonly discounts: readonly string[];
  readonly products: readonly string[];
  readonly parts: readonly (readonly [kind: EarnedPart["kind"], id: string, version: number])[];
  /** Of the stores where advisors are on the month's last day. */
  readonly stores: Readonly<Record<string, KnownValues>>;
  /** All plan versions that were known; left out where the ledger's period tells. */
  readonly plans?: readonly Plan[];
}

/** An advisor's line. */
export interface AdvisorCells {
  readonly advisor: Advisor;
  readonly attributes: KnownValues;
  /** The month's own rows, and those of the year's earlier months as one sum. */
  readonly rows: readonly RowCells[];
  readonly earlier: readonly RowCells[];
  /** What the month earned the advisor. */
  readonly parts: readonly PartCells[];
  /** The first month of the settled earnings, and their amounts from it to the month, minor units; at most ten years. */
  readonly settled: readonly [] | readonly [Month, ...Whole[]];
  readonly equity: boolean;
  /** Where the parts are those of an assumption: what the month earns without it, minor units. */
  readonly inForce?: Whole;
  /** What the parts come to before rounding, millionths of a minor unit; where trials need it. */
  readonly unrounded?: Whole;
}

/** An integer as JSON says it exactly: a number, or a text where it passes 2^53. `BigInt` reads either. */
export type Whole = number | string;

/** An integer for JSON. */
export function whole(integer: bigint): Whole {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer.toString();
}
