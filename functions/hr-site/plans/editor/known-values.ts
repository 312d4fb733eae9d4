import { kindOf } from "../../../../shared/engine/plan/components/index.ts";
import { type Plan, scoresAsked, targetsAsked, type Where } from "../../../../shared/engine/plan/schema.ts";

/** What can be chosen in the editor without typing it: what agencies commonly tell apart, and what their plans do. */
export interface KnownValues {
  /** Values by facet. */
  readonly facets: ReadonlyMap<string, readonly string[]>;
  /** What may be taken off a price. */
  readonly less: readonly string[];
  /** Attributes that factors and equity go by. */
  readonly attributes: readonly string[];
}

const PRODUCTS = "package-tour custom-tour hotel flight train attraction online-activity member-referral cruise visa insurance car".split(
  " ",
);
const ROLES = ["seller", "manager", "manager-2", "manager-3", "group-leader", "escort"];
const LESS = ["discounts.coupon", "discounts.points", "discounts.membership", "refunded", "cost"];
const ATTRIBUTES = ["serviceScore", "inspectionScore", "starLevel", "tenureMonths", "targetSales", "targetUnits"];

/** @param rated the agency's facets, all of which can be asked about. */
export function knownValues(rated: readonly string[], plans: readonly Plan[]): KnownValues {
  const facets = new Map<string, Set<string>>(rated.map((facet) => [facet, new Set<string>()]));
  const note = (where: Where | undefined) => {
    for (const [facet, values] of Object.entries(where ?? {})) for (const value of values) facets.get(facet)?.add(value);
  };
  for (const each of [
    { product: PRODUCTS, role: ROLES, afterLeaving: ["yes", "no"] },
    ...plans.flatMap(({ components }) => components.flatMap((part) => kindOf(part).conditions(part)).map(({ where }) => where ?? {})),
  ])
    note(each);
  const less = new Set([...LESS, ...plans.flatMap(({ base }) => base.less)]);
  const attributes = new Set([...ATTRIBUTES, ...plans.flatMap((plan) => [...scoresAsked(plan), ...targetsAsked(plan)])]);
  return { facets: new Map([...facets].map(([facet, values]) => [facet, [...values]])), less: [...less], attributes: [...attributes] };
}
