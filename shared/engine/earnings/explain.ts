import { formatDecimal } from "../../base/money/decimal.ts";
import { apportion } from "../../base/money/largest-remainder.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import { paidKindOf } from "./components/index.ts";
import type { Earnings } from "./evaluate.ts";
import { type BareComponent, type ExplainedComponent, type ExplainedEarnings, type ExplainedFactor, explainTarget } from "./explained.ts";
import { baseOf } from "./measures.ts";
import { type AppliedFactor, type MonthPart, type PaidPart, weighed } from "./pay.ts";

/** Explains earnings by the month's earned credits of the advisor: those whose tally the earnings were computed from. */
export function explainEarnings(earnings: Earnings, credits: readonly Credit[]): ExplainedEarnings {
  const ordered = [...credits].sort(byLine);
  const components = [...earnings.paid.map((paid) => explainPaid(paid, ordered)), ...earnings.ofMonth.map(explainMonthPart)];
  return { month: earnings.month, amount: earnings.amount, components: components.sort(byComponent) };
}

/** The order of components on a statement: by id, plan, version. */
export function byComponent(
  left: { id: string; planId: string; version: number },
  right: { id: string; planId: string; version: number },
): number {
  return compare(left.id, right.id) || compare(left.planId, right.planId) || left.version - right.version;
}

/** Orders credits as remainders are handed out: by orderId, then lineId, then role. */
export function byLine(left: Credit, right: Credit): number {
  return compare(left.orderId, right.orderId) || compare(left.lineId, right.lineId) || compare(left.recipient.role, right.recipient.role);
}

/** Explains the components alone, without the credits behind them: bounded, however many those are. */
export function explainComponents({ paid, ofMonth }: Earnings): BareComponent[] {
  return [...paid.map(explainPart), ...ofMonth.map(explainMonthPart)].sort(byComponent);
}

function explainPaid(paid: PaidPart, ordered: readonly Credit[]): ExplainedComponent {
  const { part, plan, perUnit } = paid;
  const lines = ordered.flatMap((credit) => {
    const { recipient, facets, amounts } = credit;
    if (recipient.planId !== plan.plan.planId || recipient.version !== plan.plan.version) return [];
    const row = part.rowOf(facets);
    return row === undefined ? [] : [{ credit, row, base: baseOf(plan, amounts), units: amounts.units }];
  });
  const exact = lines.map((line) => weighed(part, line.row, line) * perUnit.numerator);
  const rateOf = paidKindOf(part).rateOfCredit;
  const amounts = apportion(exact, perUnit.denominator, paid.amount);
  return {
    ...explainPart(paid),
    credits: lines.map(({ credit, row, base, units }, index) => ({
      orderId: credit.orderId,
      lineId: credit.lineId,
      role: credit.recipient.role,
      base,
      units,
      amount: amounts[index] ?? 0n,
      ...(rateOf === undefined ? {} : { rate: rateOf(part, row) }),
    })),
  };
}

function explainPart({ part, plan, amount, base, units, factors, ...pay }: PaidPart): Extract<BareComponent, { base: bigint }> {
  const { planId, version } = plan.plan;
  const rate = paidKindOf(part).explainRate(part, pay);
  return { kind: part.kind, id: part.id, planId, version, amount, base, units, rate, factors: factors.map(explainFactor) };
}

/** A factor as it was applied, and by which value of whom. */
export function explainFactor({ factor, found, applied }: AppliedFactor): ExplainedFactor {
  const source = found === undefined ? {} : { value: formatDecimal(found.value), from: found.from, givenFor: found.month };
  return { id: factor.id, by: factor.by, ...source, factor: formatDecimal(applied) };
}

function explainMonthPart({ part, plan, measured, limit, amount, attainment }: MonthPart): ExplainedComponent {
  const { planId, version } = plan.plan;
  const aimed = attainment && { target: explainTarget(attainment.by, attainment.target), atLeast: formatDecimal(attainment.atLeast) };
  return { kind: part.kind, id: part.id, planId, version, amount, measured, limit, ...aimed };
}
