import type { SubjectEntry } from "../../activity/model/activity-entry.ts";
import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf, type Runtime } from "../../base/runtime/runtime.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { mayKeepOut } from "../model/failed-payment.ts";
import { paidAgainBy } from "../model/paid-again.ts";
import type { Outcome, PaymentRecord } from "../model/payment.ts";
import { correctableTo, decidingNumber, MAX_OUTCOMES, numberOutcome, outcomeFits, stateOf } from "../model/payment-state.ts";
import type { Clearance, Payout } from "../model/payout.ts";
import { reasonEffect } from "../model/reason-codes.ts";
import { recordedTotals } from "../model/totals.ts";
import { notAtBank } from "../model/transitions.ts";
import type { OutcomeEntry, OutcomesContent } from "../outcomes/content.ts";
import type { PayoutStore } from "../store.ts";
import { failedToWait } from "./read-payout.ts";

export interface OutcomeDeps {
  readonly payouts: PayoutStore;
  readonly surroundings: Runtime;
}

/** As much of an approved proposal as storing its entries looks at. */
type ApprovedOutcomes = Pick<Proposal<OutcomesContent>, "proposalId" | "authors" | "submission" | "approval" | "content">;

/** Why entries can't be stored as things stand; what the proposal has stored already is in order. */
export async function checkOutcomes(
  { entries }: OutcomesContent,
  proposalId: string | undefined,
  deps: OutcomeDeps,
): Promise<readonly RejectedEntry[]> {
  const rejected: RejectedEntry[] = [];
  for (const [place, entry] of entries.entries()) {
    const comment = await transitionIssueOf(entry, proposalId, deps);
    if (comment !== undefined) rejected.push({ place, refusal: comment });
  }
  return rejected;
}

/** Stores what two people decided of payments. Idempotent. @returns the entries that can't be stored, each with why. */
export async function storeOutcomes(proposal: ApprovedOutcomes, deps: OutcomeDeps): Promise<readonly RejectedEntry[]> {
  const rejected: RejectedEntry[] = [];
  for (const [place, entry] of proposal.content.entries.entries()) {
    const comment = await storeEntry(entry, proposal, deps);
    if (comment !== undefined) rejected.push({ place, refusal: comment });
  }
  return rejected;
}

/** An entry's payment with its payout; none where there is no such payment. */
async function paymentOf({ payoutId, advisorId }: OutcomeEntry, { payouts }: OutcomeDeps) {
  const payment = (await payouts.payments(payoutId, [advisorId])).get(advisorId);
  const payout = await payouts.find(payoutId);
  return payment === undefined || payout === undefined ? undefined : { payment, payout };
}

/** Why an entry can't be stored as things stand; nothing where it can, or is stored already. */
async function transitionIssueOf(entry: OutcomeEntry, proposalId: string | undefined, deps: OutcomeDeps): Promise<Refusal | undefined> {
  const { payoutId, advisorId } = entry;
  const found = await paymentOf(entry, deps);
  if (found === undefined) return refusal("not-found", { what: "payment", id: `${payoutId} ${advisorId}` });
  const { payment, payout } = found;
  const notSent = notAtBank(payout, "not-exported");
  if (notSent !== undefined) return notSent;
  if (proposalId !== undefined && payment.outcomes.some((outcome) => outcome.proposalId === proposalId)) return undefined;
  if (payment.outcomes.length !== entry.known) return refusal("outcome-moved", { advisorId, payoutId });
  if (payment.outcomes.length >= MAX_OUTCOMES) return refusal("outcomes-full", { advisorId, payoutId });
  if (entry.act === "confirm-details" && entry.charges !== undefined) return refusal("charges-unfit", { kind: "paid" });
  if (entry.act === "confirm-details") return confirmingHindrance(entry, proposalId, deps);
  return outcomeHindrance(entry, payout, payment, deps);
}

async function outcomeHindrance(
  { payoutId, advisorId, act, outcome: kind = "paid", code, charges }: OutcomeEntry,
  { status }: Payout,
  { outcomes, amount }: PaymentRecord,
  { payouts }: OutcomeDeps,
): Promise<Refusal | undefined> {
  const state = stateOf(status, outcomes);
  // A reason means the same, whether a file brings it or a person: the bank has the first message, and pays it.
  if (kind !== "paid" && code !== undefined && reasonEffect(code) === "says-nothing")
    return refusal("reason-of-duplication", { advisorId, payoutId, code });
  if (charges !== undefined && (kind !== "returned" || BigInt(charges) <= 0n || BigInt(charges) >= amount))
    return refusal("charges-unfit", { kind, charges, amount: amount.toString() });
  if (act === "record") return outcomeFits(state, kind) === "applies" ? undefined : refusal("outcome-contradicts", { state, kind });
  if (!correctableTo(state).includes(kind)) return refusal("correction-unfit", { state, kind });
  if (kind !== "paid") return undefined;
  // What has gone out can't be called back: paid twice is then what is true, and is shown as that.
  const statuses = new Map((await payouts.list()).map((each) => [each.payoutId, each.status]));
  const waiting = paidAgainBy(payoutId, await payouts.account(advisorId), statuses).find((each) => each.state === "approved");
  return waiting && refusal("paid-again", { payoutId: waiting.payment.payoutId, advisorId });
}

async function confirmingHindrance(
  { payoutId, advisorId, payeeVersion }: OutcomeEntry,
  proposalId: string | undefined,
  deps: OutcomeDeps,
): Promise<Refusal | undefined> {
  const { failed, account, latestVersion } = await failedToWait({ payoutId, advisorId }, deps);
  const own = account.clearances.some((each) => proposalId !== undefined && each.proposalId === proposalId);
  if (own) return undefined;
  return failed?.waits !== "needs-new-details" || latestVersion !== payeeVersion
    ? refusal("nothing-waits", { advisorId, payoutId })
    : undefined;
}

/** Stores an entry, whatever moves meanwhile. @returns why it can't be stored; nothing where it is. */
async function storeEntry(entry: OutcomeEntry, proposal: ApprovedOutcomes, deps: OutcomeDeps): Promise<Refusal | undefined> {
  const { proposalId } = proposal;
  return retry("what became of the payment could not be stored: the table is too busy; publish again", deps.surroundings, async () => {
    // The gate first: a payout that is approved after this look, and pays the amount again, makes the write stale.
    const gate = await deps.payouts.gate();
    const found = await paymentOf(entry, deps);
    const comment = await transitionIssueOf(entry, proposalId, deps);
    if (comment !== undefined || found === undefined) return comment;
    const { payment, payout } = found;
    if (entry.act === "confirm-details") {
      const clearance = clearanceOf(entry, payment, proposal, deps);
      const { clearances } = await deps.payouts.account(entry.advisorId);
      if (clearances.some((each) => each.proposalId === proposalId)) return undefined;
      if ((await deps.payouts.clear(clearance, [clearanceEntry(clearance)])) === "committed") return undefined;
      return RETRY;
    }
    if (payment.outcomes.some((outcome) => outcome.proposalId === proposalId)) return undefined;
    const totals = await deps.payouts.totals(payout.payoutId);
    const outcome = outcomeOf(entry, payment, proposal, deps);
    const numbered = numberOutcome(payout.status, payment, outcome);
    const next = recordedTotals(payout, totals, [{ payment, outcome }]);
    const moves = entry.act === "correct" ? { at: gate, raises: true } : mayKeepOut(outcome) ? "raise" : undefined;
    return (await deps.payouts.record(payout, [numbered], next, moves)) === "committed" ? undefined : RETRY;
  });
}

function outcomeOf(
  { act, outcome: kind = "paid", on, code, charges }: OutcomeEntry,
  { outcomes }: PaymentRecord,
  { proposalId, authors, submission, approval }: ApprovedOutcomes,
  deps: OutcomeDeps,
): Outcome {
  const people = { by: submission?.by ?? authors[0] ?? "", approvedBy: approval?.by ?? "", comment: submission?.comment ?? "", proposalId };
  return {
    ...{ kind, at: instantOf(deps), ...people },
    ...(on !== undefined && { on }),
    ...(code !== undefined && { code }),
    ...(charges !== undefined && { charges }),
    ...(act === "correct" && { corrects: decidingNumber(outcomes) }),
  };
}

function clearanceOf(
  { advisorId, payoutId }: OutcomeEntry,
  { outcomes }: PaymentRecord,
  { proposalId, authors, submission, approval }: ApprovedOutcomes,
  deps: OutcomeDeps,
): Clearance {
  const people = { by: submission?.by ?? authors[0] ?? "", approvedBy: approval?.by ?? "", comment: submission?.comment ?? "", proposalId };
  return { kind: "confirmed", advisorId, payoutId, number: decidingNumber(outcomes), at: instantOf(deps), ...people };
}

/** The line of the advisor's activity log that tells of it. */
export function clearanceEntry({ advisorId, payoutId, number, kind, by, at, comment, proposalId }: Clearance): SubjectEntry {
  const changes = [{ path: "payment", after: { payoutId, number, kind } }];
  return {
    subject: `advisor:${advisorId}`,
    entry: { at, by, action: "clear", changes, comment, ...(proposalId !== undefined && { proposalId }) },
  };
}
