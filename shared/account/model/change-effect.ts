import type { Month } from "../../base/calendar/month.ts";
import { type Ratio, roundHalfAway } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { payOf } from "../../engine/earnings/evaluate.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import { type PaidPart, weighed } from "../../engine/earnings/pay.ts";
import { compile } from "../../engine/plan/compile.ts";

/** What one set of credits in the place of another is worth, at the month's rates as they stand now, rounded once. Minor units. */
export function effectOf(books: EarningsInputs, month: Month): (before: readonly Credit[], now: readonly Credit[]) => bigint {
  const rates = new Map<PaidPart["part"], Ratio>();
  const rateOf = (part: PaidPart["part"]): Ratio => {
    const rate = rates.get(part) ?? payOf(books, month, part).perUnit;
    rates.set(part, rate);
    return rate;
  };
  return (before, now) => {
    const sums = new Map<PaidPart["part"], bigint>();
    for (const [credits, sign] of [
      [before, -1n],
      [now, 1n],
    ] as const) {
      for (const credit of credits) {
        const version = books.terms.plans.version(credit.recipient.planId ?? "", credit.recipient.version ?? 0);
        if (version === undefined) continue;
        const plan = compile(version, books.terms.ratedFacets);
        for (const part of plan.parts) {
          const row = part.rowOf(credit.facets);
          if (row === undefined) continue;
          const sum = { base: baseOf(plan, credit.amounts), units: credit.amounts.units };
          sums.set(part, (sums.get(part) ?? 0n) + sign * weighed(part, row, sum));
        }
      }
    }
    let effect = 0n;
    for (const [part, paidFor] of sums) {
      const { numerator, denominator } = rateOf(part);
      effect += roundHalfAway(paidFor * numerator, denominator);
    }
    return effect;
  };
}
