import { sum } from "../../base/money/money.ts";
import { evaluate } from "../earnings/evaluate.ts";
import { partsOfCredits } from "../earnings/explain.ts";
import type { ComponentBySeller, ExplainedComponent, ExplainedCredit } from "../earnings/explained.ts";
import type { EarningsInputs, Terms } from "../earnings/inputs.ts";
import type { CountedCredits } from "../earnings/seller-sums.ts";
import type { StatementBody } from "./body.ts";
import { type ExplainedAdjustment, explainAdjustment } from "./explain-adjustment.ts";
import { inputOf } from "./parse-body.ts";
import type { SellerLine } from "./seller-lines.ts";

/** A seller's credits as a statement pays its advisor for them. Amounts in minor units. */
export type SellerParts =
  /** Of a month that is stated whole: each credit's part of each component, which sum to the amount. */
  | { readonly kind: "all"; readonly amount: bigint; readonly parts: readonly ExplainedCredit[] }
  /** Of one that was settled before: each changed order at the settled rates; what is left of the amount is rounding. */
  | { readonly kind: "changed"; readonly amount: bigint; readonly orders: Extract<ExplainedAdjustment, { kind: "restated" }>["facts"] };

/** @param terms plan versions at the statement's close and at the one before: a body holds those alone that its sums name. */
export function sellerParts(
  body: StatementBody,
  { sellerId, month, which }: Pick<SellerLine, "sellerId" | "month" | "which">,
  credits: CountedCredits,
  terms: { readonly now: Pick<Terms, "plans">; readonly before: Pick<Terms, "plans"> },
): SellerParts {
  const { books, adjusted } = inputOf(body);
  const withPlans = (inputs: EarningsInputs, { plans }: Pick<Terms, "plans">) => ({ ...inputs, terms: { ...inputs.terms, plans } });
  const now = withPlans(books, terms.now);
  const adjustment = body.adjustments.find((each) => each.month === month);
  const before = adjusted.get(month)?.before;
  if (which === "changed" && before !== undefined && adjustment?.kind === "restated") {
    const amount = adjustment.sellers?.find((each) => each.sellerId === sellerId)?.amount ?? 0n;
    const settled = { books: withPlans(before.books, terms.before), credits: credits.before };
    const explained = explainAdjustment(month, amount, settled, { books: now, credits: credits.now });
    return { kind: "changed", amount, orders: explained.kind === "restated" ? explained.facts : [] };
  }
  const components = adjustment?.kind === "opened" ? adjustment.earnings.components : body.earnings.components;
  const parts = evaluate(now, month).paid.flatMap((paid) => {
    const component = components.find((each) => isOf(each, paid.part.id, paid.plan.plan));
    return partsOfCredits(paid, credits.now, amountFrom(sellerId, component));
  });
  return { kind: "all", amount: sum(components.map((each) => amountFrom(sellerId, each))), parts };
}

const isOf = (component: ExplainedComponent, id: string, { planId, version }: { planId: string; version: number }): boolean =>
  component.id === id && component.planId === planId && component.version === version;

/** What of a component comes from a seller. */
export const amountFrom = (sellerId: string, component: ComponentBySeller | undefined): bigint =>
  component?.sellers?.find((each) => each.sellerId === sellerId)?.amount ?? 0n;
