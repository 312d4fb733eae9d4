import { PAYEE_FIELDS, type PayeeDetails } from "../../../payees/model/payee.ts";
import type { Vault } from "../../../payees/vault.ts";
import type { PaidLine } from "../../bank-files/payment-line.ts";
import type { PaymentLine, PayoutLine } from "../../model/payment.ts";
import type { ReadingPayouts } from "../../steps/deps.ts";
import { payoutLines } from "../../steps/read-payout.ts";
import type { PayoutStore } from "../../store.ts";

/** So many lines are held at a time. */
const BATCH = 500;

/** What reading a payout's lines with whole account numbers needs from outside. */
export interface ReadingPaidLines extends ReadingPayouts {
  readonly vault: Pick<Vault, "open">;
}

/** A payout's lines, some at a time. */
export async function* lineBatches(payoutId: string, p: ReadingPayouts): AsyncGenerator<readonly PayoutLine[]> {
  let batch: PayoutLine[] = [];
  for await (const line of payoutLines(payoutId, p)) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** A payout's payments with where they go to, opened, some at a time. @throws Error where one can't be opened as it was drafted. */
export async function* paidBatches(payoutId: string, p: ReadingPaidLines): AsyncGenerator<readonly PaidLine[]> {
  for await (const batch of lineBatches(payoutId, p)) {
    const payments = batch.filter((line) => line.kind === "payment");
    if (payments.length > 0) yield await withDetails(payments, p);
  }
}

async function withDetails(
  payments: readonly PaymentLine[],
  { payouts, vault }: { readonly payouts: Pick<PayoutStore, "payeeVersions">; readonly vault: Pick<Vault, "open"> },
): Promise<PaidLine[]> {
  const payees = await payouts.payeeVersions(payments.map(({ advisorId, payeeVersion }) => ({ advisorId, version: payeeVersion })));
  const sealed = payments.flatMap(({ advisorId, payeeVersion: version }) => {
    const payee = payees.get(advisorId);
    if (payee === undefined) throw new Error(`payee version ${version} of ${advisorId} is missing: bring it back`);
    return PAYEE_FIELDS.map((field) => ({ place: { advisorId, version, field }, sealed: payee.sealed[field] }));
  });
  const opened = await vault.open(sealed);
  return payments.map((payment, index) => {
    const ofHers = PAYEE_FIELDS.map((field, place) => [field, opened[index * PAYEE_FIELDS.length + place] ?? ""] as const);
    const details = Object.fromEntries(ofHers) as PayeeDetails;
    // What was approved shows the last four digits: nobody is paid elsewhere.
    if (details.account === "" || !details.account.endsWith(payment.last4))
      throw new Error(`the payee of ${payment.advisorId} is not the one that was drafted: look into it before anything is paid`);
    return { ...payment, details };
  });
}
