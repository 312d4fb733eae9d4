import type { Month } from "../../../shared/calendar/month.ts";
import { compare } from "../../../shared/credits/recipients.ts";
import { rowKey, type TallyRow } from "../../../shared/earnings/tally.ts";
import type { Item } from "./table.ts";

/** An update expression with its names and values. */
export interface UpdateParts {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** Short names, as rows are written most: price, refunded, cost, units, and count of credits. */
const SUMS = { p: "price", r: "refunded", c: "cost", u: "units", n: "count" } as const;
const DISCOUNT = "d.";

/** Adds a row to what is stored: sums by ADD, which needs no condition and commutes. */
export function addToRow(row: TallyRow): UpdateParts {
  const names: Record<string, string> = { "#k": "k" };
  const values: Record<string, unknown> = { ":k": rowKey(row) };
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
  return { UpdateExpression: `SET #k = :k ADD ${adds.join(", ")}`, ExpressionAttributeNames: names, ExpressionAttributeValues: values };
}

/** A stored row. */
export function rowFrom(item: Item): TallyRow {
  const [planId, version, ...facets] = JSON.parse(item.k as string) as [string, number, ...string[]];
  const discounts: Record<string, bigint> = {};
  for (const [attribute, amount] of Object.entries(item)) {
    if (attribute.startsWith(DISCOUNT) && amount !== 0n) discounts[attribute.slice(DISCOUNT.length)] = amount as bigint;
  }
  const sum = (attribute: keyof typeof SUMS) => (item[attribute] as bigint | undefined) ?? 0n;
  return { planId, version, facets, price: sum("p"), refunded: sum("r"), cost: sum("c"), units: sum("u"), count: sum("n"), discounts };
}

/** A row's values in their order; sums as text, since they may pass 2^53. */
type StoredRow = [planId: string, version: number, facets: readonly string[], ...sums: string[], discounts: Record<string, string>];

/** Rows by month as one text, in a fixed order. */
export function rowsToText(rows: ReadonlyMap<Month, readonly TallyRow[]>): string {
  const byKey = (a: TallyRow, b: TallyRow) => compare(rowKey(a), rowKey(b));
  const months = [...rows].sort(([a], [b]) => compare(a, b));
  return JSON.stringify(months.map(([month, ofMonth]) => [month, [...ofMonth].sort(byKey).map(rowToList)]));
}

/** Reads what `rowsToText` wrote. */
export function rowsFromText(text: string): Map<Month, TallyRow[]> {
  const stored = JSON.parse(text) as [Month, StoredRow[]][];
  return new Map(stored.map(([month, rows]) => [month, rows.map(rowFromList)]));
}

function rowToList({ planId, version, facets, price, refunded, cost, units, count, discounts }: TallyRow): StoredRow {
  const ofDiscounts = Object.fromEntries(Object.entries(discounts).map(([name, amount]) => [name, amount.toString()]));
  return [planId, version, facets, ...[price, refunded, cost, units, count].map(String), ofDiscounts];
}

function rowFromList([planId, version, facets, ...rest]: StoredRow): TallyRow {
  const [price = 0n, refunded = 0n, cost = 0n, units = 0n, count = 0n] = (rest.slice(0, -1) as string[]).map(BigInt);
  const discounts = Object.fromEntries(
    Object.entries(rest.at(-1) as Record<string, string>).map(([name, amount]) => [name, BigInt(amount)]),
  );
  return { planId, version, facets, price, refunded, cost, units, count, discounts };
}
