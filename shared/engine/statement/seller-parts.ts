import type { Month } from "../../base/calendar/month.ts";
import { parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import { sum } from "../../base/money/money.ts";
import { evaluate } from "../earnings/evaluate.ts";
import { partsOfCredits } from "../earnings/explain.ts";
import type { ComponentBySeller, ExplainedComponent, ExplainedCredit } from "../earnings/explained.ts";
import type { EarningsInputs, Terms } from "../earnings/inputs.ts";
import { type CountedCredits, creditsText, type SellerSums } from "../earnings/seller-sums.ts";
import type { StatementBody } from "./body.ts";
import { type ExplainedAdjustment, explainAdjustment } from "./explain-adjustment.ts";
import { inputOf, revive } from "./parse-body.ts";

/** A line of a statement for a seller below. */
export interface SellerLine extends SellerSums {
  /** The statement's own month, or one that it adjusts. */
  readonly month: Month;
  /** All of the month, or what changed of it since it was settled last. */
  readonly which: "all" | "changed";
}

/** A statement's lines for sellers: of its month, then of those that it adjusts. */
export function sellerLines({ statement, facts }: Pick<StatementBody, "statement" | "facts">): SellerLine[] {
  const ofMonth = (facts.sellers ?? []).map((each): SellerLine => ({ ...each, month: statement.month, which: "all" }));
  const adjusted = facts.adjusted.flatMap(({ month, before, sellers = [] }) =>
    sellers.map((each): SellerLine => ({ ...each, month, which: before === null ? "all" : "changed" })),
  );
  return [...ofMonth, ...adjusted];
}

/** The form of the file of a seller's credits. */
export const CREDITS_FORMAT = "fenrun-credits-1";

/** A seller's credits as one above counts them: what a line of that one's statement is the sum of, to be kept and verified. */
export interface CreditsFile {
  /** Who counts them. */
  readonly advisorId: string;
  readonly sellerId: string;
  readonly month: Month;
  readonly credits: CountedCredits;
}

/** The file's text; its credits stand in it as they are hashed. */
export const creditsFileText = ({ advisorId, sellerId, month, credits }: CreditsFile): string =>
  `${stringifyExact({ format: CREDITS_FORMAT, advisorId, sellerId, month }).slice(0, -1)},"credits":${creditsText(credits)}}\n`;

/** Reads what `creditsFileText` wrote; none where it is another text. */
export function readCreditsFile(text: string): CreditsFile | undefined {
  const { format, ...file } = (parseExact(text) ?? {}) as { format?: unknown } & CreditsFile;
  return format === CREDITS_FORMAT ? { ...file, credits: revive(file.credits) as CountedCredits } : undefined;
}

/** A seller's credits as a statement pays its advisor for them. Amounts in minor units. */
export type SellerParts =
  /** Of a month that is stated whole: each credit's part of each component, which sum to the amount. */
  | { readonly kind: "all"; readonly amount: bigint; readonly parts: readonly ExplainedCredit[] }
  /** Of one that was settled before: each changed order at the settled rates; what is left of the amount is rounding. */
  | { readonly kind: "changed"; readonly amount: bigint; readonly orders: Extract<ExplainedAdjustment, { kind: "restated" }>["facts"] };

/** @param terms plan versions at the statement's close and at the one before: a body holds those alone that its sums name. */
export function sellerParts(
  body: StatementBody,
  { sellerId, month }: Pick<SellerLine, "sellerId" | "month">,
  credits: CountedCredits,
  terms: { readonly now: Pick<Terms, "plans">; readonly before: Pick<Terms, "plans"> },
): SellerParts {
  const { books, adjusted } = inputOf(body);
  const withPlans = (inputs: EarningsInputs, { plans }: Pick<Terms, "plans">) => ({ ...inputs, terms: { ...inputs.terms, plans } });
  const now = withPlans(books, terms.now);
  const adjustment = body.adjustments.find((each) => each.month === month);
  const before = adjusted.get(month)?.before;
  if (adjustment?.kind === "restated" && before !== undefined) {
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
