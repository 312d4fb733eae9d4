import type { Month } from "../../../shared/calendar/month.ts";
import { rowKey, type TallyRow } from "../../../shared/earnings/tally.ts";
import { parseExact, stringifyExact } from "../../../shared/json/exact-json.ts";
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

/** Rows by month as one text, sums exact. */
export function rowsToText(rows: ReadonlyMap<Month, readonly TallyRow[]>): string {
  return stringifyExact(
    [...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, ofMonth]) => [
        month,
        [...ofMonth]
          .map((row): [string, TallyRow] => [rowKey(row), row])
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, { planId, version, facets, price, refunded, cost, units, count, discounts }]) => [
            planId,
            version,
            facets,
            price,
            refunded,
            cost,
            units,
            count,
            discounts,
          ]),
      ]),
  );
}

/** Reads what `rowsToText` wrote. */
export function rowsFromText(text: string): Map<Month, TallyRow[]> {
  type Stored = [string, bigint, string[], bigint, bigint, bigint, bigint, bigint, Record<string, bigint>];
  const stored = parseExact(text) as [Month, Stored[]][];
  return new Map(
    stored.map(([month, rows]) => [
      month,
      rows.map(([planId, version, facets, price, refunded, cost, units, count, discounts]) => ({
        planId,
        version: Number(version),
        facets,
        price,
        refunded,
        cost,
        units,
        count,
        discounts,
      })),
    ]),
  );
}
