import { sum } from "../../../base/money/rounding.ts";
import type { PaymentState } from "../../model/payment.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "../../model/payment-account.ts";
import { chargesOf } from "../../model/payment-state.ts";
import type { Position } from "./payables.ts";

/** Where an advisor stands, from their statements and payments alone. */
export function positionOf({ statements, payments }: Pick<PayoutAccount, "statements" | "payments">, statuses: PayoutStatuses): Position {
  const states = payments.map((payment) => [stateIn(statuses, payment), payment.amount] as const);
  const inState = (wanted: PaymentState) => sum(states.flatMap(([state, amount]) => (state === wanted ? [amount] : [])));
  const [approved, inFlight, paid] = [inState("approved"), inState("in-flight"), inState("paid")];
  const stated = sum(statements.map(({ payable }) => payable));
  return {
    stated,
    owed: stated - approved - inFlight - paid,
    approved,
    inFlight,
    paid,
    rejected: inState("rejected"),
    returned: inState("returned"),
    charges: sum(payments.map(({ outcomes }) => chargesOf(outcomes))),
    carried: statements.at(-1)?.carriedForward ?? 0n,
    advances: statements.at(-1)?.draw?.outstanding ?? 0n,
  };
}

/** Where nobody stands. */
export const NO_POSITION: Position = {
  stated: 0n,
  owed: 0n,
  approved: 0n,
  inFlight: 0n,
  paid: 0n,
  rejected: 0n,
  returned: 0n,
  charges: 0n,
  carried: 0n,
  advances: 0n,
};

/** Positions of different advisors together. */
export function addPositions(left: Position, right: Position): Position {
  return {
    stated: left.stated + right.stated,
    owed: left.owed + right.owed,
    approved: left.approved + right.approved,
    inFlight: left.inFlight + right.inFlight,
    paid: left.paid + right.paid,
    rejected: left.rejected + right.rejected,
    returned: left.returned + right.returned,
    charges: left.charges + right.charges,
    carried: left.carried + right.carried,
    advances: left.advances + right.advances,
  };
}
