import type { Actor } from "../../access/person.ts";
import type { Payout } from "../model/payout.ts";
import { needsSecond } from "../model/transitions.ts";
import { type Decided, type PayoutRequest, type PayoutStepDeps, stepPayout } from "./commit-step.ts";

type WithdrawRequest = PayoutRequest & { readonly comment: string };

/**
 * Withdraws a payout whose file no bank can have: what it was to pay is owed again. Of one whose file was downloaded it asks
 * for that, and another person confirms it. A download and a withdrawal are steps of one lock version: only one of them wins.
 * @throws RefusedError where it is confirmed, or the bank has told of one of its payments.
 */
export function withdrawPayout({ comment, ...request }: WithdrawRequest, person: Actor, deps: PayoutStepDeps): Promise<Payout> {
  return stepPayout(
    request,
    "withdraw",
    person,
    async (payout) => {
      const totals = await deps.payouts.totals(payout.payoutId);
      const step = { kind: "withdraw", comment, totals } as const;
      return needsSecond(payout) ? { step } : ending(payout, step, deps);
    },
    deps,
    comment,
  );
}

/**
 * Says as the second that no bank ever got a payout's file: it is withdrawn.
 * @throws RefusedError where nobody asked for it, the same person did, or the bank has told of one of its payments.
 */
export function confirmWithdrawal({ comment, ...request }: WithdrawRequest, person: Actor, deps: PayoutStepDeps): Promise<Payout> {
  return stepPayout(
    request,
    "confirm-withdrawal",
    person,
    async (payout) => ending(payout, { kind: "confirm-withdrawal", comment, totals: await deps.payouts.totals(payout.payoutId) }, deps),
    deps,
    comment,
  );
}

/** Cancels what someone asked for: the payout goes on as it is. @throws RefusedError where nobody asked. */
export function cancelWithdrawal({ comment, ...request }: WithdrawRequest, person: Actor, deps: PayoutStepDeps): Promise<Payout> {
  return stepPayout(request, "cancel-withdrawal", person, async () => ({ step: { kind: "cancel-withdrawal", comment } }), deps, comment);
}

/** What its payments no longer take off is owed again: only what was approved was counted by others. */
async function ending(
  { status }: Payout,
  step: Extract<Decided["step"], { readonly totals: unknown }>,
  deps: PayoutStepDeps,
): Promise<Decided> {
  if (status !== "approved" && status !== "exported") return { step };
  const gate = { at: await deps.payouts.gate(), raises: true };
  // An outcome that is recorded at the same moment comes before it, and hinders it, or finds it withdrawn.
  return status === "exported" ? { step, gate, totals: { ...step.totals, lockVersion: step.totals.lockVersion + 1 } } : { step, gate };
}
