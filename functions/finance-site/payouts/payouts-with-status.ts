import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { inFlightOf } from "../../../shared/payouts/model/totals.ts";
import { listPayouts } from "../../../shared/payouts/steps/list-payouts.ts";
import type { StandingPayout } from "../../../shared/payouts/views/payout-view.ts";
import type { Wiring } from "../../_platform/wiring.ts";

const READS_AT_A_TIME = 8;

/** All payouts with how their payments stand, the latest first. */
export async function standingPayouts(deps: Pick<Wiring, "payouts">): Promise<readonly StandingPayout[]> {
  return inParallel(await listPayouts(deps), READS_AT_A_TIME, async (payout) => {
    const totals = await deps.payouts.totals(payout.payoutId);
    return { payout, totals, inFlight: inFlightOf(payout, totals) };
  });
}
