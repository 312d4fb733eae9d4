import type { Refusal } from "../../base/issues/refusal.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import type { Payout } from "../model/payout.ts";
import type { PayoutStepDeps } from "./deps.ts";

/**
 * Notes why a payout could not be drafted, whatever was tried; without issues, that it is begun again. Nothing where it is
 * not being drafted any more. @returns the payout as it stands then; undefined where there is none.
 */
export function noteDraftIssues(
  payoutId: string,
  issues: readonly Refusal[] | undefined,
  deps: PayoutStepDeps,
): Promise<Payout | undefined> {
  return retry("why the draft failed could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const payout = await deps.payouts.find(payoutId);
    if (payout?.status !== "drafting") return payout;
    const { issues: _issues, restartedAt: _restartedAt, ...drafting } = payout;
    const next: Payout = {
      ...drafting,
      lockVersion: payout.lockVersion + 1,
      ...(issues === undefined ? { restartedAt: instantOf(deps) } : { issues: [...issues] }),
    };
    return (await deps.payouts.commit(next, [])) === "committed" ? next : RETRY;
  });
}
