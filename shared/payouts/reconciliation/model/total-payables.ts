import { sum } from "../../../base/money/money.ts";
import type { Payout, PayoutTotals } from "../../model/payout.ts";
import { inTransitOf } from "../../model/totals.ts";
import type { Payables } from "./payables.ts";

/** What a close came to, minor units: of all its statements. */
export interface CloseSums {
  readonly payable: bigint;
  readonly carriedForward: bigint;
  readonly advanced?: bigint;
  readonly recovered?: bigint;
  readonly advancesWrittenOff?: bigint;
}

/** A payout and how its payments stand. */
export interface StandingPayout {
  readonly payout: Payout;
  readonly totals: PayoutTotals;
}

/**
 * Where all advisors together stand, by what closes and payouts come to, without a look at any of them.
 * @param closes those that are through, the latest first; whoever has a balance has a statement in each.
 */
export function totalPayablesOf(closes: readonly CloseSums[], payouts: readonly StandingPayout[]): Payables {
  const statementTotal = sum(closes.map(({ payable }) => payable));
  const approved = sum(payouts.map(({ payout: { status, content } }) => (status === "approved" ? (content?.payments.amount ?? 0n) : 0n)));
  const inTransit = sum(payouts.map(({ payout, totals }) => inTransitOf(payout, totals).amount));
  const paid = sum(payouts.map(({ totals }) => totals.paid.amount));
  return {
    statementTotal,
    outstanding: statementTotal - approved - inTransit - paid,
    approved,
    inTransit,
    paid,
    rejected: sum(payouts.map(({ totals }) => totals.rejected.amount)),
    returned: sum(payouts.map(({ totals }) => totals.returned.amount)),
    charges: sum(payouts.map(({ totals }) => totals.charges)),
    carriedForward: closes[0]?.carriedForward ?? 0n,
    advances: sum(closes.map(({ advanced = 0n, recovered = 0n, advancesWrittenOff = 0n }) => advanced - recovered - advancesWrittenOff)),
  };
}
