import type { Month } from "../../../../shared/base/calendar/month.ts";
import { compare } from "../../../../shared/base/text/compare.ts";
import { type ClaimedRow, claimedRowKey, fromClaimedRowKey } from "../../../../shared/engine/earnings/claimed-row.ts";
import { type SumsList, sumsFromList, sumsToList } from "../../../../shared/engine/earnings/seller-sums.ts";
import { rowKey, type Sums, type TallyRow } from "../../../../shared/engine/earnings/tally.ts";
import type { Item } from "../table.ts";

/** An update expression with its names and values. */
export interface UpdateParts {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** Short names, as rows are written most: price, refunded, cost, units, and count of credits. */
const SUMS = { p: "price", r: "refunded", c: "cost", u: "units", n: "count" } as const;
const DISCOUNT = "d.";

/**
 * Adds a row to what is stored: sums by ADD, which needs no condition and commutes.
 * @throws Error for a row that adds nothing: DynamoDB knows no empty ADD, and refuses all that is written with it.
 */
export function addToRow(row: Sums, key: string): UpdateParts {
  const names: Record<string, string> = { "#k": "k" };
  const values: Record<string, unknown> = { ":k": key };
  const adds: string[] = [];
  const add = (attribute: string, amount: bigint) => {
    if (amount === 0n) return;
    const place = adds.length;
    names[`#${place}`] = attribute;
    values[`:${place}`] = amount;
    adds.push(`#${place} :${place}`);
  };
  for (const [attribute, sum] of Object.entries(SUMS)) add(attribute, row[sum]);
  for (const [name, amount] of Object.entries(row.discounts)) add(`${DISCOUNT}${name}`, amount);
  if (adds.length === 0) throw new Error(`nothing is added to the row ${key}: leave it out`);
  return { UpdateExpression: `SET #k = :k ADD ${adds.join(", ")}`, ExpressionAttributeNames: names, ExpressionAttributeValues: values };
}

/** A stored row, with those who count it. */
export const rowFrom = (item: Item): ClaimedRow => ({ ...claimedBy(item.k as string), ...sumsFrom(item) });

function sumsFrom(item: Item): Sums {
  const discounts: Record<string, bigint> = {};
  for (const [attribute, amount] of Object.entries(item)) {
    if (attribute.startsWith(DISCOUNT) && amount !== 0n) discounts[attribute.slice(DISCOUNT.length)] = amount as bigint;
  }
  const sum = (attribute: keyof typeof SUMS) => (item[attribute] as bigint | undefined) ?? 0n;
  return { price: sum("p"), refunded: sum("r"), cost: sum("c"), units: sum("u"), count: sum("n"), discounts };
}

/** A row's key and sums, as text, since they may pass 2^53. */
type StoredRow = [key: string, ...sums: SumsList];

const MAX_KEYS = 100_000;

type Rated = Pick<TallyRow, "planId" | "version" | "facets">;

/** What a row's key says. Remembered: the same few keys stand in the rows of all advisors, and share one list of facets. */
const rated = remembered((key): Rated => {
  const [planId, version, ...facets] = JSON.parse(key) as [string, number, ...string[]];
  return { planId, version, facets };
});
const claimedBy = remembered(fromClaimedRowKey);

function remembered<Read>(read: (key: string) => Read): (key: string) => Read {
  const byKey = new Map<string, Read>();
  return (key) => {
    const known = byKey.get(key) ?? read(key);
    if (byKey.size >= MAX_KEYS) byKey.clear();
    byKey.set(key, known);
    return known;
  };
}

/** Rows of one advisor by month as one text, in a fixed order. */
export const rowsToText = (rows: ReadonlyMap<Month, readonly TallyRow[]>): string => textBy(rowKey, rows);
/** The same of rows that say who counts them. */
export const claimedRowsToText = (rows: ReadonlyMap<Month, readonly ClaimedRow[]>): string => textBy(claimedRowKey, rows);

function textBy<Row extends Sums>(keyOf: (row: Row) => string, rows: ReadonlyMap<Month, readonly Row[]>): string {
  const months = [...rows].sort(([a], [b]) => compare(a, b));
  const toLists = (ofMonth: readonly Row[]) =>
    ofMonth.map((row): StoredRow => [keyOf(row), ...sumsToList(row)]).sort(([a], [b]) => compare(a, b));
  return JSON.stringify(months.map(([month, ofMonth]) => [month, toLists(ofMonth)]));
}

/** Reads what `rowsToText` wrote, or `claimedRowsToText`. */
export const rowsFromText = (text: string): Map<Month, TallyRow[]> => rowsBy(rated, text);
export const claimedRowsFromText = (text: string): Map<Month, ClaimedRow[]> => rowsBy(claimedBy, text);

function rowsBy<Named>(read: (key: string) => Named, text: string): Map<Month, (Named & Sums)[]> {
  const stored = JSON.parse(text) as [Month, StoredRow[]][];
  return new Map(stored.map(([month, rows]) => [month, rows.map(([key, ...sums]) => ({ ...read(key), ...sumsFromList(sums) }))]));
}
