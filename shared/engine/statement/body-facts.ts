import { januaryOf, lastDayOf, type Month } from "../../base/calendar/month.ts";
import { formatDecimal } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit, Recipient } from "../credits/credit.ts";
import { usedAmounts } from "../earnings/base.ts";
import type { EarningsInputs, Terms } from "../earnings/inputs.ts";
import { bySellerId, inRowOrder, type SellerSums } from "../earnings/seller-sums.ts";
import { mergePart, type TallyRow } from "../earnings/tally.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { AttributeHistory } from "../facts/attributes.ts";
import { type CompiledPlan, compile } from "../plan/compile.ts";
import { readsYear } from "../plan/components/index.ts";
import { type Plan, scoresAsked, targetsAsked } from "../plan/schema.ts";

/** Values by name, each list by month: [month, decimal]. */
export type HistoryFacts = Readonly<Record<string, readonly (readonly [Month, string])[]>>;

/** As much of an advisor's books as it takes to evaluate some months of them, as plain data; lists are in order, keys needn't be. */
export interface BooksFacts {
  readonly advisor: Advisor;
  readonly plans: readonly Plan[];
  readonly attributes: HistoryFacts;
  readonly stores: Readonly<Record<string, HistoryFacts>>;
  readonly rows: Readonly<Record<Month, readonly TallyRow[]>>;
}

/**
 * Takes from the books what evaluating these months needs, and no more: no amount that a plan's base doesn't use, no
 * attribute that no plan asks for, no month that counts for none of them.
 * @param others plan versions that matter too: those of credits that stood in these months at another moment.
 * @param later versions at whose rate something is settled by these books now: what those ask for that the books don't
 *   know yet is taken along.
 */
export function booksFacts(
  books: EarningsInputs,
  months: readonly Month[],
  others: Iterable<Pick<TallyRow, "planId" | "version">>,
  later: readonly Plan[] = [],
): BooksFacts {
  const { advisor, terms } = books;
  const unknown = later.filter(({ planId, version }) => terms.plans.version(planId, version) === undefined);
  const rows = new Map<Month, readonly TallyRow[]>();
  const plans = new Map<string, Plan>();
  const use = (plan: Plan | undefined) => {
    if (plan !== undefined) plans.set(JSON.stringify([plan.planId, plan.version]), plan);
  };
  const useRowsOf = (month: Month) => {
    const ofMonth = books.rows.get(month) ?? [];
    if (ofMonth.length > 0) rows.set(month, ofMonth);
    for (const { planId, version } of ofMonth) use(terms.plans.version(planId, version));
  };
  for (const { planId, version } of others) use(terms.plans.version(planId, version));
  for (const month of months) {
    useRowsOf(month);
    use(terms.plans.forAdvisor(advisor, lastDayOf(month)));
  }
  if ([...plans.values(), ...unknown].some(climbsTheYear)) {
    for (const month of months) for (const each of books.rows.keys()) if (each >= januaryOf(month) && each < month) useRowsOf(each);
  }
  const known = [...plans].sort(([a], [b]) => compare(a, b)).map(([, plan]) => plan);
  const last = [...months].sort().at(-1) ?? "";
  const asked = new Set([...known, ...unknown].flatMap(scoresAsked));
  // A target is the advisor's own, never the store's.
  const ownAsked = new Set([...asked, ...[...known, ...unknown].flatMap(targetsAsked)]);
  const stores = new Set((advisor.stores ?? []).map(({ storeId }) => storeId));
  return {
    advisor,
    plans: known,
    attributes: historyFacts(books.attributes, ownAsked, last),
    stores: Object.fromEntries(
      [...stores].flatMap((storeId) => {
        const history = historyFacts(terms.storeHistory(storeId), asked, last);
        return Object.keys(history).length === 0 ? [] : [[storeId, history]];
      }),
    ),
    rows: Object.fromEntries(
      [...rows].map(([month, ofMonth]) => [month, inRowOrder(ofMonth).map((row) => usedAmounts(planOf(row, [books]), row))]),
    ),
  };
}

/** Plan versions as known at a moment. */
export type KnownPlans = { readonly terms: Pick<Terms, "plans" | "ratedFacets"> };

/** Credits with the amounts that their plans' bases use. */
export function usedCredits(credits: readonly Credit[], known: readonly KnownPlans[]): Credit[] {
  return credits.map((credit) => ({ ...credit, amounts: usedAmounts(planOf(credit.recipient, known), credit.amounts) }));
}

/** Sums by seller, in order, with the amounts that their plans' bases use; sellers of whom nothing is left are left out. */
export function usedSums(sellers: readonly SellerSums[], known: readonly KnownPlans[]): SellerSums[] {
  const used = sellers.map((each) => ({
    ...each,
    rows: inRowOrder(mergePart(each.rows.map((row) => usedAmounts(planOf(row, known), row)))),
  }));
  return used.filter(({ rows }) => rows.length > 0).sort(bySellerId);
}

/** The plan version that pays something, by whichever books know it. @throws Error where none does. */
export function planOf({ planId = "", version = 0 }: Pick<Recipient, "planId" | "version">, known: readonly KnownPlans[]): CompiledPlan {
  for (const { terms } of known) {
    const plan = terms.plans.version(planId, version);
    if (plan !== undefined) return compile(plan, terms.ratedFacets);
  }
  throw new Error(`no version ${version} of plan ${planId} is known`);
}

const climbsTheYear = ({ components }: Plan): boolean => components.some(readsYear);

function historyFacts(history: AttributeHistory | undefined, asked: ReadonlySet<string>, last: Month): HistoryFacts {
  const known = [...(history ?? [])].filter(([name]) => asked.has(name));
  const upTo = known.map(([name, values]): [string, [Month, string][]] => [
    name,
    values.filter(({ month }) => month <= last).map(({ month, value }) => [month, formatDecimal(value)]),
  ]);
  return Object.fromEntries(upTo.filter(([, values]) => values.length > 0));
}
