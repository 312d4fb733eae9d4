import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import { mergePart, negate, rowKey, rowOf, type Sums, type TallyRow } from "./tally.ts";

/** What an advisor counts of somebody else's credits of a month. */
export interface SellerRows {
  readonly sellerId: string;
  /** As the seller was called when the period ended. */
  readonly name: string;
  /** Merged; a row may be without a count, where another way counts the units. */
  readonly rows: readonly TallyRow[];
}

/** The same as it stands in a statement's body instead of the credits. */
export interface SellerSums extends SellerRows {
  /** Of the credits that the rows are the sums of: see `creditsText`. */
  readonly creditsHash: string;
}

/** A seller's credits as one above counts them: all of a month, or those of the orders that changed, as they stood before and as they stand now. */
export interface CountedCredits {
  readonly before: readonly Credit[];
  readonly now: readonly Credit[];
}

/** The text over which the hash of a seller's credits is. @param counted in the order of `byLine`, with the amounts that their plan's base uses. */
export const creditsText = ({ before, now }: CountedCredits): string => canonicalJson({ before, now });

/** The hash (SHA-256) of a seller's credits as the one above counts them. */
export const hashOfCredits = (counted: CountedCredits): string => sha256Hex(creditsText(counted));

/**
 * Whether credits sum to a seller's rows, whatever the counts: of a credit that reaches the one above by several sellers one
 * counts it, which the credits don't tell.
 */
export function sumUpTo(rows: readonly TallyRow[], { before, now }: CountedCredits): boolean {
  const sums = [...now.map(rowOf), ...before.map((credit) => negate(rowOf(credit)))];
  const told = (all: readonly TallyRow[]) => canonicalJson(inRowOrder(mergePart(all.map((row) => ({ ...row, count: 0n })))));
  return told(sums) === told(rows);
}

/** In the order in which rows stand in a statement's body. */
export const inRowOrder = (rows: readonly TallyRow[]): TallyRow[] => [...rows].sort((left, right) => compare(rowKey(left), rowKey(right)));

/** In the order in which remainders are handed out to sellers. */
export const bySellerId = (left: Pick<SellerSums, "sellerId">, right: Pick<SellerSums, "sellerId">): number =>
  compare(left.sellerId, right.sellerId);

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
