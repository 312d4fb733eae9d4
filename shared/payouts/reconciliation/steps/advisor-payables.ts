import { inParallel } from "../../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../../base/runtime/runtime.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "../../model/payment-account.ts";
import type { PaymentOfPayout } from "../../model/statement-payments.ts";
import type { PayoutReadDeps } from "../../steps/commit-step.ts";
import { payablesOf } from "../model/advisor-payables.ts";
import type { Payables } from "../model/payables.ts";

/** Where an advisor stands, and from what. */
export interface AdvisorPayables extends Payables {
  readonly account: PayoutAccount;
  /** Of all payouts, the latest first. */
  readonly payments: readonly PaymentOfPayout[];
}

/** Reads where an advisor stands: one query, and the payouts that it names. Nobody of that id stands at nothing. */
export async function payablesOfAdvisor(advisorId: string, { payouts }: Pick<PayoutReadDeps, "payouts">): Promise<AdvisorPayables> {
  const account = await payouts.account(advisorId);
  const found = await inParallel(account.payments, READS_CONCURRENCY, ({ payoutId }) => payouts.find(payoutId));
  const known = new Map(found.flatMap((payout) => (payout === undefined ? [] : [[payout.payoutId, payout] as const])));
  const statuses: PayoutStatuses = new Map([...known].map(([payoutId, { status }]) => [payoutId, status]));
  const payments = account.payments.flatMap((payment) => {
    const payout = known.get(payment.payoutId);
    return payout === undefined ? [] : [{ ...payment, state: stateIn(statuses, payment), payout }];
  });
  return { ...payablesOf(account, statuses), account, payments: payments.reverse() };
}
