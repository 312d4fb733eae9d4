import type { Month } from "../../base/calendar/month.ts";
import { formatDecimal } from "../../base/money/decimal.ts";
import { apportion } from "../../base/money/largest-remainder.ts";
import { formatRatio } from "../../base/money/ratio.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import type { AppliedFactor, Earnings, MonthPart, PaidPart } from "./evaluate.ts";
import { baseOf } from "./evaluate.ts";
import type { LadderRate } from "./tiers.ts";

/** A credit's part of a component. Amounts in minor units. */
export interface ExplainedCredit {
  readonly orderId: string;
  readonly lineId: string;
  readonly role: string;
  readonly base: bigint;
  readonly units: bigint;
  readonly amount: bigint;
}

/** How a rate came about. Decimals as text, "n/d" where only a fraction is exact. */
export type ExplainedRate =
  | { readonly kind: "rate"; readonly rate: string }
  | { readonly kind: "amount"; readonly amount: bigint }
  | {
      readonly kind: "ladder";
      readonly mode: "whole" | "marginal";
      readonly measure: "sales" | "units";
      readonly period: "month" | "year";
      readonly climbedFrom: bigint;
      readonly measured: bigint;
      readonly step: { readonly from: bigint; readonly rate: string };
      readonly stretches: readonly { readonly from: bigint; readonly to: bigint; readonly rate: string }[];
      readonly rate: string;
    };

export interface ExplainedFactor {
  readonly id: string;
  readonly by: string;
  /** None where the attribute has no value: then the default applies. */
  readonly value?: string;
  readonly from?: { readonly advisorId: string } | { readonly storeId: string };
  readonly givenFor?: Month;
  readonly factor: string;
}

/** A line of the earnings, and why it is what it is. */
export type ExplainedComponent =
  | {
      readonly kind: "share" | "flat";
      readonly id: string;
      readonly planId: string;
      readonly version: number;
      readonly amount: bigint;
      readonly base: bigint;
      readonly units: bigint;
      readonly rate: ExplainedRate;
      readonly factors: readonly ExplainedFactor[];
      /** Their amounts sum to the component's. */
      readonly credits: readonly ExplainedCredit[];
    }
  | {
      readonly kind: "bonus" | "cap" | "guarantee";
      readonly id: string;
      readonly planId: string;
      readonly version: number;
      readonly amount: bigint;
      /** What was measured (bonus), or stood before (cap, guarantee). */
      readonly measured: bigint;
      /** What had to be reached (bonus), or to what it lowers or lifts. */
      readonly limit: bigint;
    };

/** A component without the credits behind it. */
export type BareComponent = WithoutCredits<ExplainedComponent>;
type WithoutCredits<Component> = Component extends { readonly credits: unknown } ? Omit<Component, "credits"> : Component;

/** Earnings down to the credits: credits sum to components, components to earnings. */
export interface ExplainedEarnings {
  readonly month: Month;
  readonly amount: bigint;
  readonly components: readonly ExplainedComponent[];
}

/** Explains earnings by the month's earned credits of the advisor: those whose tally the earnings were computed from. */
export function explainEarnings(earnings: Earnings, credits: readonly Credit[]): ExplainedEarnings {
  const ordered = [...credits].sort(byLine);
  const components = [...earnings.paid.map((paid) => explainPaid(paid, ordered)), ...earnings.ofMonth.map(explainMonthPart)];
  return { month: earnings.month, amount: earnings.amount, components: components.sort(byComponent) };
}

/** The order of components on a statement: by id, plan, version. */
export function byComponent(
  a: { id: string; planId: string; version: number },
  b: { id: string; planId: string; version: number },
): number {
  return compare(a.id, b.id) || compare(a.planId, b.planId) || a.version - b.version;
}

/** Orders credits as remainders are handed out: by orderId, then lineId, then role. */
export function byLine(a: Credit, b: Credit): number {
  return compare(a.orderId, b.orderId) || compare(a.lineId, b.lineId) || compare(a.recipient.role, b.recipient.role);
}

/** Explains the components alone, without the credits behind them: bounded, however many those are. */
export function explainComponents({ paid, ofMonth }: Earnings): BareComponent[] {
  return [...paid.map(explainPart), ...ofMonth.map(explainMonthPart)].sort(byComponent);
}

function explainPaid(paid: PaidPart, ordered: readonly Credit[]): ExplainedComponent {
  const { part, plan, perUnit } = paid;
  const mine = ordered.filter(
    ({ recipient, facets }) => recipient.planId === plan.plan.planId && recipient.version === plan.plan.version && part.where(facets),
  );
  const lines = mine.map((credit) => ({ credit, base: baseOf(plan, credit.amounts), units: credit.amounts.units }));
  const exact = lines.map(({ base, units }) => (part.kind === "share" ? base : units) * perUnit.numerator);
  const amounts = apportion(exact, perUnit.denominator, paid.amount);
  return {
    ...explainPart(paid),
    credits: lines.map(({ credit, base, units }, index) => ({
      orderId: credit.orderId,
      lineId: credit.lineId,
      role: credit.recipient.role,
      base,
      units,
      amount: amounts[index] ?? 0n,
    })),
  };
}

function explainPart({ part, plan, amount, base, units, factors, ...pay }: PaidPart): Extract<BareComponent, { base: bigint }> {
  const { planId, version } = plan.plan;
  const rate = explainRate({ part, ladder: pay.ladder });
  return { kind: part.kind, id: part.id, planId, version, amount, base, units, rate, factors: factors.map(explainFactor) };
}

function explainRate({ part, ladder }: Pick<PaidPart, "part" | "ladder">): ExplainedRate {
  if (part.kind === "flat") return { kind: "amount", amount: part.amount };
  if ("rate" in part.pays) return { kind: "rate", rate: formatDecimal(part.pays.rate) };
  const { mode, measure, period } = part.pays.ladder;
  const { climbedFrom, measured, step, stretches, rate } = ladder as LadderRate;
  return {
    kind: "ladder",
    mode,
    measure,
    period,
    climbedFrom,
    measured,
    step: { from: step.from, rate: formatDecimal(step.rate) },
    stretches: stretches.map(({ from, to, step: { rate } }) => ({ from, to, rate: formatDecimal(rate) })),
    rate: formatRatio(rate),
  };
}

/** A factor as it was applied, and by which value of whom. */
export function explainFactor({ factor, found, applied }: AppliedFactor): ExplainedFactor {
  const source = found === undefined ? {} : { value: formatDecimal(found.value), from: found.from, givenFor: found.month };
  return { id: factor.id, by: factor.by, ...source, factor: formatDecimal(applied) };
}

function explainMonthPart({ part, plan, measured, amount }: MonthPart): ExplainedComponent {
  const { planId, version } = plan.plan;
  return { kind: part.kind, id: part.id, planId, version, amount, measured, limit: part.kind === "bonus" ? part.atLeast : part.amount };
}
