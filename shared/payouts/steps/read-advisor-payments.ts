import type { Runtime } from "../../base/runtime/runtime.ts";
import { type PayeeNow, payeeAt } from "../../payees/model/effective-payee.ts";
import type { FinanceSettings } from "../../settings/model/finance-settings.ts";
import { type AdvisorPayables, payablesOfAdvisor } from "../reconciliation/steps/advisor-payables.ts";
import type { PayoutReadDeps } from "./deps.ts";
import { type WaitingPayment, waitingOf } from "./find-failed.ts";

/** What an advisor is told of their payments: where they stand, and where the next payment would go to. */
export interface AdvisorPayments extends AdvisorPayables {
  readonly payee: PayeeNow;
  /** What a payment that came back waits for before the advisor is paid again, if anything. */
  readonly waits: WaitingPayment["waits"];
}

/** Dependencies of looking up payments. */
export interface LookingUpPayments {
  readonly payouts: PayoutReadDeps["payouts"];
  readonly surroundings: Pick<Runtime, "now">;
  readonly finance: Pick<FinanceSettings, "securityHoldDays">;
}

/** Looks up an advisor's payments. */
export async function getPayments(advisorId: string, deps: LookingUpPayments): Promise<AdvisorPayments> {
  const payables = await payablesOfAdvisor(advisorId, deps);
  const statuses = new Map(payables.payments.map(({ payoutId, payout }) => [payoutId, payout.status]));
  const waiting = waitingOf(payables.account, statuses).flatMap(({ waits }) => waits ?? []);
  const waits = waiting.find((each) => each === "needs-new-details") ?? waiting[0];
  return { ...payables, payee: payeeAt(payables.account.payees, deps.surroundings.now(), deps.finance.securityHoldDays), waits };
}
