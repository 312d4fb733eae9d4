import type { Month } from "../../base/calendar/month.ts";
import { type Decimal, formatDecimal, ratioOf, roundHalfAway, times } from "../../base/money/money.ts";
import { type Earnings, payOf } from "../../engine/earnings/evaluate.ts";
import { byComponent } from "../../engine/earnings/explain.ts";
import { type ExplainedTarget, explainTarget } from "../../engine/earnings/explained.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import type { PaidPart, Pay } from "../../engine/earnings/pay.ts";
import { reachedAt, type TierRate } from "../../engine/earnings/tiers.ts";
import { type CompiledPlan, compile } from "../../engine/plan/compile.ts";
import type { CompiledLadder, CompiledStep } from "../../engine/plan/components/tiers.ts";

/** Which tier of a component the advisor has reached, and the effect of the next. Measures in minor units (sales) or units. */
export interface TierProgress {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly mode: "whole" | "marginal";
  readonly measure: "sales" | "units";
  readonly period: "month" | "year";
  /** Where it is measured against a target: the steps begin where so much of it is reached. Without a value there is none, and the first step pays. */
  readonly target: ExplainedTarget | undefined;
  readonly measured: bigint;
  /** What was measured before, from where on the rates are applied. */
  readonly measuredBefore: bigint;
  readonly tiers: readonly { readonly from: bigint; readonly rate: string }[];
  /** The tier that is reached, by its place in `tiers`. */
  readonly tierIndex: number;
  readonly next:
    | {
        readonly from: bigint;
        readonly rate: string;
        /** What is missing to reach it; above 0. */
        readonly missing: bigint;
        /** What the component gains on what is sold already, once it is reached; 0 for a marginal ladder. Minor units. */
        readonly effectOnSales: bigint;
        /** What another 10,000.00 of base pays at the step where the advisor stands, and at the next, factors included. Minor units. */
        readonly currentRate: bigint;
        readonly nextRate: bigint;
      }
    | undefined;
}

/** What the next step is told for: 10,000.00. */
const ANOTHER = 1_000_000n;

/** Which tier is reached of each component that pays by tiers in the month, and of those of their plan that have nothing to pay yet. */
export function tierProgressOf(books: EarningsInputs, month: Month, earnings: Earnings): TierProgress[] {
  const paid = earnings.paid.flatMap((each) => progressOfPart(each.plan, each.part, each, each));
  const known = new Set(paid.map(keyOf));
  const inForce = earnings.plan === undefined ? undefined : compile(earnings.plan.plan, books.terms.ratedFacets);
  const unpaid = (inForce?.parts ?? []).flatMap((part) =>
    inForce === undefined ? [] : progressOfPart(inForce, part, payOf(books, month, part), undefined),
  );
  return [...paid, ...unpaid.filter((each) => !known.has(keyOf(each)))].sort(byComponent);
}

const keyOf = ({ id, planId, version }: TierProgress): string => JSON.stringify([id, planId, version]);

function progressOfPart(plan: CompiledPlan, part: PaidPart["part"], pay: Pay, paid: PaidPart | undefined): TierProgress[] {
  if (part.ladder === undefined || pay.ladder === undefined) return [];
  const { mode, measure, period, target } = part.ladder;
  const { measured, climbedFrom, step } = pay.ladder;
  const steps = stepsReached(part.ladder, pay.ladder);
  const tierIndex = part.ladder.steps.indexOf(step);
  const next = steps[tierIndex + 1];
  return [
    {
      id: part.id,
      planId: plan.plan.planId,
      version: plan.plan.version,
      mode,
      measure,
      period,
      target: target === undefined ? undefined : explainTarget(target, pay.ladder.target),
      measured,
      measuredBefore: climbedFrom,
      tiers: steps.map(({ from, rate }) => ({ from, rate: formatDecimal(rate) })),
      tierIndex,
      next: next && {
        from: next.from,
        rate: formatDecimal(next.rate),
        missing: next.from - measured,
        effectOnSales: mode === "whole" && paid !== undefined ? paysFor(paid.base, next.rate, pay) - paid.amount : 0n,
        currentRate: paysFor(ANOTHER, step.rate, pay),
        nextRate: paysFor(ANOTHER, next.rate, pay),
      },
    },
  ];
}

/** Steps with where they begin in minor units or units; of a target that isn't there the first alone. */
function stepsReached({ steps, target }: CompiledLadder, climbed: TierRate): readonly Pick<CompiledStep, "from" | "rate">[] {
  if (target === undefined) return steps;
  const { target: found } = climbed;
  return found === undefined ? steps.slice(0, 1) : steps.map(({ from, rate }) => ({ from: reachedAt(from, found), rate }));
}

function paysFor(base: bigint, rate: Decimal, { factors }: Pay): bigint {
  const perUnit = factors.reduce((ratio, { applied }) => times(ratio, applied), ratioOf(rate));
  return roundHalfAway(base * perUnit.numerator, perUnit.denominator);
}
