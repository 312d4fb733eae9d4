import type { Decimal, Ratio } from "../../base/money/money.ts";
import type { CompiledPlan } from "../plan/compile.ts";
import type { CompiledFactor } from "../plan/components/compile-context.ts";
import type { CompiledMonthPart, CompiledPaid } from "../plan/components/index.ts";
import type { AttributeValue } from "./attribute-lookup.ts";
import type { Target, TierRate } from "./tiers.ts";

/** A factor as it was applied. */
export interface AppliedFactor {
  readonly factor: CompiledFactor;
  readonly found: AttributeValue | undefined;
  readonly applied: Decimal;
}

/** What a component pays for each minor unit of base, or for each unit, and how that came about. */
export interface Pay {
  /** Of the base, or minor units for a unit, factors included; in a row of another weight than 1 so many times as much. */
  readonly perUnit: Ratio;
  readonly ladder: TierRate | undefined;
  readonly factors: readonly AppliedFactor[];
}

/** Sums of credits: their bases in minor units, and their units. */
export interface PaidSum {
  readonly base: bigint;
  readonly units: bigint;
}

/** A component that has a credit of its plan version to pay for, even where it comes to 0. */
export interface PaidPart extends Pay, PaidSum {
  readonly part: CompiledPaid;
  readonly plan: CompiledPlan;
  /** By the component's rows; none where no credit matches. */
  readonly sums: readonly (PaidSum | undefined)[];
  readonly amount: bigint;
}

/** A component of the month as a whole that changed what stood. */
export interface MonthPart extends Decision {
  readonly part: CompiledMonthPart;
  readonly plan: CompiledPlan;
  /** Its effect; not 0. */
  readonly amount: bigint;
}

/** What decided the effect of a component of the month as a whole: minor units, or units. */
export interface Decision {
  /** What was measured (bonus), or stood before (cap, guarantee). */
  readonly measured: bigint;
  /** What had to be reached, or to what it lowers or lifts. */
  readonly limit: bigint;
  /** Where that is a part of a target. */
  readonly attainment?: { readonly target: Target; readonly by: string; readonly atLeast: Decimal };
}

/** What a component's rate is multiplied with for credits that match one of its rows. */
export function weighed({ paysFor, weights }: CompiledPaid, row: number, { base, units }: PaidSum): bigint {
  const weight = weights[row] ?? 0n;
  const paidFor = paysFor === "base" ? base : units;
  return weight === 1n ? paidFor : paidFor * weight;
}

/** The same of all rows. */
export function weighedSum(part: CompiledPaid, sums: readonly (PaidSum | undefined)[]): bigint {
  let total = 0n;
  for (const [row, sum] of sums.entries()) if (sum !== undefined) total += weighed(part, row, sum);
  return total;
}

/** What a row pays for each minor unit of base, or for each unit, factors included. */
export function rateOfRow({ weights }: CompiledPaid, row: number, { numerator, denominator }: Ratio): Ratio {
  return { numerator: numerator * (weights[row] ?? 0n), denominator };
}
