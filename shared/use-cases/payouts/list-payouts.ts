import type { Payout } from "../../payout/payout.ts";
import type { ReadingPayouts } from "./paying.ts";

/** All payouts, the latest first; how the payments of one stand, `readPayout` says. */
export function listPayouts({ payouts }: Pick<ReadingPayouts, "payouts">): Promise<readonly Payout[]> {
  return payouts.list();
}
