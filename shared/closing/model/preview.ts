import type { Instant, Month } from "../../base/calendar/month.ts";
import { parseExact, stringifyExact } from "../../base/json/exact-json.ts";

/** What a close comes to, or came to. Amounts in minor units. */
export interface CloseTotals {
  readonly statements: number;
  readonly earnings: bigint;
  readonly adjustments: bigint;
  readonly manualAdjustments: bigint;
  readonly writtenOff?: bigint;
  /** What draws advance, and what is recovered of earlier advances; absent where it is nothing. */
  readonly advanced?: bigint;
  readonly recovered?: bigint;
  readonly payable: bigint;
  readonly carriedForward: bigint;
}

/** What a month adds for an advisor, or by a component, and what the last closed one added: earnings, adjustments and manual ones. */
export interface Move {
  readonly before: bigint;
  readonly expected: bigint;
}
export type AdvisorMove = Move & { readonly advisorId: string; readonly name: string };
export type ComponentMove = Move & { readonly planId: string; readonly component: string };

/** An advisor's trips that should have taken place by the month's end and of which nothing was heard. Sellers' credits only. */
export interface OverdueTrips {
  readonly advisorId: string;
  readonly name: string;
  readonly credits: number;
  readonly price: bigint;
  /** The first month in which one was expected. */
  readonly since: Month;
}

/** What a month's close is expected to come to, by the facts as they stood. */
export interface PreviewedClose {
  readonly month: Month;
  readonly at: Instant;
  readonly expected: CloseTotals;
  /** The last close that is through; none before the first. */
  readonly last?: CloseTotals & { readonly month: Month };
  /** Whose moved most, and which components did: at most 20 of each, most first. None of either before the first close. */
  readonly advisors: readonly AdvisorMove[];
  readonly components: readonly ComponentMove[];
  /** All overdue trips, and the 50 advisors with most of them by price. */
  readonly overdue: { readonly advisors: number; readonly credits: number; readonly price: bigint; readonly most: readonly OverdueTrips[] };
}

/** As it is kept. */
export const previewText = (preview: PreviewedClose): string => stringifyExact(preview);

/** Reads what was kept: amounts come back as `bigint`, counts as numbers. */
export function previewFromText(text: string): PreviewedClose {
  const kept = parseExact(text) as PreviewedClose;
  const { expected, last, overdue } = kept;
  return {
    ...kept,
    expected: withCount(expected),
    ...(last !== undefined && { last: withCount(last) }),
    overdue: {
      ...overdue,
      advisors: Number(overdue.advisors),
      credits: Number(overdue.credits),
      most: overdue.most.map((each) => ({ ...each, credits: Number(each.credits) })),
    },
  };
}

const withCount = <Totals extends CloseTotals>(totals: Totals): Totals => ({ ...totals, statements: Number(totals.statements) });
