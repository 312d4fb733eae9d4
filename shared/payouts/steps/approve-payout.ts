import type { Actor } from "../../proposals/model/transitions.ts";
import type { Payout } from "../model/payout.ts";
import { stepPayout } from "./commit-step.ts";
import type { PayoutRequest, PayoutStepping } from "./deps.ts";

/**
 * Approves a draft, where the gate stands as when the draft began, and raises the gate: no other draft that was computed
 * without it can be approved after it.
 * @throws RefusedError where the person drafted it or proposed one of its adjustments, or something changed what it may pay.
 */
export function approvePayout(request: PayoutRequest, person: Actor, p: PayoutStepping): Promise<Payout> {
  return stepPayout(
    request,
    "approve",
    person,
    async ({ gate }) => ({ step: { kind: "approve", gate: await p.payouts.gate() }, gate: { at: gate, raises: true } }),
    p,
  );
}
