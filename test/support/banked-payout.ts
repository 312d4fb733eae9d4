import { countOf } from "../../shared/base/money/money.ts";
import type { PaymentRecord } from "../../shared/payouts/model/payment.ts";
import { EXCLUSION_REASONS, type Payout, type PayoutContent } from "../../shared/payouts/model/payout.ts";
import { referenceOf } from "../../shared/payouts/model/reference.ts";

const PAYOUT_ID = "2026-10-1";

/** A payout that is with the bank, of which nothing is recorded: so much for each advisor, in fen. */
export function bankedPayout(amounts: Readonly<Record<string, bigint>>) {
  const payments = new Map<string, PaymentRecord>(
    Object.entries(amounts).map(([advisorId, amount]) => {
      const reference = referenceOf(PAYOUT_ID, advisorId);
      const payment = {
        payoutId: PAYOUT_ID,
        advisorId,
        reference,
        amount,
        statement: amount,
        earlier: 0n,
        payeeVersion: 1,
        payeeHash: "h",
        accountLast4: "1",
      };
      return [reference, { ...payment, outcomes: [] }];
    }),
  );
  const payout: Payout = {
    ...{ payoutId: PAYOUT_ID, month: "2026-10", status: "exported", lockVersion: 4, gate: 0 },
    drafted: { by: "fay", at: "2026-11-05T00:00:00.000Z" },
    content: {
      ...{
        hash: "",
        adjustmentAuthors: [],
        formats: [],
        again: { count: 0, amount: 0n },
        outcomeAuthors: [],
        settings: { debtor: [], formats: [] },
      },
      payments: countOf(payments.values()),
      excluded: Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, countOf([])])) as PayoutContent["excluded"],
    },
  };
  return { PAYOUT_ID, referred: { payout, payments } };
}
