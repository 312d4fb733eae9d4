import { type Decimal, parseDecimal } from "../../base/money/decimal.ts";
import type { Component, Plan, Where } from "./schema.ts";

/** A test of the rated facets' values, in their order. */
export type Matcher = (facets: readonly string[]) => boolean;

/** A ladder's step: `from` in minor units or units, its rate, and where the next begins. */
export interface CompiledStep {
  readonly from: bigint;
  readonly rate: Decimal;
  /** Where the next step begins; none for the last. */
  readonly to: bigint | undefined;
}

export interface CompiledFactor {
  readonly id: string;
  readonly by: string;
  readonly default: Decimal;
  readonly steps: readonly { readonly from: Decimal; readonly factor: Decimal }[];
}

export interface CompiledLadder {
  readonly mode: "whole" | "marginal";
  readonly measure: "sales" | "units";
  readonly period: "month" | "year";
  readonly of: Matcher;
  readonly steps: readonly CompiledStep[];
}

export interface CompiledShare {
  readonly kind: "share";
  readonly id: string;
  readonly where: Matcher;
  readonly factors: readonly CompiledFactor[];
  readonly pays: { readonly rate: Decimal } | { readonly ladder: CompiledLadder };
}

export interface CompiledFlat {
  readonly kind: "flat";
  readonly id: string;
  readonly where: Matcher;
  readonly factors: readonly CompiledFactor[];
  readonly amount: bigint;
}

export interface CompiledBonus {
  readonly kind: "bonus";
  readonly id: string;
  readonly amount: bigint;
  readonly measure: "earnings" | "sales" | "units";
  readonly of: Matcher;
  readonly atLeast: bigint;
}

export interface CompiledCap {
  readonly kind: "cap";
  readonly id: string;
  readonly amount: bigint;
}

export interface CompiledGuarantee {
  readonly kind: "guarantee";
  readonly id: string;
  readonly amount: bigint;
  readonly months: number;
}

/** A plan version made ready to rate with: numbers read, facets found by their place. */
export interface CompiledPlan {
  readonly plan: Plan;
  /** The sum of these is taken from the price. */
  readonly less: { readonly refunded: boolean; readonly cost: boolean; readonly discounts: readonly string[] };
  readonly parts: readonly (CompiledShare | CompiledFlat)[];
  readonly bonuses: readonly CompiledBonus[];
  readonly caps: readonly CompiledCap[];
  readonly guarantees: readonly CompiledGuarantee[];
  readonly minimumMinor: bigint;
  /** Whether the minimum is 0 for who has left. */
  readonly paysLeavers: boolean;
}

/**
 * The places in `parts` of the shares and flats that match these facets. Remembered for each list of facets: the same
 * few lists stand in the rows of all advisors.
 */
export function partsMatching(plan: CompiledPlan, facets: readonly string[]): readonly number[] {
  let ofPlan = matching.get(plan);
  if (ofPlan === undefined) {
    ofPlan = new WeakMap();
    matching.set(plan, ofPlan);
  }
  let places = ofPlan.get(facets);
  if (places === undefined) {
    places = plan.parts.flatMap(({ where }, place) => (where(facets) ? [place] : []));
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
  const matcher = (where: Where | undefined) => compileWhere(where ?? {}, ratedFacets);
  const ofKind = <Kind extends Component["kind"]>(kind: Kind) =>
    plan.components.filter((part): part is Extract<Component, { kind: Kind }> => part.kind === kind);
  const used = (ids: readonly string[]) => ids.flatMap((id) => factors.get(id) ?? []);
  return {
    plan,
    less: {
      refunded: plan.base.less.includes("refunded"),
      cost: plan.base.less.includes("cost"),
      discounts: plan.base.less.flatMap((part) => (part.startsWith("discounts.") ? [part.slice("discounts.".length)] : [])),
    },
    parts: plan.components.flatMap((part): (CompiledShare | CompiledFlat)[] => {
      if (part.kind === "flat")
        return [{ kind: "flat", id: part.id, where: matcher(part.where), factors: used(part.factors), amount: BigInt(part.amount) }];
      if (part.kind !== "share") return [];
      const { tiers } = part;
      const pays =
        tiers === undefined
          ? { rate: parseDecimal(part.rate ?? "0") }
          : {
              ladder: {
                mode: tiers.mode,
                measure: tiers.measure,
                period: tiers.period,
                of: matcher(tiers.of ?? part.where),
                steps: compileSteps(tiers.steps),
              },
            };
      return [{ kind: "share", id: part.id, where: matcher(part.where), factors: used(part.factors), pays }];
    }),
    bonuses: ofKind("bonus").map(({ id, amount, when }) => ({
      kind: "bonus",
      id,
      amount: BigInt(amount),
      measure: when.measure,
      of: matcher(when.of),
      atLeast: BigInt(when.atLeast),
    })),
    caps: ofKind("cap").map(({ id, amount }) => ({ kind: "cap", id, amount: BigInt(amount) })),
    guarantees: ofKind("guarantee").map(({ id, amount, months }) => ({ kind: "guarantee", id, amount: BigInt(amount), months })),
    minimumMinor: BigInt(plan.payout.minimum),
    paysLeavers: plan.payout.leavers === "pay",
  };
}

/** Steps of a ladder with their numbers read, each with where the next begins. */
export function compileSteps(steps: readonly { readonly from: number; readonly rate: string }[]): CompiledStep[] {
  return steps.map(({ from, rate }, index) => {
    const next = steps[index + 1];
    return { from: BigInt(from), rate: parseDecimal(rate), to: next === undefined ? undefined : BigInt(next.from) };
  });
}

/** Without `role`, a `where` means the seller. */
function compileWhere(where: Where, ratedFacets: readonly string[]): Matcher {
  const tests = Object.entries({ role: ["seller"], ...where }).map(([facet, accepted]) => {
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
