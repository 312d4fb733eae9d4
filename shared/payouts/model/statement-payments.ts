import type { Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import type { PaymentRecord, PaymentState } from "./payment.ts";
import { stands } from "./payment-state.ts";
import type { Payout } from "./payout.ts";

/** An advisor's payment with its payout, and how it stands. */
export interface PaymentOfPayout extends PaymentRecord {
  readonly state: PaymentState;
  readonly payout: Payout;
}

/** Whether a payment has been decided on, so that it concerns the advisor: not while it is only drafted, and not once it is withdrawn. */
export const isDecided = ({ state }: Pick<PaymentOfPayout, "state">): boolean => state !== "drafted" && state !== "void";

/**
 * What pays a statement: the payments that were to pay it, oldest first; none where nothing was payable, or all of it is
 * still owed. Undefined where payments can't be told by statement to the fen: nothing is guessed then.
 */
export type PaymentsOfStatement = (month: Month) => readonly PaymentOfPayout[] | undefined;

/** Tells payments by statement. A payment pays all that is payable up to its month and that no payment stood for when it was drafted. */
export function paymentsOfStatements(statements: readonly Statement[], payments: readonly PaymentOfPayout[]): PaymentsOfStatement {
  const pays = new Map<Month, PaymentOfPayout[]>();
  let unclear: Month | undefined;
  const inOrder = payments.filter(isDecided).sort((left, right) => (left.payout.drafted.at < right.payout.drafted.at ? -1 : 1));
  for (const payment of inOrder) {
    const due = statements.filter(({ month, payable }) => {
      return payable > 0n && month <= payment.payout.month && !(pays.get(month) ?? []).some((earlier) => stoodFor(earlier, payment));
    });
    if (sum(due.map(({ payable }) => payable)) === payment.amount)
      for (const { month } of due) pays.set(month, [...(pays.get(month) ?? []), payment]);
    else if (unclear === undefined || payment.payout.month > unclear) unclear = payment.payout.month;
  }
  return (month) => (unclear !== undefined && month <= unclear ? undefined : (pays.get(month) ?? []));
}

/** Whether a payment stood when another one's draft began: it does now, or came back only later. */
function stoodFor({ state, outcomes }: PaymentOfPayout, { payout: { drafted } }: PaymentOfPayout): boolean {
  return stands(state) || !outcomes.some(({ kind, at }) => kind !== "paid" && at <= drafted.at);
}
