import type { Day } from "../../base/calendar/month.ts";
import type { Tiers } from "./components/tiers.ts";
import type { Component, Where } from "./schema.ts";

export type Measure = Tiers["measure"];

/** Where a step begins: minor units, units, or a decimal of the target. */
export type StepFrom = Tiers["steps"][number]["from"];

/** One difference between two plan versions. Amounts and sales in minor units; rates decimal strings. */
export type PlanChange =
  | { readonly kind: "effective-from"; readonly before?: Day; readonly after: Day }
  | { readonly kind: "component-added" | "component-removed"; readonly component: string; readonly content: Component }
  /** One id, another kind: all of it is other terms. */
  | { readonly kind: "component-kind"; readonly component: string; readonly before: Component; readonly after: Component }
  /** "from 100,000 on: 6% → 6.5%" */
  | {
      readonly kind: "tier-rate";
      readonly component: string;
      readonly measure: Measure;
      readonly from: StepFrom;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: "tier-added" | "tier-removed";
      readonly component: string;
      readonly measure: Measure;
      readonly from: StepFrom;
      readonly rate: string;
    }
  /** A step's beginning moved, at the same rate. */
  | {
      readonly kind: "tier-moved";
      readonly component: string;
      readonly measure: Measure;
      readonly before: StepFrom;
      readonly after: StepFrom;
      readonly rate: string;
    }
  /** A row of a table, known by its condition. */
  | { readonly kind: "row-rate"; readonly component: string; readonly where: Where; readonly before: string; readonly after: string }
  | { readonly kind: "row-added" | "row-removed"; readonly component: string; readonly where: Where; readonly rate: string }
  /** The rows that both have stand in another order: another may be the first that matches. */
  | { readonly kind: "rows-moved"; readonly component: string }
  /** A share of one rate. Absent where it has, or had, tiers instead: their steps are added or removed then. */
  | { readonly kind: "rate"; readonly component: string; readonly before?: string; readonly after?: string }
  /** What a flat, bonus, cap or guarantee pays, minor units. */
  | { readonly kind: "amount"; readonly component: string; readonly before: number; readonly after: number }
  /** A facet's accepted values; absent where the facet doesn't matter. `of` is what a ladder or bonus measures. */
  | {
      readonly kind: "where" | "of";
      readonly component: string;
      readonly facet: string;
      readonly before?: readonly string[];
      readonly after?: readonly string[];
    }
  /** Any other field; `path` as one writes it, components and factors by their ids: components.club.months. */
  | { readonly kind: "field"; readonly path: string; readonly before?: unknown; readonly after?: unknown };

/** What both have, in another order: it is told, though it seldom matters. */
export function order(path: string, before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): PlanChange[] {
  const [known, stay] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))];
  const [was, is] = [before.filter(({ id }) => stay.has(id)), after.filter(({ id }) => known.has(id))];
  if (was.every(({ id }, place) => id === is[place]?.id)) {
    return [];
  }
  return [{ kind: "field", path, before: was.map(({ id }) => id), after: is.map(({ id }) => id) }];
}
