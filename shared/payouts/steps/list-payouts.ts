import type { Payout } from "../model/payout.ts";
import type { PayoutReadDeps } from "./deps.ts";

/** All payouts, the latest first; how the payments of one stand, `readPayout` says. */
export function listPayouts({ payouts }: Pick<PayoutReadDeps, "payouts">): Promise<readonly Payout[]> {
  return payouts.list();
}
