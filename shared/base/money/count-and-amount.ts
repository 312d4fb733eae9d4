import { int, minor, record, type Stored } from "../json/codec.ts";

export const NOTHING: CountAndAmount = { count: 0, amount: 0n };

/** So many more. */
export const plus = (left: CountAndAmount, right: CountAndAmount): CountAndAmount => ({
  count: left.count + right.count,
  amount: left.amount + right.amount,
});

/** So many less. */
export const minus = (left: CountAndAmount, right: CountAndAmount): CountAndAmount => ({
  count: left.count - right.count,
  amount: left.amount - right.amount,
});

/** How many amounts there are, and their sum. */
export function countOf(items: Iterable<{ readonly amount: bigint }>): CountAndAmount {
  let [count, amount] = [0, 0n];
  for (const item of items) {
    count += 1;
    amount += item.amount;
  }
  return { count, amount };
}

/** So many, and what they come to: minor units. */
export const countAndAmount = record({ count: int, amount: minor });
export type CountAndAmount = Stored<typeof countAndAmount>;
