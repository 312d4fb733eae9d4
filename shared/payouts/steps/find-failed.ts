import { inParallel } from "../../base/runtime/parallel.ts";
import { latestPayee } from "../../payees/model/effective-payee.ts";
import { failedPayments, waitsFor } from "../model/failed-payment.ts";
import { type PaidAgain, paidAgainBy } from "../model/paid-again.ts";
import type { FailedPayment } from "../model/payment.ts";
import type { PayoutAccount, PayoutStatuses } from "../model/payment-account.ts";
import { stands, stateOf } from "../model/payment-state.ts";
import type { PayoutStore } from "../store.ts";

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

const READS_CONCURRENCY = 8;

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
