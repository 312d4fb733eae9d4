import { hashOfPayee } from "../../payees/model/effective-payee.ts";
import { openPayees } from "../../payees/steps/store-payees.ts";
import type { Vault } from "../../payees/vault.ts";
import type { PaidLine } from "../bank-files/payment-line.ts";
import type { PaymentLine } from "../model/payment.ts";
import type { PayoutStore } from "../store.ts";

/** Dependencies of opening where payments go to: only what drafts payouts and makes files has them. */
export interface OpenPaymentsDeps {
  readonly payouts: Pick<PayoutStore, "payeeVersions">;
  readonly vault: Pick<Vault, "open">;
}

/**
 * Payments with where they go to, opened, in their order.
 * @throws Error where a payee's version is missing, or is not the one that was drafted.
 */
export async function openPayments(payments: readonly PaymentLine[], deps: OpenPaymentsDeps): Promise<PaidLine[]> {
  const payees = await deps.payouts.payeeVersions(payments.map(({ advisorId, payeeVersion }) => ({ advisorId, version: payeeVersion })));
  const versions = payments.map(({ advisorId, payeeVersion, payeeHash }) => {
    const payee = payees.get(advisorId);
    if (payee === undefined) throw new Error(`payee version ${payeeVersion} of ${advisorId} is missing: bring it back`);
    if (hashOfPayee(payee) !== payeeHash) throw notDrafted(advisorId);
    return payee;
  });
  const opened = await openPayees(versions, deps);
  return payments.map((payment, place) => {
    const details = opened[place];
    // What was approved shows the last four digits: nobody is paid elsewhere.
    if (details === undefined || details.account === "" || !details.account.endsWith(payment.accountLast4))
      throw notDrafted(payment.advisorId);
    return { ...payment, details };
  });
}

const notDrafted = (advisorId: string): Error =>
  new Error(`the payee of ${advisorId} is not the one that was drafted: look into it before anything is paid`);
