import { lastDayOf } from "./calendar.ts";
import type { Credit } from "./credits.ts";
import { attributeOf, type Facts, isAmongFirst, planInForce, targetOf } from "./facts.ts";
import type { Advisor, Factor, Flat, PlanVersion, Share, Table, Tiers, Where } from "./language.ts";
import { add, isAtLeast, multiply, parseDecimal, type Rational, roundHalfAwayFromZero, sum } from "./rational.ts";

/** A component as a statement lists it; the amount in minor units. */
export interface ComponentAmount {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly amount: bigint;
}

const standing = (components: readonly ComponentAmount[]) => sum(components.map(({ amount }) => amount));
const nameOf = ({ planId, version }: PlanVersion) => ({ planId, version });

/** The components that make an advisor's earnings of a month, of all the credits of this advisor. */
export function evaluateMonth(facts: Facts, advisor: Advisor, month: string, credits: readonly Credit[]): ComponentAmount[] {
  const components = sharesAndFlats(facts, advisor, month, credits);
  const plan = planInForce(facts, advisor, lastDayOf(month));
  if (plan === undefined) return components;

  const put = (id: string, amount: bigint) => amount !== 0n && components.push({ id, ...nameOf(plan), amount });
  const ofCredits = standing(components);
  const ofMonth = credits.filter((credit) => credit.month === month);
  for (const bonus of plan.components.filter((component) => component.kind === "bonus")) {
    const { measure, basis = "sales", target = "", of = bonus.where, atLeast } = bonus.when;
    const reached = measure === "earnings" ? ofCredits : measureOf(ofMonth, measure === "attainment" ? basis : measure, of);
    const aim = measure === "attainment" ? targetOf(facts, advisor, target, month, "month") : { n: 1n, d: 1n };
    if (aim === undefined) continue;
    if (isAtLeast({ n: reached, d: 1n }, multiply(parseDecimal(atLeast), aim))) put(bonus.id, BigInt(bonus.amount));
  }
  for (const cap of plan.components.filter((component) => component.kind === "cap")) {
    const above = standing(components) - BigInt(cap.amount);
    if (above > 0n) put(cap.id, -above);
  }
  for (const guarantee of plan.components.filter((component) => component.kind === "guarantee")) {
    const missing = BigInt(guarantee.amount) - standing(components);
    if (isAmongFirst(advisor, month, guarantee.months) && missing > 0n) put(guarantee.id, missing);
  }
  return components;
}

/** Each share, flat and table of each version that has a credit in the month which matches, rounded once. */
function sharesAndFlats(facts: Facts, advisor: Advisor, month: string, credits: readonly Credit[]): ComponentAmount[] {
  const ofMonth = credits.filter((credit) => credit.month === month);
  const paid: ComponentAmount[] = [];
  for (const plan of new Set(ofMonth.map((credit) => credit.plan))) {
    for (const component of plan.components) {
      if (component.kind !== "share" && component.kind !== "flat" && component.kind !== "table") continue;
      const matching = ofMonth.filter((credit) => credit.plan === plan && isPaidBy(component, credit));
      if (matching.length === 0) continue;
      const factors = (component.factors ?? []).map((id) => factorOf(facts, advisor, month, plan, id));
      const amount = multiply(beforeFactors(component, { facts, advisor, month }, matching, credits), ...factors);
      paid.push({ id: component.id, ...nameOf(plan), amount: roundHalfAwayFromZero(amount) });
    }
  }
  return paid;
}

/** Whether a component pays for a credit: a table only what a row matches, unless it pays the rest otherwise. */
const isPaidBy = (component: Share | Flat | Table, credit: Credit): boolean =>
  matches(credit, component.where) && (component.kind !== "table" || rateInTable(component, credit) !== undefined);

/** The rate of the first row that matches. Without a role a row accepts any that the component does. */
const rateInTable = ({ rows, otherwise }: Table, credit: Credit): string | undefined =>
  rows.find(({ where = {} }) => hasAccepted(credit, where))?.rate ?? otherwise;

/** Whose month it is. */
interface Whose {
  readonly facts: Facts;
  readonly advisor: Advisor;
  readonly month: string;
}

function beforeFactors(component: Share | Flat | Table, whose: Whose, matching: readonly Credit[], credits: readonly Credit[]): Rational {
  if (component.kind === "flat") return { n: measureOf(matching, "units", component.where) * BigInt(component.amount), d: 1n };
  if (component.kind === "table")
    return matching
      .map((credit) => multiply({ n: baseOf(credit), d: 1n }, parseDecimal(rateInTable(component, credit) ?? "0")))
      .reduce(add);
  const rate = component.tiers === undefined ? parseDecimal(component.rate) : ladderRate(component.tiers, component.where, whose, credits);
  return multiply({ n: measureOf(matching, "sales", component.where), d: 1n }, rate);
}

/** Whether a credit has an accepted value of every facet; a role that isn't named is the seller's. */
const matches = (credit: Credit, where: Where = {}): boolean => hasAccepted(credit, { role: ["seller"], ...where });

function hasAccepted({ facets }: Credit, where: Where): boolean {
  return Object.entries(where).every(([facet, accepted]) => accepted.some((value) => value === facets.get(facet)));
}

/** The amount that shares apply to, by the credit's own version. */
function baseOf({ plan, amounts }: Credit): bigint {
  const amountOf = (name: string) => amounts.get(name) ?? 0n;
  return amountOf(plan.base.from) - sum((plan.base.less ?? []).map(amountOf));
}

function measureOf(credits: readonly Credit[], measure: "sales" | "units", of: Where | undefined): bigint {
  const measured = credits.filter((credit) => matches(credit, of));
  return sum(measured.map((credit) => (measure === "units" ? credit.units : baseOf(credit))));
}

/** The rate that a ladder pays in a month: that of the step reached, or the average over the stretch climbed. */
function ladderRate(tiers: Tiers, own: Where | undefined, { facts, advisor, month }: Whose, credits: readonly Credit[]): Rational {
  const { steps, of = own, period = "month" } = tiers;
  const isAimed = tiers.measure === "attainment";
  const measure = isAimed ? (tiers.basis ?? "sales") : (tiers.measure ?? "sales");
  const start = period === "year" ? `${month.slice(0, 4)}-01` : month;
  const inPeriod = credits.filter((credit) => start <= credit.month && credit.month <= month);
  const aim = isAimed ? targetOf(facts, advisor, tiers.target ?? "", month, period) : { n: 1n, d: 1n };
  const rates = steps.map(({ rate }) => parseDecimal(rate));
  if (aim === undefined) return rates[0] as Rational;
  const begins = steps.map(({ from }) => multiply(parseDecimal(from), aim));
  const reached = measureOf(inPeriod, measure, of);
  const earlier = measureOf(
    inPeriod.filter((credit) => credit.month < month),
    measure,
    of,
  );
  const from = earlier > 0n ? earlier : 0n;
  if (tiers.mode === "whole" || reached <= from) {
    const stands = begins.findLastIndex((begin) => isAtLeast({ n: reached, d: 1n }, begin));
    return rates[Math.max(stands, 0)] as Rational;
  }
  const climbed = begins.map((begin, index) => {
    const low = largest(begin, { n: from, d: 1n });
    const next = begins[index + 1];
    const high = next === undefined ? { n: reached, d: 1n } : smallest(next, { n: reached, d: 1n });
    const length = add(high, { n: -low.n, d: low.d });
    return length.n > 0n ? multiply(length, rates[index] as Rational) : { n: 0n, d: 1n };
  });
  return multiply(climbed.reduce(add), { n: 1n, d: reached - from });
}

const largest = (left: Rational, right: Rational): Rational => (isAtLeast(left, right) ? left : right);
const smallest = (left: Rational, right: Rational): Rational => (isAtLeast(left, right) ? right : left);

/** What a factor makes of the advisor's attribute of the month. */
function factorOf(facts: Facts, advisor: Advisor, month: string, plan: PlanVersion, id: string): Rational {
  const factor = plan.factors?.find((each) => each.id === id) as Factor;
  const value = attributeOf(facts, advisor, factor.by, month);
  const step = value && factor.steps.findLast(({ from }) => isAtLeast(value, parseDecimal(from)));
  return parseDecimal(step?.factor ?? factor.default ?? "1");
}
