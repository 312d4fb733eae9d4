import type { Actor } from "../../access/person.ts";
import { refuse } from "../../base/issues/issue.ts";
import { type BankSettings, changedBankSettings } from "../model/bank-settings.ts";
import type { Payout } from "../model/payout.ts";
import { type PayoutRequest, type PayoutStepDeps, stepPayout } from "./commit-step.ts";

export interface ApproveDeps extends PayoutStepDeps {
  readonly finance: BankSettings;
}

/**
 * Approves a draft, where the gate stands as when the draft began, and raises the gate: no other draft that was computed
 * without it can be approved after it.
 * @throws RefusedError where the person drafted it or proposed one of its adjustments, or something changed what it may pay or the
 * settings for banks.
 */
export function approvePayout(request: PayoutRequest, person: Actor, deps: ApproveDeps): Promise<Payout> {
  return stepPayout(
    request,
    "approve",
    person,
    async (payout) => {
      const changed = changedBankSettings(payout, deps.finance);
      if (changed.length > 0) refuse(...changed);
      return { step: { kind: "approve", gate: await deps.payouts.gate() }, gate: { at: payout.gate, raises: true } };
    },
    deps,
  );
}
