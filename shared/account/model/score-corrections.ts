import { januaryOf, type Month } from "../../base/calendar/month.ts";
import type { AttributeValue } from "../../engine/earnings/attribute-lookup.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import { explainFactor } from "../../engine/earnings/explain.ts";
import type { ExplainedFactor } from "../../engine/earnings/explained.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import { type Attributes, attributeHistory, lastKnown } from "../../engine/facts/attributes.ts";
import { salesTargetsAsked, targetsAsked } from "../../engine/plan/schema.ts";

/** A score of the month that was corrected, and what that made of the month's earnings. */
export interface Correction {
  readonly attribute: string;
  readonly of: { readonly advisorId: string } | { readonly storeId: string };
  readonly givenFor: Month;
  /** Decimals as text. */
  readonly before: string;
  readonly now: string;
  readonly revision: number;
  /** Where a plan measures sales against it: then its values are minor units. */
  readonly ofSales?: true;
  /** Earnings now less what they would be by the value before. Minor units. */
  readonly effect: bigint;
  readonly factorsNow: readonly ExplainedFactor[];
}

/** The facts about attributes of an advisor and of the advisor's stores, as they came. */
export interface AttributeFacts {
  readonly own: readonly Attributes[];
  storeFacts(storeId: string): readonly Attributes[];
}

/** The scores and targets that count in a month's earnings and were corrected, and what the last correction of each made of them. */
export function correctionsOf(books: EarningsInputs, month: Month, earnings: Earnings, facts: AttributeFacts): Correction[] {
  const seen = new Set<string>();
  const scores = earnings.paid.flatMap(({ factors }) => factors.map(({ factor, found }) => ({ by: factor.by, found, ofSales: undefined })));
  return [...scores, ...targetsOfMonth(books, month, earnings)].flatMap(({ by, found, ofSales }) => {
    const key = JSON.stringify([by, found?.from, found?.month]);
    if (found === undefined || seen.has(key)) return [];
    seen.add(key);
    const ofSubject = "storeId" in found.from ? facts.storeFacts(found.from.storeId) : facts.own;
    const revisions = ofSubject
      .filter((fact) => fact.month === found.month && Object.hasOwn(fact.values, by))
      .sort((left, right) => left.revision - right.revision);
    const [before, now] = revisions.slice(-2);
    if (before === undefined || now === undefined) return [];
    const [was, is] = [before.values[by] ?? "", now.values[by] ?? ""];
    if (was === is) return [];
    const uncorrected = ofSubject.map((fact) => (fact === now ? withoutValue(fact, by) : fact));
    const amountBefore = evaluate(withAttributes(books, found.from, uncorrected), month).amount;
    const factorsNow = earnings.paid
      .flatMap((part) => part.factors)
      .filter(({ factor: each }) => each.by === by)
      .map(explainFactor);
    return [
      {
        attribute: by,
        of: found.from,
        givenFor: found.month,
        before: was,
        now: is,
        revision: now.revision,
        ...(ofSales === true && { ofSales }),
        effect: earnings.amount - amountBefore,
        factorsNow: [...new Map(factorsNow.map((each) => [each.id, each])).values()],
      },
    ];
  });
}

/** The advisor's own targets of the month and its year, of all plans that pay it. */
function targetsOfMonth({ advisor, attributes }: EarningsInputs, month: Month, { paid, plan }: Earnings) {
  const plans = new Set([...paid.map((part) => part.plan), ...(plan === undefined ? [] : [plan])]);
  const names = new Set([...plans].flatMap((each) => targetsAsked(each.plan)));
  const salesTargets = new Set([...plans].flatMap((each) => salesTargetsAsked(each.plan)));
  return [...names].flatMap((by) => {
    const given = lastKnown(attributes, by, month);
    const isOfYear = given !== undefined && given.month >= januaryOf(month);
    const ofSales = salesTargets.has(by) ? (true as const) : undefined;
    return isOfYear ? [{ by, found: { ...given, from: { advisorId: advisor.advisorId } }, ofSales }] : [];
  });
}

function withoutValue(fact: Attributes, name: string): Attributes {
  const { [name]: _, ...values } = fact.values;
  return { ...fact, values };
}

function withAttributes(books: EarningsInputs, of: AttributeValue["from"], facts: readonly Attributes[]): EarningsInputs {
  const history = attributeHistory(facts);
  if ("advisorId" in of) return { ...books, attributes: history };
  const { terms } = books;
  return {
    ...books,
    terms: { ...terms, storeHistory: (storeId) => (storeId === of.storeId ? history : terms.storeHistory(storeId)) },
  };
}
