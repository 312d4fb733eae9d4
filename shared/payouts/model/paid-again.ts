import type { Payment, PaymentState } from "./payment.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "./payment-account.ts";
import { stands } from "./payment-state.ts";

/** A payment that pays again what another one came back with, and how it stands. */
export interface PaidAgain {
  readonly payment: Payment;
  readonly state: PaymentState;
}

/** The payments that stand and pay the amount of one that came back again: where that one was paid after all, it is paid twice. */
export function paidAgainBy(payoutId: string, { payments }: Pick<PayoutAccount, "payments">, statuses: PayoutStatuses): PaidAgain[] {
  return payments.flatMap((payment): PaidAgain[] => {
    const state = stateIn(statuses, payment);
    const pays = (payment.again ?? []).some((failed) => failed.payoutId === payoutId);
    return pays && stands(state) ? [{ payment, state }] : [];
  });
}

/**
 * What an advisor was paid twice, as people have found and recorded it, minor units: payments that were corrected to paid
 * after another one had paid their amounts again. It is taken off what is paid next.
 */
export function paidTwice(account: Pick<PayoutAccount, "payments">, statuses: PayoutStatuses): bigint {
  return account.payments.reduce((total, payment) => {
    const isCorrected = payment.outcomes.some(({ corrects, kind }) => corrects !== undefined && kind === "paid");
    const isTwice = isCorrected && stands(stateIn(statuses, payment)) && paidAgainBy(payment.payoutId, account, statuses).length > 0;
    return isTwice ? total + payment.amount : total;
  }, 0n);
}
