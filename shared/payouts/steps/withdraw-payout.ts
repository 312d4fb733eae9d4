import type { Actor } from "../../proposals/model/transitions.ts";
import type { Payout } from "../model/payout.ts";
import { stepPayout } from "./commit-step.ts";
import type { PayoutRequest, PayoutStepping } from "./deps.ts";

/** Withdraws a payout that has not gone out: what it was to pay is owed again. @throws RefusedError where it went out. */
export function withdrawPayout(
  { why, ...request }: PayoutRequest & { readonly why: string },
  person: Actor,
  p: PayoutStepping,
): Promise<Payout> {
  return stepPayout(
    request,
    "withdraw",
    person,
    async ({ status }) => ({
      step: { kind: "withdraw", why },
      // Only what was approved was counted by others.
      ...(status === "approved" && { gate: { at: await p.payouts.gate(), raises: true } }),
    }),
    p,
    why,
  );
}
