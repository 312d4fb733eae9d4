import { apportion } from "../../base/money/largest-remainder.ts";
import { formatDecimal, sum } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import { paidKindOf } from "./components/index.ts";
import type { Earnings } from "./evaluate.ts";
import {
  type BareComponent,
  type ComponentBySeller,
  type ExplainedComponent,
  type ExplainedCredit,
  type ExplainedEarnings,
  type ExplainedFactor,
  type ExplainedSeller,
  explainTarget,
} from "./explained.ts";
import { baseOf } from "./measures.ts";
import { type AppliedFactor, type MonthPart, type PaidPart, weighed } from "./pay.ts";
import { bySellerId, type SellerRows } from "./seller-sums.ts";
import { mergePart, negate, type TallyRow } from "./tally.ts";

/**
 * Explains earnings by the month's earned credits of the advisor: those whose tally the earnings were computed from.
 * @param sellers what comes from sellers below, where the advisor has no credits of it.
 */
export function explainEarnings(earnings: Earnings, credits: readonly Credit[], sellers: readonly SellerRows[] = []): ExplainedEarnings {
  const ordered = [...credits].sort(byLine);
  const components = [...earnings.paid.map((paid) => explainPaid(paid, ordered, sellers)), ...earnings.ofMonth.map(explainMonthPart)];
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

/** An advisor's rows of a month, those that come from sellers below among them, and these by seller. */
export interface TeamRows {
  readonly advisorId: string;
  readonly rows: readonly TallyRow[];
  readonly sellers: readonly SellerRows[];
}

/**
 * Explains the components without the credits behind them, with the parts that sellers below have as on a statement:
 * bounded, however many credits there are.
 */
export function explainComponents(
  { paid, ofMonth }: Earnings,
  { advisorId, rows, sellers }: TeamRows = { advisorId: "", rows: [], sellers: [] },
): ComponentBySeller[] {
  const ownRows = sellers.length === 0 ? [] : mergePart([...rows, ...sellers.flatMap((each) => each.rows.map(negate))]);
  const explained = paid.map((each) => {
    const own = { sellerId: advisorId, exact: sumsIn(each, { sellerId: advisorId, rows: ownRows })?.exact ?? 0n };
    return { ...explainPart(each), ...divided(each, own, sellers).fromSellers };
  });
  return [...explained, ...ofMonth.map(explainMonthPart)].sort(byComponent);
}

function explainPaid(paid: PaidPart, ordered: readonly Credit[], sellers: readonly SellerRows[]): ExplainedComponent {
  const own: Party = { sellerId: ordered[0]?.recipient.advisorId ?? "", exact: sum(linesIn(paid, ordered).map(({ exact }) => exact)) };
  const { ownAmount, fromSellers } = divided(paid, own, sellers);
  return { ...explainPart(paid), credits: partsOfCredits(paid, ordered, ownAmount), ...fromSellers };
}

/** What a component pays, divided between the advisor's own credits and the sellers below, if any. Minor units. */
function divided(
  paid: PaidPart,
  own: Party,
  sellers: readonly SellerRows[],
): { readonly ownAmount: bigint; readonly fromSellers: { readonly sellers?: readonly ExplainedSeller[] } } {
  const parties = sellers.flatMap((each) => sumsIn(paid, each) ?? []);
  if (parties.length === 0) return { ownAmount: paid.amount, fromSellers: {} };
  const shareOf = partBySeller([own, ...parties], paid);
  const explained = parties.map((party) => ({ sellerId: party.sellerId, base: party.base, units: party.units, amount: shareOf(party) }));
  return { ownAmount: shareOf(own), fromSellers: { sellers: explained } };
}

/** The parts of credits in what a component pays for all of them. @param ordered as by `byLine`. @param amount minor units. */
export function partsOfCredits(paid: PaidPart, ordered: readonly Credit[], amount: bigint): ExplainedCredit[] {
  const lines = linesIn(paid, ordered);
  const rateOf = paidKindOf(paid.part).rateOfCredit;
  const amounts = apportion(
    lines.map(({ exact }) => exact),
    paid.perUnit.denominator,
    amount,
  );
  return lines.map(({ credit, row, base, units }, index) => ({
    orderId: credit.orderId,
    lineId: credit.lineId,
    role: credit.recipient.role,
    base,
    units,
    amount: amounts[index] ?? 0n,
    ...(rateOf === undefined ? {} : { rate: rateOf(paid.part, row) }),
  }));
}

/** The credits that a part pays, each with its exact part of the amount. */
function linesIn({ part, plan, perUnit }: PaidPart, ordered: readonly Credit[]) {
  return ordered.flatMap((credit) => {
    const { recipient, facets, amounts } = credit;
    if (recipient.planId !== plan.plan.planId || recipient.version !== plan.plan.version) return [];
    const row = part.rowOf(facets);
    if (row === undefined) return [];
    const paidFor = { base: baseOf(plan, amounts), units: amounts.units };
    return [{ credit, row, ...paidFor, exact: weighed(part, row, paidFor) * perUnit.numerator }];
  });
}

/** A seller, or the advisor for their own credits, and their exact part over the denominator of what is paid for a unit. */
interface Party {
  readonly sellerId: string;
  readonly exact: bigint;
}

/** Parts a component's amount by seller, as between credits; of equal remainders the smaller id's is first. */
function partBySeller(parties: readonly Party[], { amount, perUnit }: PaidPart): (party: Party) => bigint {
  const ordered = [...parties].sort(bySellerId);
  const exact = ordered.map((party) => party.exact);
  const shares = apportion(exact, perUnit.denominator, amount);
  const byParty = new Map(ordered.map((party, index) => [party, shares[index] ?? 0n]));
  return (party) => byParty.get(party) ?? 0n;
}

/** What of a seller's sums a part pays, with its exact part of the amount; none where it pays none of them. */
function sumsIn({ part, plan, perUnit }: PaidPart, { sellerId, rows }: Pick<SellerRows, "sellerId" | "rows">) {
  const { planId, version } = plan.plan;
  const lines = rows.flatMap((row) => {
    const rowOfPart = row.planId === planId && row.version === version ? part.rowOf(row.facets) : undefined;
    return rowOfPart === undefined ? [] : [{ row: rowOfPart, base: baseOf(plan, row), units: row.units }];
  });
  if (lines.length === 0) return undefined;
  return {
    sellerId,
    base: sum(lines.map(({ base }) => base)),
    units: sum(lines.map(({ units }) => units)),
    exact: sum(lines.map((line) => weighed(part, line.row, line))) * perUnit.numerator,
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
