import { max, min } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Adjustment } from "../facts/adjustment.ts";

/** What of a write-off counts on a statement, minor units: no more than was left of the debt. */
export interface CountedWriteOff {
  readonly adjustmentId: string;
  readonly amount: bigint;
}

/** Whether an adjustment forgives a debt. */
export const isWriteOff = ({ kind }: Pick<Adjustment, "kind">): boolean => kind === "writeOff";

/**
 * What of each write-off counts. A debt is forgiven once, and never more than what was carried: where they come to more
 * (a close paid part of the debt off meanwhile, or another write-off came first), the rest counts nothing.
 * @param broughtForward the balance that the statement begins with, minor units; debts are negative.
 */
export function countWriteOffs(joining: readonly Adjustment[], broughtForward: bigint): CountedWriteOff[] {
  let left = max(-broughtForward, 0n);
  return joining
    .filter(isWriteOff)
    .sort((left, right) => compare(left.adjustmentId, right.adjustmentId))
    .map(({ adjustmentId, amount: proposed }) => {
      const amount = min(BigInt(proposed), left);
      left -= amount;
      return { adjustmentId, amount };
    });
}
