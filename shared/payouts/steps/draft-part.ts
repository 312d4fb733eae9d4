import { adjustmentAuthors } from "../../adjustments/steps/find-authors.ts";
import { lastDayOf } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { compare } from "../../base/text/compare.ts";
import { storeOn } from "../../engine/facts/advisor.ts";
import { paymentIssue } from "../bank-files/bank-formats.ts";
import { hashBankSettings } from "../model/bank-settings.ts";
import { type DraftTerms, dueTo, leaveOut, lineOf, paidThrough, settledThrough } from "../model/draft-lines.ts";
import { paymentsOf, totalsOfLines } from "../model/lines-file.ts";
import type { PayoutLine } from "../model/payment.ts";
import type { PayoutAccount, PayoutStatuses } from "../model/payment-account.ts";
import type { Payout } from "../model/payout.ts";
import type { NotedPart } from "../store.ts";
import type { DraftDeps } from "./deps.ts";
import { keepLines } from "./lines-store.ts";
import { openPayments } from "./open-payments.ts";

const ADVISORS_CONCURRENCY = 16;
/** Payees that are open in memory at once. */
const OPENED_CONCURRENCY = 500;

/** Computes the lines of a shard of advisors and notes them. @returns the part as it was noted first, by whomever. */
export async function draftPart(payout: Payout, shard: number, statuses: PayoutStatuses, deps: DraftDeps): Promise<NotedPart> {
  const { payoutId, month } = payout;
  const ids = [...(await deps.ledger.advisorsOfShard(shard))].sort(compare);
  const accounts = await inParallel(ids, ADVISORS_CONCURRENCY, (advisorId) => deps.payouts.account(advisorId));
  const due = accounts.filter((account) => dueTo(account, month, statuses) > 0n);
  // As of the draft's beginning, not of now: gone on with later, it gives the same.
  const terms = { payoutId, month, atMs: Date.parse(payout.drafted.at), securityHoldDays: deps.finance.securityHoldDays, statuses };
  const lines = await leaveOutUntold(await linesOf(due, terms, deps), month, deps);
  return deps.payouts.notePart(payoutId, shard, {
    ...(await keepLines(payoutId, shard, lines, deps.archive)),
    ...totalsOfLines(lines),
    adjustmentAuthors: await authorsOf(paidOf(due, lines), terms, deps),
    settings: hashBankSettings(deps.finance),
  });
}

async function linesOf(due: readonly PayoutAccount[], terms: DraftTerms, { ledger }: DraftDeps): Promise<PayoutLine[]> {
  const advisors = await ledger.advisors(due.map(({ advisorId }) => advisorId));
  return due.flatMap((account) => {
    const advisor = advisors.get(account.advisorId);
    const storeId = advisor && storeOn(advisor, lastDayOf(terms.month));
    return lineOf(account, { name: advisor?.name ?? account.advisorId, ...(storeId !== undefined && { storeId }) }, terms) ?? [];
  });
}

/** Payments that one of the agency's banks can't be told of are left out by name, before anybody approves them. */
async function leaveOutUntold(lines: readonly PayoutLine[], month: string, deps: DraftDeps): Promise<PayoutLine[]> {
  const told: PayoutLine[] = [];
  for (let start = 0; start < lines.length; start += OPENED_CONCURRENCY) {
    const some = lines.slice(start, start + OPENED_CONCURRENCY);
    const opened = new Map((await openPayments(paymentsOf(some), deps)).map((line) => [line.advisorId, line] as const));
    for (const line of some) {
      const paid = opened.get(line.advisorId);
      const issue = line.kind === "payment" && paid !== undefined ? paymentIssue(paid, month, deps) : undefined;
      told.push(line.kind === "payment" && issue !== undefined ? leaveOut(line, issue) : line);
    }
  }
  return told;
}

function paidOf(due: readonly PayoutAccount[], lines: readonly PayoutLine[]): PayoutAccount[] {
  const paid = new Set(paymentsOf(lines).map(({ advisorId }) => advisorId));
  return due.filter(({ advisorId }) => paid.has(advisorId));
}

/**
 * Who proposed the manual adjustments that these payments may pay: those of statements that none has surely paid before,
 * and those of earlier months whose balance such a statement carried in.
 */
async function authorsOf(accounts: readonly PayoutAccount[], { month: to, statuses }: DraftTerms, deps: DraftDeps): Promise<string[]> {
  const ids = await inParallel(accounts, ADVISORS_CONCURRENCY, async (account) => {
    const through = settledThrough(account, paidThrough(account, statuses)) ?? "";
    const adjustments = await deps.payouts.adjustments(account.advisorId);
    return adjustments.flatMap(({ month, adjustmentId }) => (month > through && month <= to ? [adjustmentId] : []));
  });
  return ids.flat().length === 0 ? [] : adjustmentAuthors(ids.flat(), deps);
}
