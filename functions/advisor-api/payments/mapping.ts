import type { PaymentOfPayout } from "../../../shared/payouts/model/statement-payments.ts";
import type { Position } from "../../../shared/payouts/reconciliation/model/payables.ts";
import type { AdvisorPayments } from "../../../shared/payouts/steps/read-advisor-payments.ts";
import type { Pay } from "../../_platform/api/money.ts";
import type { PaymentListResource, PaymentResource } from "./schema.response.ts";

/** A payment that is decided on. Who recorded what of it, and why, is finance's own. @param url where the advisor's resources stand. */
export function toPayment(payment: PaymentOfPayout, pay: Pay, url: string): PaymentResource[] {
  const { payoutId, payout, reference, state, amount, statement, earlier, accountLast4, outcomes } = payment;
  if (state === "drafted" || state === "void") return [];
  return [
    {
      object: "payment",
      payoutId,
      month: payout.month,
      reference,
      state: state === "in-flight" ? "in-transit" : state,
      amount: pay(amount),
      fromStatement: pay(statement),
      previouslyUnpaid: pay(earlier),
      accountLast4: accountLast4,
      executeOn: payout.exported?.executeOn ?? null,
      outcomes: outcomes.map(({ kind, at, on, code }) => ({ kind, recordedAt: at, bankDate: on ?? null, code: code ?? null })),
      statementUrl: statement > 0n ? `${url}/statements/${payout.month}` : null,
    },
  ];
}

/** Where the advisor stands. */
export function toPayables({ stated, owed, approved, inFlight, paid, carried }: Position, pay: Pay): PaymentListResource["payables"] {
  return {
    statementTotal: pay(stated),
    outstanding: pay(owed),
    approved: pay(approved),
    inTransit: pay(inFlight),
    paid: pay(paid),
    carriedForward: pay(carried),
  };
}

/** What hinders the next payment, if anything does. */
export function toNext({ account: { hold }, payee, waits }: AdvisorPayments): PaymentListResource["next"] {
  if (hold !== undefined) return { state: "held", since: hold.at };
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
