import { adjustmentAuthors } from "../../adjustments/steps/find-authors.ts";
import { lastDayOf } from "../../base/calendar/month.ts";
import { type Refusal, refuse } from "../../base/issues/issue.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { storeOn } from "../../engine/facts/advisor.ts";
import { checkFormats, paymentIssue } from "../bank-files/bank-formats.ts";
import { takePayoutStep } from "../model/apply-step.ts";
import { hashBankSettings } from "../model/bank-settings.ts";
import { type DraftTerms, dueTo, leaveOut, lineOf, paidThrough, settledThrough } from "../model/draft-lines.ts";
import { contentOf, paymentsOf, totalsOfLines } from "../model/lines-file.ts";
import type { PayoutLine } from "../model/payment.ts";
import type { PayoutAccount, PayoutStatuses } from "../model/payment-account.ts";
import type { Payout } from "../model/payout.ts";
import type { NotedPart } from "../store.ts";
import { type DraftDeps, findPayout, type PayoutStepDeps, payoutEntry } from "./commit-step.ts";
import { keepLines, readPart } from "./lines-store.ts";
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

const SHARDS_CONCURRENCY = 4;

/**
 * Computes the lines of a payout that is being drafted, shard by shard, and puts its payments. Run again, or by two at
 * once, it changes nothing: of a shard the part that was noted first counts, and payments are put from that. Where time
 * runs out it has itself gone on with.
 * @throws RefusedError where there is no such payout.
 */
export async function draftPayout(payoutId: string, deps: DraftDeps, hasTime: () => boolean = () => true): Promise<Payout> {
  const payout = await findPayout(payoutId, deps);
  if (payout.status !== "drafting") return payout;
  const noted = await deps.payouts.parts(payoutId);
  const statuses = new Map((await deps.payouts.list()).map((each) => [each.payoutId, each.status]));
  const left = Array.from({ length: deps.shards }, (_, shard) => shard).filter((shard) => noted.get(shard)?.isPut !== true);
  let isOutOfTime = false;
  await inParallel(left, SHARDS_CONCURRENCY, async (shard) => {
    isOutOfTime ||= !hasTime();
    if (isOutOfTime) return;
    const part = noted.get(shard) ?? (await draftPart(payout, shard, statuses, deps));
    await deps.payouts.putPayments(paymentsOf(await readPart(part, deps.archive)));
    await deps.payouts.notePut(payoutId, shard);
  });
  if (!isOutOfTime) return finishDraft(payout, deps);
  await deps.jobs.queue("PayoutDraftQueued", { payoutId });
  return payout;
}

/** The draft stands: what its parts come to is what will be approved. */
async function finishDraft(drafting: Payout, deps: DraftDeps): Promise<Payout> {
  const { payoutId } = drafting;
  const parts = [...(await deps.payouts.parts(payoutId))].sort(([a], [b]) => a - b).map(([, part]) => part);
  const totals = contentOf(parts);
  const content = { ...totals, formats: checkFormats({ payoutId, month: drafting.month, payments: totals.payments }, deps) };
  const person = { username: drafting.drafted.by, roles: [] };
  return retry("the draft could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const payout = await findPayout(payoutId, deps);
    // Another has finished it, or it was withdrawn meanwhile.
    if (payout.status !== "drafting") return payout;
    const stepped = takePayoutStep(payout, { kind: "finish-draft", content }, { person, at: instantOf(deps) });
    if (!stepped.ok) refuse(...stepped.refusals);
    return (await deps.payouts.commit(stepped.payout, [payoutEntry(payoutId, stepped.entry)])) === "committed" ? stepped.payout : RETRY;
  });
}

/**
 * Notes why a payout could not be drafted, whatever was tried; without issues, that it is begun again. Nothing where it is
 * not being drafted any more. @returns the payout as it stands then; undefined where there is none.
 */
export function noteDraftIssues(
  payoutId: string,
  issues: readonly Refusal[] | undefined,
  deps: PayoutStepDeps,
): Promise<Payout | undefined> {
  return retry("why the draft failed could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const payout = await deps.payouts.find(payoutId);
    if (payout?.status !== "drafting") return payout;
    const { issues: _issues, restartedAt: _restartedAt, ...drafting } = payout;
    const next: Payout = {
      ...drafting,
      lockVersion: payout.lockVersion + 1,
      ...(issues === undefined ? { restartedAt: instantOf(deps) } : { issues: [...issues] }),
    };
    return (await deps.payouts.commit(next, [])) === "committed" ? next : RETRY;
  });
}
