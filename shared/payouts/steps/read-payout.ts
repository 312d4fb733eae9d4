import type { CountAndAmount } from "../../base/money/count-and-amount.ts";
import type { FinanceSettings } from "../../settings/model/finance-settings.ts";
import { changedBankSettings } from "../model/bank-settings.ts";
import type { PaymentRecord, PaymentState, PayoutLine } from "../model/payment.ts";
import { stateOf } from "../model/payment-state.ts";
import type { Payout, PayoutTotals } from "../model/payout.ts";
import { inTransitOf } from "../model/totals.ts";
import { findPayout } from "./commit-step.ts";
import type { PayoutReadDeps } from "./deps.ts";
import { readPart } from "./lines-store.ts";

/** How many shards are read ahead of whoever takes the lines. */
const READ_AHEAD = 8;

/** A payout, and how its payments stand. */
export interface PayoutOverview {
  readonly payout: Payout;
  readonly totals: PayoutTotals;
  readonly inTransit: CountAndAmount;
  /** Whether something changed what a draft may pay since it was begun: it can't be approved any more. */
  readonly isOutdated: boolean;
}

/** Dependencies of reading a payout. */
export interface ReadPayoutDeps extends Pick<PayoutReadDeps, "payouts"> {
  /** Where someone decides on a draft: without it, whether it is outdated goes by the gate alone. */
  readonly finance?: Partial<FinanceSettings>;
}

/** Reads a payout with its totals. @throws RefusedError where there is none. */
export async function readPayout(payoutId: string, deps: ReadPayoutDeps): Promise<PayoutOverview> {
  const totals = await deps.payouts.totals(payoutId);
  const payout = await findPayout(payoutId, deps);
  // A confirmation sets both: what was read before it would say that nothing was paid.
  const now = payout.status === "confirmed" ? await deps.payouts.totals(payoutId) : totals;
  const isOutdated = await isOutdatedDraft(payout, deps);
  return { payout, totals: now, inTransit: inTransitOf(payout, now), isOutdated };
}

/** Dependencies of telling whether a draft is out of date. */
export interface OutdatedDraftDeps extends Pick<ReadPayoutDeps, "finance"> {
  readonly payouts: Pick<PayoutReadDeps["payouts"], "gate">;
}

/** Whether a payout is a draft that can't be approved any more, as something changed what it may pay. */
export const isOutdatedDraft = async (payout: Payout, { payouts, finance }: OutdatedDraftDeps): Promise<boolean> =>
  payout.status === "draft" && (hasOtherSettings(payout, finance) || (await payouts.gate()) !== payout.gate);

function hasOtherSettings(payout: Payout, { debtor, templates, pain001 }: Partial<FinanceSettings> = {}): boolean {
  if (debtor === undefined || templates === undefined || pain001 === undefined) return false;
  return changedBankSettings(payout, { debtor, templates, pain001 }).length > 0;
}

/** The lines of a draft and what became of it, in the order of shards, within one by advisor; none while it is being drafted. */
export async function* payoutLines(payoutId: string, deps: PayoutReadDeps): AsyncGenerator<PayoutLine, void, undefined> {
  const { content } = await findPayout(payoutId, deps);
  if (content === undefined) return;
  const parts = [...(await deps.payouts.parts(payoutId))].sort(([a], [b]) => a - b).flatMap(([, part]) => (part.key === "" ? [] : [part]));
  for (let start = 0; start < parts.length; start += READ_AHEAD) {
    const read = await Promise.all(parts.slice(start, start + READ_AHEAD).map((part) => readPart(part, deps.archive)));
    for (const lines of read) yield* lines;
  }
}

/** A payment and how it stands. */
export interface StandingPayment {
  readonly payout: Payout;
  readonly payment: PaymentRecord;
  readonly state: PaymentState;
}

/**
 * Reads one advisor's payment of a payout, with who brought each outcome.
 * @returns undefined where it pays them nothing. @throws RefusedError where there is no such payout.
 */
export async function readPayment(
  payoutId: string,
  advisorId: string,
  deps: Pick<PayoutReadDeps, "payouts">,
): Promise<StandingPayment | undefined> {
  const { payments } = await deps.payouts.account(advisorId);
  const payment = payments.find((each) => each.payoutId === payoutId);
  const payout = await findPayout(payoutId, deps);
  return payment && { payout, payment, state: stateOf(payout.status, payment.outcomes) };
}
