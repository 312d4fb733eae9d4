import type { Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import type { ClaimedCredit } from "../../engine/credits/claimed-credit.ts";
import { interned } from "../../engine/credits/expanded-facets.ts";
import { type ClaimedRow, expandRow } from "../../engine/earnings/claimed-row.ts";
import { hashOfCredits, inRowOrder, type SellerSums, type SumsList, sumsFromList, sumsToList } from "../../engine/earnings/seller-sums.ts";
import { addRow, isNil, mergePart, type TallyRow } from "../../engine/earnings/tally.ts";
import { type CreditsView, changesOf } from "../../engine/statement/body.ts";
import type { KnownPlans } from "../../engine/statement/body-facts.ts";
import type { AdvisorRecord } from "../store/close-store.ts";
import { allOf, earnedFor } from "./counted-credits.ts";

/** What of a seller's credits somebody above counts, by month. */
export interface Contribution {
  readonly claimantId: string;
  readonly sellerId: string;
  /** The seller's, as known at the end of the period. */
  readonly name: string;
  readonly months: ReadonlyMap<Month, ContributedMonth>;
}

/** Of one month. */
export interface ContributedMonth {
  /** What was recorded in the period: rows now less rows before. */
  readonly changed: readonly TallyRow[];
  /** All of the month, where it is the one that the close states. */
  readonly whole?: readonly TallyRow[];
  /** Of what a statement's line sums: all credits of the month that the close states, else those of the orders that changed. */
  readonly creditsHash: string;
}

/** A seller's month as it is kept with them. */
export interface SellersMonth {
  readonly month: Month;
  /** The rows of the period, and those of earlier ones; these only of the month that the close states. */
  readonly rows: readonly ClaimedRow[];
  readonly earlierRows: readonly ClaimedRow[] | undefined;
  /** The earned credits as they stood before the period, and as they stand at its end. */
  readonly before: readonly ClaimedCredit[];
  readonly now: readonly ClaimedCredit[];
}

/** Whether others than the advisor that it is kept with count a row. */
export const isCountedByOthers =
  (advisorId: string) =>
  ({ claims }: ClaimedRow): boolean =>
    claims.some((claim) => claim.advisorId !== advisorId);

/**
 * What a seller's months come to for each of the others who count them, by claimant.
 * @param known plan versions as known at the end of the period, and of the one before.
 */
export function contributionsOf(
  { sellerId, name }: Pick<Contribution, "sellerId" | "name">,
  months: Iterable<SellersMonth>,
  known: readonly [KnownPlans, KnownPlans],
): Contribution[] {
  const found = new Map<string, Map<Month, ContributedMonth>>();
  for (const each of months) {
    const whole = each.earlierRows && byClaimant(sellerId, [...each.rows, ...each.earlierRows]);
    const changed = byClaimant(sellerId, each.rows);
    for (const claimantId of new Set([...changed.keys(), ...(whole?.keys() ?? [])])) {
      const [before, now] = [earnedFor(claimantId, each.before), earnedFor(claimantId, each.now)];
      const contributed: ContributedMonth = {
        changed: inOrder(changed.get(claimantId)),
        ...(whole && { whole: inOrder(whole.get(claimantId)) }),
        creditsHash: hashOfCredits(whole ? allOf(now, known) : changesOf(before, now, known)),
      };
      if (contributed.changed.length === 0 && (contributed.whole ?? []).length === 0) continue;
      const byMonth = found.get(claimantId) ?? new Map<Month, ContributedMonth>();
      found.set(claimantId, byMonth.set(each.month, contributed));
    }
  }
  return [...found].map(([claimantId, byMonth]) => ({ claimantId, sellerId, name, months: byMonth })).sort(byParties);
}

/** What each of the others counts of a seller's rows. */
function byClaimant(sellerId: string, rows: readonly ClaimedRow[]): Map<string, TallyRow[]> {
  const found = new Map<string, TallyRow[]>();
  for (const { advisorId, row } of rows.flatMap(expandRow)) {
    if (advisorId === sellerId) continue;
    const known = found.get(advisorId) ?? [];
    found.set(advisorId, known);
    known.push(row);
  }
  return found;
}

/** What sellers contributed in a close's period, by month, merged. */
export function contributedRows(contributions: readonly Contribution[]): Map<Month, TallyRow[]> {
  const byMonth = new Map<Month, Map<string, TallyRow>>();
  for (const { months } of contributions) {
    for (const [month, { changed }] of months) {
      const tally = byMonth.get(month) ?? new Map<string, TallyRow>();
      byMonth.set(month, tally);
      for (const row of changed) addRow(tally, row);
    }
  }
  const merged = [...byMonth].map(([month, tally]): [Month, TallyRow[]] => [month, inOrder([...tally.values()])]);
  return new Map(merged.filter(([, rows]) => rows.length > 0).sort(([left], [right]) => compare(left, right)));
}

/** The rows that were recorded with an advisor in one period, by month. */
export function claimedRowsOfPeriod(period: number, { claimedRows }: AdvisorRecord): Map<Month, ClaimedRow[]> {
  const rows = new Map<Month, ClaimedRow[]>();
  for (const each of claimedRows) {
    if (each.period === period && !isNil(each.row)) rows.set(each.month, [...(rows.get(each.month) ?? []), each.row]);
  }
  return rows;
}

/** What sellers contributed of a month: all of the one that the close states, of another what changed in the period. */
export function sumsOf(contributions: readonly Contribution[], month: Month): SellerSums[] {
  return contributions.flatMap(({ sellerId, name, months }) => {
    const ofMonth = months.get(month);
    return ofMonth === undefined ? [] : [{ sellerId, name, rows: ofMonth.whole ?? ofMonth.changed, creditsHash: ofMonth.creditsHash }];
  });
}

/** What those above count of a seller, by the hashes that stand in their lines. */
export function viewsOf(contributions: readonly Contribution[]): CreditsView[] {
  return contributions.flatMap(({ claimantId, months }) =>
    [...months].flatMap(([month, { changed, whole = changed, creditsHash }]): CreditsView[] =>
      whole.length === 0 ? [] : [{ advisorId: claimantId, month, creditsHash }],
    ),
  );
}

/** Contributions as lines of JSON, the same however they were found: sums are texts, as they may pass 2^53. */
export function contributionsToText(contributions: readonly Contribution[]): string {
  const lines = [...contributions].sort(byParties).map(({ claimantId, sellerId, name, months }): Line => {
    const byMonth = [...months].sort(([left], [right]) => compare(left, right));
    const lists = byMonth.map(
      ([month, { changed, whole, creditsHash }]): MonthList => [month, creditsHash, changed.map(toList), whole?.map(toList) ?? null],
    );
    return [claimantId, sellerId, name, lists];
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Reads what `contributionsToText` wrote. */
export function contributionsFromText(text: string): Contribution[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [claimantId, sellerId, name, months] = JSON.parse(line) as Line;
      const read = months.map(([month, creditsHash, changed, whole]): [Month, ContributedMonth] => [
        month,
        { changed: changed.map(fromList), ...(whole && { whole: whole.map(fromList) }), creditsHash },
      ]);
      return { claimantId, sellerId, name, months: new Map(read) };
    });
}

type Line = [claimantId: string, sellerId: string, name: string, months: MonthList[]];
type MonthList = [month: Month, creditsHash: string, changed: RowList[], whole: RowList[] | null];
type RowList = [planId: string, version: number, facets: readonly string[], ...sums: SumsList];

const toList = (row: TallyRow): RowList => [row.planId, row.version, row.facets, ...sumsToList(row)];
const fromList = ([planId, version, facets, ...sums]: RowList): TallyRow => ({
  ...{ planId, version, facets: interned(facets) },
  ...sumsFromList(sums),
});

/** Merged by key; parts, of which a row may be without a count until those of all sellers are merged. */
const inOrder = (rows: readonly TallyRow[] = []): TallyRow[] => inRowOrder(mergePart(rows));

const byParties = (left: Contribution, right: Contribution): number =>
  compare(left.claimantId, right.claimantId) || compare(left.sellerId, right.sellerId);
