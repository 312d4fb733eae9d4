import type { Month } from "../../base/calendar/month.ts";
import { formatRatio, type Ratio, roundHalfAway, sum } from "../../base/money/money.ts";
import type { Amounts } from "../credits/credit.ts";
import { payOf } from "../earnings/evaluate.ts";
import { byComponent } from "../earnings/explain.ts";
import type { EarningsInputs } from "../earnings/inputs.ts";
import { baseOf } from "../earnings/measures.ts";
import { type PaidPart, rateOfRow, weighed } from "../earnings/pay.ts";
import type { CompiledPlan } from "../plan/compile.ts";
import { planOf } from "./body-facts.ts";

/** What a changed order does to one component, at the rate at which the month was settled. Minor units. */
export interface ChangedPart {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly baseBefore: bigint;
  readonly baseNow: bigint;
  readonly unitsBefore: bigint;
  readonly unitsNow: bigint;
  /** For a fen of base (share), or minor units for a unit (flat); "n/d" where only a fraction is exact. */
  readonly settledRate: string;
}

/** What changed of the components, and what it comes to. Minor units. */
export interface Changes {
  readonly parts: readonly ChangedPart[];
  readonly amount: bigint;
}

/** Amounts that one plan version pays by their facets. */
export interface Rated extends Amounts {
  readonly planId?: string;
  readonly version?: number;
  readonly facets: readonly string[];
}

/** What changed of each component at its settled rate, and what it comes to; none where nothing that pays changed. */
export function changedParts(
  changed: { readonly before: readonly Rated[]; readonly now: readonly Rated[] },
  known: readonly EarningsInputs[],
  rateOf: RateOf,
): Changes | undefined {
  const parts = new Map<string, { plan: CompiledPlan; part: PaidPart["part"]; row: number; before: Sum; now: Sum }>();
  for (const moment of ["before", "now"] as const) {
    for (const rated of changed[moment]) {
      const plan = planOf(rated, known);
      for (const part of plan.parts) {
        const row = part.rowOf(rated.facets);
        if (row === undefined) continue;
        const key = JSON.stringify([part.id, plan.plan.planId, plan.plan.version, row]);
        const entry = parts.get(key) ?? { plan, part, row, before: { base: 0n, units: 0n }, now: { base: 0n, units: 0n } };
        entry[moment].base += baseOf(plan, rated);
        entry[moment].units += rated.units;
        parts.set(key, entry);
      }
    }
  }
  const moved = [...parts.values()].filter(({ before, now }) => before.base !== now.base || before.units !== now.units);
  if (moved.length === 0) return undefined;
  const exact = new Map<PaidPart["part"], { readonly rate: Ratio; difference: bigint }>();
  const lines = moved.map(({ plan, part, row, before, now }): { row: number; line: ChangedPart } => {
    const sum = exact.get(part) ?? { rate: rateOf(part), difference: 0n };
    sum.difference += weighed(part, row, now) - weighed(part, row, before);
    exact.set(part, sum);
    const line = {
      id: part.id,
      planId: plan.plan.planId,
      version: plan.plan.version,
      baseBefore: before.base,
      baseNow: now.base,
      unitsBefore: before.units,
      unitsNow: now.units,
      settledRate: formatRatio(rateOfRow(part, row, sum.rate)),
    };
    return { row, line };
  });
  // A component is rounded once, however many of its rows pay for the order.
  const amounts = [...exact.values()].map(({ rate, difference }) => roundHalfAway(difference * rate.numerator, rate.denominator));
  return {
    parts: lines.sort((left, right) => byComponent(left.line, right.line) || left.row - right.row).map(({ line }) => line),
    amount: sum(amounts),
  };
}

export type RateOf = (part: PaidPart["part"]) => Ratio;

interface Sum {
  base: bigint;
  units: bigint;
}

/** The rates of the month as it was settled; each computed once. */
export function settledRates(month: Month, settled: EarningsInputs): RateOf {
  const known = new Map<PaidPart["part"], Ratio>();
  return (part) => {
    const rate = known.get(part) ?? payOf(settled, month, part).perUnit;
    known.set(part, rate);
    return rate;
  };
}
