import type { Actor } from "../../access/person.ts";
import type { Payout } from "../model/payout.ts";
import { confirmedTotals } from "../model/totals.ts";
import { type PayoutRequest, type PayoutStepDeps, stepPayout } from "./commit-step.ts";

/**
 * Confirms an exported payout: all that has no outcome of its own is paid, by one write that also sets the totals. An
 * outcome that is recorded at the same moment comes before it or after it, never in between.
 * @throws RefusedError where it was not exported, or no reason is given.
 */
export function confirmPayout(
  { comment, ...request }: PayoutRequest & { readonly comment: string },
  person: Actor,
  deps: PayoutStepDeps,
): Promise<Payout> {
  return stepPayout(
    request,
    "confirm",
    person,
    async (payout) => {
      const totals = await deps.payouts.totals(payout.payoutId);
      return { step: { kind: "confirm", comment, totals }, totals: confirmedTotals(payout, totals) };
    },
    deps,
    comment,
  );
}
