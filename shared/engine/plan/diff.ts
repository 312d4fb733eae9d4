import { changesBetween } from "../../base/json/diff.ts";
import { diffComponents } from "./diff-components.ts";
import { order, type PlanChange } from "./plan-change.ts";
import type { Plan } from "./schema.ts";

export type { PlanChange } from "./plan-change.ts";

/**
 * What a version changes, complete: two versions differ in more than their numbers exactly where it is not empty.
 * Components, factors and steps are matched by id and `from`, so that it reads as one would say it.
 * @param before none for a first version.
 */
export function diffPlans(before: Plan | undefined, after: Plan): PlanChange[] {
  const {
    effectiveFrom: fromBefore,
    version: _b,
    components: componentsBefore = [],
    factors: factorsBefore,
    ...restBefore
  } = before ?? NONE;
  const { effectiveFrom, version: _a, components, factors, ...rest } = after;
  // A first version says what it pays; which plan it is of is no change.
  const others = before === undefined ? { ...rest, planId: undefined } : rest;
  return [
    ...(fromBefore === effectiveFrom ? [] : [{ kind: "effective-from" as const, before: fromBefore, after: effectiveFrom }]),
    ...diffComponents(componentsBefore, components),
    ...fields({ factors: byId(factorsBefore ?? []) }, { factors: byId(factors) }),
    ...order("factors", factorsBefore ?? [], factors),
    ...fields(restBefore, others),
  ];
}

const NONE: Partial<Plan> = {};

const fields = (before: unknown, after: unknown): PlanChange[] =>
  changesBetween(before, after).map((change) => ({ kind: "field", ...change }));

function byId<Named extends { readonly id: string }>(items: readonly Named[]): Readonly<Record<string, Omit<Named, "id">>> {
  const named: Record<string, Omit<Named, "id">> = Object.create(null);
  for (const { id, ...rest } of items) named[id] = rest;
  return named;
}
