import { lastDayOf, type Month } from "../../base/calendar/month.ts";
import { ONE, roundHalfAway, times } from "../../base/money/money.ts";
import { type CompiledPlan, compile, rowsMatching } from "../plan/compile.ts";
import type { CompiledFactor } from "../plan/components/compile-context.ts";
import type { CompiledPaid } from "../plan/components/index.ts";
import { inPhases, monthKindOf, paidKindOf } from "./components/index.ts";
import { attributeOf, type EarningsInputs } from "./inputs.ts";
import { Measures } from "./measures.ts";
import { type AppliedFactor, type MonthPart, type PaidPart, type PaidSum, type Pay, weighedSum } from "./pay.ts";

/** What the plans make of an advisor's facts in a month. */
export interface Earnings {
  readonly month: Month;
  /** Minor units: the sum of all parts. */
  readonly amount: bigint;
  readonly paid: readonly PaidPart[];
  readonly ofMonth: readonly MonthPart[];
  /** Whether the month has any credit, one that pays nothing included. */
  readonly hasCredits: boolean;
  /** The plan version in force on the month's last day. */
  readonly plan: CompiledPlan | undefined;
}

/** Computes an advisor's earnings of a month, with all that is needed to explain them. A pure function of the books. */
export function evaluate(books: EarningsInputs, month: Month): Earnings {
  const { advisor, terms } = books;
  const measures = new Measures(books, month);
  const paid = paidParts(measures);
  const inForce = terms.plans.forAdvisor(advisor, lastDayOf(month));
  const plan = inForce && compile(inForce, terms.ratedFacets);
  let standing = 0n;
  for (const { amount } of paid) standing += amount;
  const ofMonth = plan === undefined ? [] : monthParts(plan, measures, standing);
  for (const { amount } of ofMonth) standing += amount;
  return { month, amount: standing, paid, ofMonth, hasCredits: measures.rows.length > 0, plan };
}

/**
 * What a component would pay for a unit or a fen of base with the month's measures and attributes as they stand in the
 * books, whether or not it has a credit: the rate at which a changed fact is settled.
 */
export function payOf(books: EarningsInputs, month: Month, part: CompiledPaid): Pay {
  return payBy(new Measures(books, month), part);
}

/** Every component that pays for credits for which any credit of its version matches. */
function paidParts(measures: Measures): PaidPart[] {
  const parts: PaidPart[] = [];
  for (const [plan, sumsOfPlan] of sumsByRow(measures)) {
    let first = 0;
    for (const part of plan.parts) {
      const rows = part.weights.length;
      const total = rows === 1 ? sumsOfPlan[first] : totalOf(sumsOfPlan, first, rows);
      const sums = total === undefined || rows === 1 ? [total] : sumsOfPlan.slice(first, first + rows);
      first += rows;
      if (total === undefined) continue;
      const { perUnit, ladder, factors } = payBy(measures, part);
      const amount = roundHalfAway(weighedSum(part, sums) * perUnit.numerator, perUnit.denominator);
      parts.push({ perUnit, ladder, factors, part, plan, base: total.base, units: total.units, sums, amount });
    }
  }
  return parts;
}

interface Sum {
  base: bigint;
  units: bigint;
}

/** For each plan version the sums of base and units by the rows of its parts; none where no credit matches. */
function sumsByRow({ rows }: Measures): Map<CompiledPlan, (Sum | undefined)[]> {
  const byPlan = new Map<CompiledPlan, (Sum | undefined)[]>();
  for (const { row, plan, base } of rows) {
    let sums = byPlan.get(plan);
    if (sums === undefined) {
      sums = [];
      byPlan.set(plan, sums);
    }
    for (const place of rowsMatching(plan, row.facets)) {
      const sum = sums[place];
      if (sum === undefined) sums[place] = { base, units: row.units };
      else {
        sum.base += base;
        sum.units += row.units;
      }
    }
  }
  return byPlan;
}

/** The sum of so many rows from one on; none where no credit matches any of them. */
function totalOf(sums: readonly (PaidSum | undefined)[], first: number, rows: number): PaidSum | undefined {
  let total: Sum | undefined;
  for (let row = first; row < first + rows; row += 1) {
    const sum = sums[row];
    if (sum === undefined) continue;
    total ??= { base: 0n, units: 0n };
    total.base += sum.base;
    total.units += sum.units;
  }
  return total;
}

function payBy(measures: Measures, part: CompiledPaid): Pay {
  const factors = part.factors.map((factor) => apply(factor, measures));
  const { rate, ladder } = paidKindOf(part).rate(part, measures);
  let perUnit = rate;
  for (const { applied } of factors) if (applied !== ONE) perUnit = times(perUnit, applied);
  return { perUnit, ladder, factors };
}

function apply(factor: CompiledFactor, { books, month }: Measures): AppliedFactor {
  const found = attributeOf(books, factor.by, month);
  const step = found && factor.steps.findLast(({ from }) => from <= found.value);
  return { factor, found, applied: step?.factor ?? factor.default };
}

/** The components of the month as a whole, one after the other on what stands so far: each effect that is not 0. */
function monthParts(plan: CompiledPlan, measures: Measures, paid: bigint): MonthPart[] {
  const parts: MonthPart[] = [];
  let soFar = paid;
  for (const part of inPhases(plan)) {
    const effect = monthKindOf(part).effect(part, { paid, soFar }, measures);
    if (effect === undefined || effect.amount === 0n) continue;
    parts.push({ part, plan, ...effect });
    soFar += effect.amount;
  }
  return parts;
}

/** So many parts of a minor unit are told apart. */
export const PARTS_OF_MINOR = 1_000_000n;

/**
 * A month's earnings before any rounding, in millionths of a minor unit: what components pay exactly, and the bonuses; a
 * cap or guarantee that holds gives its own amount. To compare two of them by less than a fen.
 */
export function unroundedOf({ paid, ofMonth }: Earnings): bigint {
  let total = 0n;
  for (const { part, sums, perUnit } of paid) {
    total += (weighedSum(part, sums) * perUnit.numerator * PARTS_OF_MINOR) / perUnit.denominator;
  }
  for (const { part } of ofMonth) total = monthKindOf(part).unrounded(part, total, PARTS_OF_MINOR);
  return total;
}
