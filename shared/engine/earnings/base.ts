import type { Amounts } from "../credits/credit.ts";
import { discountOf } from "../credits/credit.ts";
import type { CompiledPlan } from "../plan/compile.ts";

/** An amount that a plan's base takes off the price: `refunded`, `cost` or `discounts.NAME`. Minor units. */
export interface Deduction {
  readonly name: string;
  readonly amount: bigint;
}

/** Sums of which a base can be made. */
export type BaseAmounts = Pick<Amounts, "price" | "refunded" | "cost" | "discounts">;

/**
 * What a base is made of, in the order of the plan. What the plan doesn't use is not among it: an advisor is shown
 * nothing else of an order's amounts.
 */
export function takenOff({ less }: CompiledPlan, { refunded, cost, discounts }: BaseAmounts): Deduction[] {
  return [
    ...less.discounts.map((name) => ({ name: `discounts.${name}`, amount: discountOf(discounts, name) })),
    ...(less.refunded ? [{ name: "refunded", amount: refunded }] : []),
    ...(less.cost ? [{ name: "cost", amount: cost }] : []),
  ];
}

/** The amounts with everything at 0 that the plan's base doesn't use. */
export function usedAmounts<Sums extends BaseAmounts>({ less }: CompiledPlan, amounts: Sums): Sums {
  return {
    ...amounts,
    refunded: less.refunded ? amounts.refunded : 0n,
    cost: less.cost ? amounts.cost : 0n,
    discounts: Object.fromEntries(Object.entries(amounts.discounts).filter(([name]) => less.discounts.includes(name))),
  };
}
