import { sum } from "../../../base/money/money.ts";
import type { PaymentState } from "../../model/payment.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "../../model/payment-account.ts";
import { chargesOf } from "../../model/payment-state.ts";
import { type Payables, payablesBy } from "./payables.ts";

/** Where an advisor stands, from their statements and payments alone. */
export function payablesOf({ statements, payments }: Pick<PayoutAccount, "statements" | "payments">, statuses: PayoutStatuses): Payables {
  const states = payments.map((payment) => [stateIn(statuses, payment), payment.amount] as const);
  const inState = (wanted: PaymentState) => sum(states.flatMap(([state, amount]) => (state === wanted ? [amount] : [])));
  const [approved, inTransit, paid] = [inState("approved"), inState("in-transit"), inState("paid")];
  const statementTotal = sum(statements.map(({ payable }) => payable));
  return {
    statementTotal,
    outstanding: statementTotal - approved - inTransit - paid,
    approved,
    inTransit,
    paid,
    rejected: inState("rejected"),
    returned: inState("returned"),
    charges: sum(payments.map(({ outcomes }) => chargesOf(outcomes))),
    carriedForward: statements.at(-1)?.carriedForward ?? 0n,
    advances: statements.at(-1)?.draw?.outstanding ?? 0n,
  };
}

/** Where nobody stands. */
export const NO_PAYABLES = payablesBy(() => 0n);

/** Positions of different advisors together. */
export const addPayables = (left: Payables, right: Payables): Payables => payablesBy((name) => left[name] + right[name]);
