import type { Statement } from "../../engine/statement/statement.ts";
import type { Payee } from "../../payees/model/payee.ts";
import type { PaymentRecord, PaymentState } from "./payment.ts";
import { stateOf } from "./payment-state.ts";
import type { Clearance, Hold, PayoutStatus } from "./payout.ts";

/** All that bears on what an advisor is to be paid. */
export interface PayoutAccount {
  readonly advisorId: string;
  /** The advisor's statements, oldest first. */
  readonly statements: readonly Statement[];
  /** The advisor's payments of all payouts, also of those that never went out, oldest first. */
  readonly payments: readonly PaymentRecord[];
  /** Versions of the advisor's payee details, oldest first. */
  readonly payees: readonly Payee[];
  readonly hold: Hold | undefined;
  /** What people decided about payments that came back. */
  readonly clearances: readonly Clearance[];
}

/** How payouts stand, by id. */
export type PayoutStatuses = ReadonlyMap<string, PayoutStatus>;

/** How a payment stands. A payout that isn't known began after the look: it is not approved. */
export function stateIn(statuses: PayoutStatuses, { payoutId, outcomes }: PaymentRecord): PaymentState {
  return stateOf(statuses.get(payoutId) ?? "drafting", outcomes);
}
