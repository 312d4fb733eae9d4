import { sum } from "../../../base/money/money.ts";
import { inParallel } from "../../../base/runtime/parallel.ts";
import { RetryableError } from "../../../base/runtime/retry.ts";
import { READS_CONCURRENCY } from "../../../base/runtime/runtime.ts";
import type { AccountLedger, ClosedMonth } from "../../../ledger/store/ledger-reader.ts";
import { type Balances, balancesOf } from "../../accounting/balances.ts";
import { documentOf } from "../../accounting/close-document.ts";
import { type PayoutBalancesDeps, payoutBalances } from "../../accounting/steps/payout-balances.ts";
import { type PayoutOverview, readPayout } from "../../steps/read-payout.ts";
import type { PayoutStore } from "../../store.ts";
import type { Payables } from "../model/payables.ts";
import { totalPayablesOf } from "../model/total-payables.ts";

/**
 * Two figures that have to be the same, minor units, each from a source of its own. `statements`: what closes added up,
 * and what of it is payable or carried. `payable`, `in-transit`, `bank` and `charges`: the journal's account, and what the
 * position says; what banks took as charges has left the bank too.
 */
export interface ReconciliationCheck {
  readonly name: "statements" | "payable" | "in-transit" | "bank" | "charges" | "advances";
  readonly left: bigint;
  readonly right: bigint;
}

/** Where all advisors together stand, and whether statements and journal say the same. */
export interface TotalPayables extends Payables {
  /** Of all payouts, the latest first. */
  readonly byPayout: readonly PayoutOverview[];
  readonly checks: readonly ReconciliationCheck[];
}

export interface PayablesDeps extends PayoutBalancesDeps {
  readonly accounts: Pick<AccountLedger, "closes">;
  readonly payouts: PayoutBalancesDeps["payouts"] & PayoutStore;
}

const MAX_TRIES = 5;

/**
 * Where all advisors together stand at this moment, by closes and payouts, without a look at any of them.
 * @throws RetryableError where payments move all the time.
 */
export async function totalPayables(deps: PayablesDeps): Promise<TotalPayables> {
  const closes = await deps.accounts.closes();
  const listed = await deps.payouts.list();
  const summed = await inParallel(listed, READS_CONCURRENCY, ({ payoutId }) => standingWithBalances(payoutId, deps));
  const byPayout = summed.map(({ standing }) => standing);
  const payables = totalPayablesOf(
    closes.map(({ summary }) => summary),
    byPayout,
  );
  const balances = [
    ...summed.map((each) => each.balances),
    balancesOf(closes.flatMap((close) => documentOf(close, deps.finance.accounts, deps.rating.localDay))),
  ];
  return { ...payables, byPayout, checks: checksOf(payables, closes, balances) };
}

/** A payout as it stands, and what the journal says of it at the same moment. */
async function standingWithBalances(
  payoutId: string,
  deps: PayablesDeps,
): Promise<{ readonly standing: PayoutOverview; readonly balances: Balances }> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const standing = await readPayout(payoutId, deps);
    const balances = standing.payout.exported === undefined ? balancesOf([]) : await payoutBalances(standing, deps);
    if (balances !== undefined) return { standing, balances };
  }
  throw new RetryableError(`payments of ${payoutId} move all the time; try again`);
}

function checksOf(payables: Payables, closes: readonly ClosedMonth[], all: readonly Balances[]): ReconciliationCheck[] {
  const { statementTotal, outstanding, approved, inTransit, paid, charges, carriedForward, advances } = payables;
  const grown = sum(closes.map(({ summary: { earnings, adjustments, manualAdjustments } }) => earnings + adjustments + manualAdjustments));
  // Liabilities and what goes out stand on the side of credits.
  const credit = (account: keyof Balances) => -sum(all.map((balances) => balances[account]));
  return [
    { name: "statements", left: grown, right: statementTotal + carriedForward },
    { name: "payable", left: credit("payable"), right: outstanding + approved + carriedForward + advances },
    { name: "in-transit", left: credit("inTransit"), right: inTransit },
    { name: "bank", left: credit("bank"), right: paid + charges },
    { name: "charges", left: -credit("charges"), right: charges },
    { name: "advances", left: -credit("advances"), right: advances },
  ];
}
