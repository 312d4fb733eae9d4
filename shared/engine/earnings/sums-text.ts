import { compare } from "../../base/text/compare.ts";
import type { Sums } from "./tally.ts";

/** Sums as they are stored: as text, since they may pass 2^53, in a fixed order. Minor units; units and count are counts. */
export type SumsList = [price: string, refunded: string, cost: string, units: string, count: string, discounts: Record<string, string>];

/** A stored item's attributes come in no certain order, and the text must be the same whenever it is made. */
export function sumsToList({ price, refunded, cost, units, count, discounts }: Sums): SumsList {
  const names = Object.keys(discounts).sort(compare);
  const amounts = Object.fromEntries(names.map((name) => [name, `${discounts[name]}`]));
  return [`${price}`, `${refunded}`, `${cost}`, `${units}`, `${count}`, amounts];
}

/** Reads what `sumsToList` wrote. */
export function sumsFromList([price, refunded, cost, units, count, discounts]: SumsList): Sums {
  const sums = { price: BigInt(price), refunded: BigInt(refunded), cost: BigInt(cost), units: BigInt(units), count: BigInt(count) };
  return { ...sums, discounts: Object.fromEntries(Object.entries(discounts).map(([name, amount]) => [name, BigInt(amount)])) };
}
