import type { Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import { byLine, explainEarnings } from "../earnings/explain.ts";
import type { EarningsInputs } from "../earnings/inputs.ts";
import type { CountedCredits, SellerSums } from "../earnings/seller-sums.ts";
import { addRow, isNil, negate, rowOf, type TallyRow } from "../earnings/tally.ts";
import type { Agency } from "../facts/agency.ts";
import { booksFacts, type KnownPlans, usedCredits, usedSums } from "./body-facts.ts";
import { type AdjustmentState, explainAdjustment } from "./explain-adjustment.ts";
import type { Settled, Settlement } from "./settle.ts";
import type { Statement } from "./statement.ts";

/** The form of a body. Another form has another name. */
export const BODY_FORMAT = "fenrun-statement-3";

/** That somebody above counts the advisor's credits: the hash that stands in that one's line, where their statement has it. */
export interface CreditsView {
  /** Who counts them. */
  readonly advisorId: string;
  readonly month: Month;
  /** All of them, where it is the month that the close states, else those of the orders that changed: see `creditsText`. */
  readonly creditsHash: string;
}

/** How an adjusted month stood when it was settled last, if it was, and how it stands now. */
export interface AdjustedMonth {
  readonly before: AdjustmentState | undefined;
  readonly now: AdjustmentState;
  /** What changed with sellers below since then; of a month never settled, all that comes from them. */
  readonly sellers?: readonly SellerSums[];
}

/** What a statement's body is made of. */
export interface BodyInput {
  readonly agency: Agency;
  readonly books: EarningsInputs;
  readonly settlement: Settlement & { readonly statement: Statement };
  /** The month of the agency's first close. */
  readonly firstMonth: Month;
  /** What earlier closes fixed for the advisor. */
  readonly settledBefore: Settled;
  /** The hash of the advisor's statement before; the first has none. */
  readonly previousHash: string | undefined;
  /** The month's earned credits, and for each adjusted month how it stood when settled, if it was, and how it stands now. */
  readonly credits: readonly Credit[];
  readonly adjusted: ReadonlyMap<Month, AdjustedMonth>;
  /** What of the month comes from sellers below, where the advisor has no credits of it. */
  readonly sellers?: readonly SellerSums[];
  /** Who above counts the advisor's credits, of the month and of those that changed since the close before. */
  readonly views?: readonly CreditsView[];
}

/**
 * A statement's body: the statement, everything that explains it, and the facts from which all of it can be computed
 * again. Plain data whose canonical JSON is stored, hashed, and chained to the advisor's previous statement. It is made
 * for the advisor's eyes: an amount that no base uses is not in it.
 */
export function statementBody(input: BodyInput) {
  const { agency, books, settlement, previousHash, adjusted, firstMonth, settledBefore } = input;
  const { statement, earnings, equity, manual, writeOffs } = settlement;
  const { month } = statement;
  const credits = usedCredits([...input.credits].sort(byLine), [books]);
  const sellers = usedSums(input.sellers ?? [], [books]);
  const adjustments = statement.adjustments.map(({ month: of, amount }) => {
    const standing = adjusted.get(of);
    if (standing === undefined) throw new Error(`the credits of ${of} are needed to explain its adjustment`);
    const known = standing.before === undefined ? [books] : [books, standing.before.books];
    const sums = usedSums(standing.sellers ?? [], known);
    return { standing, sums, explained: explainAdjustment(of, amount, standing.before, standing.now, sums) };
  });
  const changed = adjustments.map(({ standing, sums, explained }) => ({
    ...changedCredits(explained.month, standing, books),
    ...(sums.length === 0 ? {} : { sellers: sums }),
  }));
  const paidBy = [
    ...changed.flatMap(({ before, now }) => [...(before ?? []), ...now]).map(rowOf),
    ...[sellers, ...adjustments.map(({ sums }) => sums)].flat().flatMap(({ rows }) => rows),
  ];
  const views = [...(input.views ?? [])].sort(
    (left, right) => compare(left.month, right.month) || compare(left.advisorId, right.advisorId),
  );
  const restated = adjustments.filter(({ standing }) => standing.before !== undefined);
  const booksBefore = restated[0]?.standing.before?.books;
  const facts = booksFacts(books, [month, ...statement.adjustments.map((line) => line.month)], paidBy);
  // The month's own rows are the sums of its credits, which stand beside them.
  const { [month]: _, ...rows } = facts.rows;
  return {
    format: BODY_FORMAT,
    agency,
    advisor: books.advisor,
    statement,
    earnings: explainEarnings(earnings, credits, sellers),
    adjustments: adjustments.map(({ explained }) => explained),
    manualAdjustments: [...manual].sort((left, right) => compare(left.adjustmentId, right.adjustmentId)),
    // Only where there are any: a body without is the same as before there were write-offs.
    ...(writeOffs.length === 0 ? {} : { writeOffs }),
    equity,
    facts: {
      firstMonth,
      settledBefore: {
        byMonth: [...settledBefore.byMonth].sort(([a], [b]) => compare(a, b)),
        carriedForward: settledBefore.carriedForward,
        ...(settledBefore.advances === undefined ? {} : { advances: settledBefore.advances }),
      },
      ...facts,
      rows,
      /** The month's. */
      credits,
      ...(sellers.length === 0 ? {} : { sellers }),
      ...(views.length === 0 ? {} : { views }),
      /** Of a month that was settled before the orders that changed, of another all. */
      adjusted: changed,
      /** As they stood when the restated months were settled last. */
      before:
        booksBefore === undefined
          ? null
          : booksFacts(
              booksBefore,
              restated.map(({ explained }) => explained.month),
              paidBy,
              facts.plans,
            ),
    },
    previousHash: previousHash ?? null,
  };
}

/** A statement's body: see `statementBody`. */
export type StatementBody = ReturnType<typeof statementBody>;

/** What an adjustment comes from: the credits of a month that was settled before, but for orders that count as they did. */
function changedCredits(month: Month, { before, now }: AdjustedMonth, books: EarningsInputs) {
  if (before === undefined) return { month, before: null, now: usedCredits([...now.credits].sort(byLine), [books]) };
  return { month, ...changesOf(before.credits, now.credits, [books, before.books]) };
}

/** The credits of the orders that count otherwise than they did, in order, with the amounts that their plans' bases use. */
export function changesOf(before: readonly Credit[], now: readonly Credit[], known: readonly KnownPlans[]): CountedCredits {
  const of = (credits: readonly Credit[]) => usedCredits([...credits].sort(byLine), known);
  const [was, is] = [of(before), of(now)];
  const [ordersBefore, ordersNow] = [byOrder(was), byOrder(is)];
  const changed = ({ orderId }: Credit) => !countsAlike(ordersBefore.get(orderId) ?? [], ordersNow.get(orderId) ?? []);
  return { before: was.filter(changed), now: is.filter(changed) };
}

const byOrder = (credits: readonly Credit[]): ReadonlyMap<string, readonly Credit[]> => Map.groupBy(credits, ({ orderId }) => orderId);

/** Whether an order's credits add the same to the tally. */
function countsAlike(before: readonly Credit[], now: readonly Credit[]): boolean {
  const tally = new Map<string, TallyRow>();
  for (const credit of now) addRow(tally, rowOf(credit));
  for (const credit of before) addRow(tally, negate(rowOf(credit)));
  return [...tally.values()].every(isNil);
}
