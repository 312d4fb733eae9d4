import { sum } from "../../../base/money/rounding.ts";
import { inParallel } from "../../../base/runtime/parallel.ts";
import { RetryableError } from "../../../base/runtime/retry.ts";
import type { AccountLedger, ClosedMonth } from "../../../ledger/store/ledger-reader.ts";
import { type Balances, balancesOf } from "../../accounting/balances.ts";
import { documentOf } from "../../accounting/close-document.ts";
import { type PayoutBalancesDeps, payoutBalances } from "../../accounting/steps/payout-balances.ts";
import { type PayoutOverview, readPayout } from "../../steps/read-payout.ts";
import type { PayoutStore } from "../../store.ts";
import type { Position } from "../model/payables.ts";
import { totalPositionOf } from "../model/total-payables.ts";

/**
 * Two figures that have to be the same, minor units, each from a source of its own. `statements`: what closes added up,
 * and what of it is payable or carried. `payable`, `in-transit`, `bank` and `charges`: the journal's account, and what the
 * position says; what banks took as charges has left the bank too.
 */
export interface Tie {
  readonly what: "statements" | "payable" | "in-transit" | "bank" | "charges" | "advances";
  readonly one: bigint;
  readonly other: bigint;
}

/** Where all advisors together stand, and whether statements and journal say the same. */
export interface TotalPosition extends Position {
  /** Of all payouts, the latest first. */
  readonly byPayout: readonly PayoutOverview[];
  readonly ties: readonly Tie[];
}

/** Dependencies of the whole position. */
export interface PayablesDeps extends PayoutBalancesDeps {
  readonly accounts: Pick<AccountLedger, "closes">;
  readonly payouts: PayoutBalancesDeps["payouts"] & PayoutStore;
}

const READS_CONCURRENCY = 8;
const MAX_TRIES = 5;

/**
 * Where all advisors together stand at this moment, by closes and payouts, without a look at any of them.
 * @throws RetryableError where payments move all the time.
 */
export async function totalPosition(deps: PayablesDeps): Promise<TotalPosition> {
  const closes = await deps.accounts.closes();
  const listed = await deps.payouts.list();
  const summed = await inParallel(listed, READS_CONCURRENCY, ({ payoutId }) => standingWithBalances(payoutId, deps));
  const byPayout = summed.map(({ standing }) => standing);
  const position = totalPositionOf(
    closes.map(({ summary }) => summary),
    byPayout,
  );
  const balances = [
    ...summed.map((each) => each.balances),
    balancesOf(closes.flatMap((close) => documentOf(close, deps.finance.accounts, deps.rating.localDay))),
  ];
  return { ...position, byPayout, ties: tiesOf(position, closes, balances) };
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

function tiesOf(position: Position, closes: readonly ClosedMonth[], all: readonly Balances[]): Tie[] {
  const { stated, owed, approved, inFlight, paid, charges, carried, advances } = position;
  const grown = sum(closes.map(({ summary: { earnings, adjustments, manualAdjustments } }) => earnings + adjustments + manualAdjustments));
  // Liabilities and what goes out stand on the side of credits.
  const credit = (account: keyof Balances) => -sum(all.map((balances) => balances[account]));
  return [
    { what: "statements", one: grown, other: stated + carried },
    { what: "payable", one: credit("payable"), other: owed + approved + carried + advances },
    { what: "in-transit", one: credit("inTransit"), other: inFlight },
    { what: "bank", one: credit("bank"), other: paid + charges },
    { what: "charges", one: -credit("charges"), other: charges },
    { what: "advances", one: -credit("advances"), other: advances },
  ];
}
