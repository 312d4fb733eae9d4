import type { PaymentOfPayout } from "../../../shared/payouts/model/statement-payments.ts";
import type { AdvisorPayments } from "../../../shared/payouts/steps/read-payout.ts";
import type { PaymentListResource, PaymentResource } from "./schema.response.ts";

/** A payment that is decided on. Who recorded what of it, and why, is finance's own. @param url where the advisor's resources stand. */
export function toPayment(payment: PaymentOfPayout, url: string): PaymentResource[] {
  const { payout, state, statement, outcomes } = payment;
  if (state === "drafted" || state === "void") return [];
  return [
    {
      ...payment,
      month: payout.month,
      state,
      fromStatement: statement,
      previouslyUnpaid: payment.earlier,
      executeOn: payout.exported?.executeOn,
      outcomes: outcomes.map((each) => ({ ...each, recordedAt: each.at, bankDate: each.on })),
      statementUrl: statement > 0n ? `${url}/statements/${payout.month}` : undefined,
    },
  ];
}

/** Where the advisor stands. */

/** What hinders the next payment, if anything does. */
export function toNext({ account: { hold }, payee, waits }: AdvisorPayments): PaymentListResource["next"] {
  if (hold !== undefined) return { state: "payments-on-hold", since: hold.at };
  if (payee.kind === "none") return { state: "no-payee" };
  if (waits !== undefined) return { state: "payment-failed", waitsFor: waits };
  const accountLast4 = payee.payee.accountLast4;
  return payee.kind === "ready" ? { state: "ready", accountLast4 } : { state: "payee-security-hold", accountLast4, holdUntil: payee.until };
}

/** Its place among the advisor's payments: numbers of payouts sort as numbers. */
export const placeOfPayment = ({ month, payoutId }: PaymentResource): [string, string] => [
  month,
  payoutId.slice(month.length + 1).padStart(6, "0"),
];
