import { parseDecimal } from "../../base/money/money.ts";
import type { CompileContext, CompiledFactor, Matcher } from "./components/compile-context.ts";
import { type CompiledMonthPart, type CompiledPaid, kindOf } from "./components/index.ts";
import type { Plan, Where } from "./schema.ts";

/** A row of a part: most parts have one. */
export interface PaidRow {
  readonly part: CompiledPaid;
  /** Its index among the rows of its part. */
  readonly row: number;
}

/** A plan version made ready to rate with: numbers read, facets found by their place. */
export interface CompiledPlan {
  readonly plan: Plan;
  /** The sum of these is taken from the price. */
  readonly less: { readonly refunded: boolean; readonly cost: boolean; readonly discounts: readonly string[] };
  /** What pays for credits. */
  readonly parts: readonly CompiledPaid[];
  /** The rows of all parts, one after the other. */
  readonly rows: readonly PaidRow[];
  /** What belongs to the month as a whole. */
  readonly ofMonth: readonly CompiledMonthPart[];
  readonly minimumMinor: bigint;
  /** Whether the minimum is 0 for who has left. */
  readonly paysLeavers: boolean;
  /** The least that is paid in the first months from joining, minor units. */
  readonly draw: { readonly amount: bigint; readonly months: number } | undefined;
}

/**
 * The indexes in `rows` of what pays for credits with these facets, at most one of each part. Remembered for each list of
 * facets: the same few lists stand in the rows of all advisors.
 */
export function rowsMatching(plan: CompiledPlan, facets: readonly string[]): readonly number[] {
  let ofPlan = matching.get(plan);
  if (ofPlan === undefined) {
    ofPlan = new WeakMap();
    matching.set(plan, ofPlan);
  }
  let places = ofPlan.get(facets);
  if (places === undefined) {
    let first = 0;
    const found: number[] = [];
    for (const part of plan.parts) {
      const row = part.rowOf(facets);
      if (row !== undefined) found.push(first + row);
      first += part.weights.length;
    }
    places = found;
    ofPlan.set(facets, places);
  }
  return places;
}

const matching = new WeakMap<CompiledPlan, WeakMap<readonly string[], readonly number[]>>();

/** Makes a plan version ready to rate credits with these rated facets; remembered for each plan and list of facets. */
export function compile(plan: Plan, ratedFacets: readonly string[]): CompiledPlan {
  const known = compiled.get(plan);
  if (known !== undefined && known.ratedFacets === ratedFacets) return known.result;
  const result = compileAnew(plan, ratedFacets);
  compiled.set(plan, { ratedFacets, result });
  return result;
}

const compiled = new WeakMap<Plan, { ratedFacets: readonly string[]; result: CompiledPlan }>();

function compileAnew(plan: Plan, ratedFacets: readonly string[]): CompiledPlan {
  const factors = new Map(
    plan.factors.map(({ id, by, default: otherwise, steps }): [string, CompiledFactor] => [
      id,
      {
        id,
        by,
        default: parseDecimal(otherwise),
        steps: steps.map(({ from, factor }) => ({ from: parseDecimal(from), factor: parseDecimal(factor) })),
      },
    ]),
  );
  const context: CompileContext = {
    // Without a role, the seller is meant.
    matcher: (where) => compileWhere({ role: ["seller"], ...where }, ratedFacets),
    rowMatcher: (where) => compileWhere(where, ratedFacets),
    factors: (ids) => ids.flatMap((id) => factors.get(id) ?? []),
  };
  const compiled = plan.components.map((part) => kindOf(part).compile(part, context));
  const parts = compiled.filter(isPaid);
  return {
    plan,
    less: {
      refunded: plan.base.less.includes("refunded"),
      cost: plan.base.less.includes("cost"),
      discounts: plan.base.less.flatMap((part) => (part.startsWith("discounts.") ? [part.slice("discounts.".length)] : [])),
    },
    parts,
    rows: parts.flatMap((part) => part.weights.map((_weight, row) => ({ part, row }))),
    ofMonth: compiled.filter((part) => !isPaid(part)),
    minimumMinor: BigInt(plan.payout.minimum),
    paysLeavers: plan.payout.leavers === "pay",
    draw: plan.payout.draw && { amount: BigInt(plan.payout.draw.amount), months: plan.payout.draw.months },
  };
}

const isPaid = (part: CompiledPaid | CompiledMonthPart): part is CompiledPaid => "rowOf" in part;

function compileWhere(where: Where, ratedFacets: readonly string[]): Matcher {
  const tests = Object.entries(where).map(([facet, accepted]) => {
    const place = ratedFacets.indexOf(facet);
    if (place < 0) throw new Error(`the plan matches "${facet}", which is not rated`);
    return { place, accepted: new Set(accepted) };
  });
  return (facets) => {
    for (let index = 0; index < tests.length; index += 1) {
      const test = tests[index] as (typeof tests)[number];
      if (!test.accepted.has(facets[test.place] ?? "")) return false;
    }
    return true;
  };
}
