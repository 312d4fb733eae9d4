import type { Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { interned } from "../../engine/credits/expanded-facets.ts";
import { type ClaimedRow, expandRow } from "../../engine/earnings/claimed-row.ts";
import { mergePart, rowKey, type TallyRow } from "../../engine/earnings/tally.ts";
import type { AdvisorRecord } from "../store/close-store.ts";

/** What of a seller's rows of one period somebody above counts. */
export interface Contribution {
  readonly claimantId: string;
  readonly sellerId: string;
  /** By month; merged, and parts: a row may be without a count until those of all sellers are merged. */
  readonly rows: ReadonlyMap<Month, readonly TallyRow[]>;
}

/** What a seller's rows of one period come to for each of the others who count them, by claimant. */
export function contributionsOf(
  sellerId: string,
  rows: Iterable<{ readonly month: Month; readonly row: ClaimedRow }>,
): readonly Contribution[] {
  const found = new Map<string, Map<Month, TallyRow[]>>();
  for (const { month, row: claimed } of rows) {
    for (const { advisorId, row } of expandRow(claimed)) {
      if (advisorId === sellerId) continue;
      const byMonth = found.get(advisorId) ?? new Map<Month, TallyRow[]>();
      found.set(advisorId, byMonth);
      const ofMonth = byMonth.get(month) ?? [];
      byMonth.set(month, ofMonth);
      ofMonth.push(row);
    }
  }
  return [...found]
    .sort(([left], [right]) => compare(left, right))
    .map(([claimantId, byMonth]) => ({ claimantId, sellerId, rows: merged(byMonth) }))
    .filter(({ rows }) => rows.size > 0);
}

/**
 * A record with what sellers contributed in a period among its rows, merged: as if the copies had been written there. Own
 * rows that others count differently are told apart where they are kept, and are one here.
 */
export function withContributions(record: AdvisorRecord, period: number, contributions: readonly Contribution[]): AdvisorRecord {
  const ofPeriod = new Map<Month, TallyRow[]>();
  const add = (month: Month, rows: readonly TallyRow[]) => ofPeriod.set(month, [...(ofPeriod.get(month) ?? []), ...rows]);
  for (const each of record.rows) if (each.period === period) add(each.month, [each.row]);
  for (const { rows } of contributions) for (const [month, ofMonth] of rows) add(month, ofMonth);
  const others = record.rows.filter((each) => each.period !== period);
  return {
    ...record,
    rows: [...others, ...[...merged(ofPeriod)].flatMap(([month, rows]) => rows.map((row) => ({ period, month, row })))],
  };
}

/** Contributions as lines of JSON, the same however they were found: sums are texts, as they may pass 2^53. */
export function contributionsToText(contributions: readonly Contribution[]): string {
  const inOrder = [...contributions].sort(
    (left, right) => compare(left.claimantId, right.claimantId) || compare(left.sellerId, right.sellerId),
  );
  const lines = inOrder.map(
    ({ claimantId, sellerId, rows }): Line => [claimantId, sellerId, [...rows].map(([month, each]) => [month, each.map(toList)])],
  );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Reads what `contributionsToText` wrote. */
export function contributionsFromText(text: string): Contribution[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [claimantId, sellerId, rows] = JSON.parse(line) as Line;
      return { claimantId, sellerId, rows: new Map(rows.map(([month, ofMonth]) => [month, ofMonth.map(fromList)])) };
    });
}

type Line = [claimantId: string, sellerId: string, rows: [Month, RowList[]][]];
type RowList = [
  planId: string,
  version: number,
  facets: readonly string[],
  price: string,
  refunded: string,
  cost: string,
  units: string,
  count: string,
  discounts: Record<string, string>,
];

function toList({ planId, version, facets, price, refunded, cost, units, count, discounts }: TallyRow): RowList {
  const names = Object.keys(discounts).sort(compare);
  const amounts = Object.fromEntries(names.map((name) => [name, `${discounts[name]}`]));
  return [planId, version, facets, `${price}`, `${refunded}`, `${cost}`, `${units}`, `${count}`, amounts];
}

function fromList([planId, version, facets, price, refunded, cost, units, count, discounts]: RowList): TallyRow {
  const sums = { price: BigInt(price), refunded: BigInt(refunded), cost: BigInt(cost), units: BigInt(units), count: BigInt(count) };
  const amounts = Object.fromEntries(Object.entries(discounts).map(([name, amount]) => [name, BigInt(amount)]));
  return { planId, version, facets: interned(facets), ...sums, discounts: amounts };
}

/** By month, each month's rows by key; a month in which nothing is left is left out. */
function merged(byMonth: ReadonlyMap<Month, readonly TallyRow[]>): Map<Month, TallyRow[]> {
  const months = [...byMonth].sort(([left], [right]) => compare(left, right));
  const rows = months.map(([month, ofMonth]): [Month, TallyRow[]] => [
    month,
    mergePart(ofMonth).sort((left, right) => compare(rowKey(left), rowKey(right))),
  ]);
  return new Map(rows.filter(([, ofMonth]) => ofMonth.length > 0));
}
