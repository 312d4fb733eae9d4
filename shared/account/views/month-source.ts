import type { Instant, Month } from "../../base/calendar/month.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import type { ExplainedComponent, ExplainedCredit, ExplainedEarnings } from "../../engine/earnings/explained.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import { type Agency, ratedFacets } from "../../engine/facts/agency.ts";
import { type CompiledPlan, compile } from "../../engine/plan/compile.ts";
import type { Plan } from "../../engine/plan/schema.ts";

/** A month down to its credits: as the facts stand now, or as a statement fixed it. */
export interface MonthSource {
  readonly kind: "month" | "statement";
  /** The path of its page, such as `months/2026-06`: links lead below it. */
  readonly base: string;
  readonly agency: Agency;
  readonly month: Month;
  readonly earnings: ExplainedEarnings;
  /** Those that the earnings were computed from: the advisor's own, where the sellers below stand beside them. */
  readonly credits: readonly Credit[];
  /** What comes from sellers below. */
  readonly sellers?: readonly SellerRows[];
  /** When these were read, where that may be a while ago. */
  readonly teamReadAt?: Instant | undefined;
  /** At least the plan versions that pay them, and those of the components. */
  readonly plans: readonly Plan[];
}

/** A component that pays for credits. */
export type PaidComponent = Extract<ExplainedComponent, { rate: unknown }>;

/** A component's line of the month as a whole. */
export type MonthComponent = Exclude<ExplainedComponent, PaidComponent>;

/** Whether a component pays for credits. */
export const isPaid = (component: ExplainedComponent): component is PaidComponent => "rate" in component;

type Identity = Pick<ExplainedComponent, "id" | "planId" | "version">;

/** What names a component in a path: of one id, two plan versions have one each. */
export const componentKey = ({ id, planId, version }: Identity): string =>
  [id, planId, `${version}`].map((part) => encodeURIComponent(part)).join("~");

export const componentPath = (base: string, component: Identity): string => `${base}/components/${componentKey(component)}`;

export const orderPath = (base: string, orderId: string): string => `${base}/orders/${encodeURIComponent(orderId)}`;

/** Where a seller's credits stand that a statement counts. @param of the adjusted month; none for the statement's own. */
export const sellerPath = (base: string, sellerId: string, of?: Month): string =>
  `${base}/sellers/${encodeURIComponent(sellerId)}${of === undefined ? "" : `?of=${of}`}`;

/** Plan versions made ready, each once. @throws where a version isn't among the plans. */
export function compiledPlans({ agency, plans }: Pick<MonthSource, "agency" | "plans">): (planId: string, version: number) => CompiledPlan {
  const rated = ratedFacets(agency);
  const byVersion = new Map(plans.map((plan) => [`${plan.planId}~${plan.version}`, plan]));
  return (planId, version) => {
    const plan = byVersion.get(`${planId}~${version}`);
    if (plan === undefined) throw new Error(`version ${version} of plan ${planId} is needed to explain what it pays`);
    return compileOnce(plan, rated);
  };
}

/** Plans are remembered by the list of facets, so one list has to serve all equal ones. */
function compileOnce(plan: Plan, rated: readonly string[]): CompiledPlan {
  const key = JSON.stringify(rated);
  const known = ratedLists.get(key) ?? rated;
  ratedLists.set(key, known);
  return compile(plan, known);
}

/** As many as there are agencies in use: one, but for tests. */
const ratedLists = new Map<string, readonly string[]>();

/** What tells the credits of a month apart. */
export const creditKey = ({ orderId, lineId, role }: Pick<ExplainedCredit, "orderId" | "lineId" | "role">): string =>
  JSON.stringify([orderId, lineId, role]);

/** The same of a credit. */
export const keyOfCredit = ({ orderId, lineId, recipient }: Credit): string => creditKey({ orderId, lineId, role: recipient.role });

/** The component that a path names, whether or not whoever read the path has decoded it already. */
export function componentOf({ earnings }: Pick<MonthSource, "earnings">, key: string): ExplainedComponent | undefined {
  const { components } = earnings;
  return components.find((each) => componentKey(each) === key) ?? components.find((each) => decodeURIComponent(componentKey(each)) === key);
}

/** The product of a credit: facets stand in the order of the rated ones, which begin with it. */
export const productOf = ({ facets }: Pick<Credit, "facets">): string => facets[0] ?? "";
