import { sum } from "../../../base/money/rounding.ts";
import type { PaymentState } from "../../model/payment.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "../../model/payment-account.ts";
import { chargesOf } from "../../model/payment-state.ts";
import { type Position, positionBy } from "./payables.ts";

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
export const NO_POSITION = positionBy(() => 0n);

/** Positions of different advisors together. */
export const addPositions = (left: Position, right: Position): Position => positionBy((name) => left[name] + right[name]);
