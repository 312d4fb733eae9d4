import type { CountAndAmount } from "../../base/money/money.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY, type Runtime } from "../../base/runtime/runtime.ts";
import { latestPayee, type PayeeNow, payeeAt } from "../../payees/model/effective-payee.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import { changedBankSettings } from "../model/bank-settings.ts";
import { failedPayments, waitsFor } from "../model/failed-payment.ts";
import { type PaidAgain, paidAgainBy } from "../model/paid-again.ts";
import type { FailedPayment, PaymentRecord, PaymentState, PayoutLine } from "../model/payment.ts";
import type { PayoutAccount, PayoutStatuses } from "../model/payment-account.ts";
import { stands, stateOf } from "../model/payment-state.ts";
import type { Payout, PayoutTotals } from "../model/payout.ts";
import { inTransitOf } from "../model/totals.ts";
import { type AdvisorPayables, payablesOfAdvisor } from "../reconciliation/steps/advisor-payables.ts";
import type { PayoutStore } from "../store.ts";
import { findPayout, type PayoutReadDeps } from "./commit-step.ts";
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

/** A payment that came back, and what its amount waits for, if anything. */
export interface WaitingPayment extends FailedPayment {
  readonly advisorId: string;
  readonly waits: ReturnType<typeof waitsFor>;
  /** The bank's own words, or those of whoever recorded it: of some reasons (NARR) they are all that is told. */
  readonly note?: string | undefined;
  /** The latest version of the advisor's payee; 0 where there is none. */
  readonly latestVersion: number;
}

interface ReadDeps {
  readonly payouts: Pick<PayoutStore, "list" | "account">;
}

/** An advisor's payment of a payout, if it came back and nothing has paid it again, with what it waits for; and what has paid it again. */
export async function failedToWait(
  { payoutId, advisorId }: { readonly payoutId: string; readonly advisorId: string },
  { payouts }: ReadDeps,
): Promise<{
  readonly failed: WaitingPayment | undefined;
  readonly account: PayoutAccount;
  readonly latestVersion: number;
  readonly paidAgain: readonly PaidAgain[];
}> {
  const account = await payouts.account(advisorId);
  const statuses = new Map((await payouts.list()).map((each) => [each.payoutId, each.status]));
  const failed = waitingOf(account, statuses).find((each) => each.payoutId === payoutId);
  return { failed, account, latestVersion: latestPayee(account.payees)?.version ?? 0, paidAgain: paidAgainBy(payoutId, account, statuses) };
}

/** An advisor's payments that came back and are not paid again, each with what it waits for. */
export function waitingOf(account: PayoutAccount, statuses: PayoutStatuses): WaitingPayment[] {
  const latestVersion = latestPayee(account.payees)?.version ?? 0;
  return failedPayments(account, statuses).map((failed) => ({
    ...failed,
    advisorId: account.advisorId,
    waits: waitsFor(failed, account),
    note: noteOf(failed, account),
    latestVersion,
  }));
}

function noteOf({ payoutId, number }: FailedPayment, { payments }: PayoutAccount): string | undefined {
  const outcome = payments.find((payment) => payment.payoutId === payoutId)?.outcomes[number - 1];
  return outcome?.note ?? outcome?.comment;
}

/**
 * All payments that came back and are not paid again, of all advisors: those that wait first, by advisor. Reads the
 * accounts of these alone, however many payments were paid, or came back and were paid again.
 */
export async function listFailedPayments({ payouts }: { readonly payouts: Pick<PayoutStore, "list" | "account" | "totals" | "failed"> }) {
  const all = await payouts.list();
  const statuses: PayoutStatuses = new Map(all.map((each) => [each.payoutId, each.status]));
  const failedIn = new Map(
    await inParallel(all, READS_CONCURRENCY, async ({ payoutId }) => {
      const { rejected, returned } = await payouts.totals(payoutId);
      const isNone = rejected.count + returned.count === 0;
      return [payoutId, isNone ? new Map<string, undefined>() : await payouts.failed(payoutId)] as const;
    }),
  );
  const isPaidAgain = (advisorId: string, by: string | undefined): boolean =>
    by !== undefined && stands(stateOf(statuses.get(by) ?? "drafting", [])) && failedIn.get(by)?.has(advisorId) === false;
  const open = [...failedIn.values()].flatMap((ofPayout) => [...ofPayout].filter(([advisorId, by]) => !isPaidAgain(advisorId, by)));
  const advisorIds = [...new Set(open.map(([advisorId]) => advisorId))].sort();
  const accounts = await inParallel(advisorIds, READS_CONCURRENCY, (advisorId) => payouts.account(advisorId));
  const failed = accounts.flatMap((account) => waitingOf(account, statuses));
  return [...failed.filter(({ waits }) => waits !== undefined), ...failed.filter(({ waits }) => waits === undefined)];
}

/** What an advisor is told of their payments: where they stand, and where the next payment would go to. */
export interface AdvisorPayments extends AdvisorPayables {
  readonly payee: PayeeNow;
  /** What a payment that came back waits for before the advisor is paid again, if anything. */
  readonly waits: WaitingPayment["waits"];
}

/** Dependencies of looking up payments. */
export interface LookingUpPayments {
  readonly payouts: PayoutReadDeps["payouts"];
  readonly surroundings: Pick<Runtime, "now">;
  readonly finance: Pick<FinanceSettings, "securityHoldDays">;
}

/** Looks up an advisor's payments. */
export async function getPayments(advisorId: string, deps: LookingUpPayments): Promise<AdvisorPayments> {
  const payables = await payablesOfAdvisor(advisorId, deps);
  const statuses = new Map(payables.payments.map(({ payoutId, payout }) => [payoutId, payout.status]));
  const waiting = waitingOf(payables.account, statuses).flatMap(({ waits }) => waits ?? []);
  const waits = waiting.find((each) => each === "needs-new-details") ?? waiting[0];
  return { ...payables, payee: payeeAt(payables.account.payees, deps.surroundings.now(), deps.finance.securityHoldDays), waits };
}
