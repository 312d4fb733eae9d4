import type { PaidLine } from "../../bank-files/payment-line.ts";
import type { PayoutLine } from "../../model/payment.ts";
import type { PayoutReadDeps } from "../../steps/commit-step.ts";
import { type OpenPaymentsDeps, openPayments } from "../../steps/open-payments.ts";
import { payoutLines } from "../../steps/read-payout.ts";

/** So many lines are held at a time. */
const BATCH = 500;

/** Dependencies of reading a payout's lines with whole account numbers. */
export type ReadingPaidLines = PayoutReadDeps & OpenPaymentsDeps;

/** A payout's lines, some at a time. */
export async function* lineBatches(payoutId: string, deps: PayoutReadDeps): AsyncGenerator<readonly PayoutLine[]> {
  let batch: PayoutLine[] = [];
  for await (const line of payoutLines(payoutId, deps)) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** A payout's payments with where they go to, opened, some at a time. @throws Error where one can't be opened as it was drafted. */
export async function* paidBatches(payoutId: string, deps: ReadingPaidLines): AsyncGenerator<readonly PaidLine[]> {
  for await (const batch of lineBatches(payoutId, deps)) {
    const payments = batch.filter((line) => line.kind === "payment");
    if (payments.length > 0) yield await openPayments(payments, deps);
  }
}
