import { refusal, refuse } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { mayKeepOut } from "../model/failed-payment.ts";
import type { Outcome, PaymentRecord } from "../model/payment.ts";
import { chargesOf, decidingNumber, MAX_OUTCOMES, numberOutcome, outcomeFits, reportFits, stateOf } from "../model/payment-state.ts";
import type { Payout } from "../model/payout.ts";
import { recordedTotals } from "../model/totals.ts";
import { findPayout, type PayoutStepDeps } from "./commit-step.ts";

/** `recorded`: it is there now, by this call or by an earlier one of the same answer. `known`: it says nothing new. */
export type OutcomeResult = "recorded" | "already-recorded" | "contradicts" | "not-exported";

/** What is said of an advisor's payment. */
export interface SaidOutcome {
  readonly advisorId: string;
  readonly outcome: Outcome;
}

/** Outcomes in one transaction: three items each, beside the payout and its totals. */
const OUTCOMES_A_WRITE = 32;

/** Records outcomes of a payout's payments. @returns what came of each; of several of one advisor, of the last. */
export async function recordOutcomes(
  payoutId: string,
  said: readonly SaidOutcome[],
  deps: PayoutStepDeps,
): Promise<Map<string, OutcomeResult>> {
  const results = await recordEach(payoutId, said, deps);
  return new Map(said.map(({ advisorId }, place) => [advisorId, results[place] ?? "already-recorded"]));
}

/**
 * Records outcomes of a payout's payments, in their order. Recorded again they change nothing.
 * @returns what came of each, in their order.
 * @throws RefusedError where there is no such payout or payment; RetryableError where the table stays too busy: those
 * before are recorded then.
 */
export async function recordEach(payoutId: string, said: readonly SaidOutcome[], deps: PayoutStepDeps): Promise<OutcomeResult[]> {
  const results: OutcomeResult[] = [];
  for (const group of groupsOf(said)) results.push(...(await recordGroup(payoutId, group, deps)));
  return results;
}

/** In one transaction a payment has one outcome. */
function groupsOf(said: readonly SaidOutcome[]): SaidOutcome[][] {
  const groups: SaidOutcome[][] = [];
  let known = new Set<string>();
  for (const each of said) {
    const group = groups.at(-1);
    if (group === undefined || group.length === OUTCOMES_A_WRITE || known.has(each.advisorId)) {
      groups.push([each]);
      known = new Set([each.advisorId]);
    } else {
      group.push(each);
      known.add(each.advisorId);
    }
  }
  return groups;
}

async function recordGroup(payoutId: string, group: readonly SaidOutcome[], deps: PayoutStepDeps): Promise<OutcomeResult[]> {
  return retry("the outcomes could not be recorded: the table is too busy; try again", deps.surroundings, async () => {
    // In this order: what moves after the totals were read makes the write stale.
    const payout = await findPayout(payoutId, deps);
    const totals = await deps.payouts.totals(payoutId);
    const payments = await deps.payouts.payments(
      payoutId,
      group.map(({ advisorId }) => advisorId),
    );
    const classified = group.map((each) => classify(payout, each, payments.get(each.advisorId)));
    const changes = classified.flatMap(({ change }) => change ?? []);
    if (changes.length > 0) {
      const result = await deps.payouts.record(
        payout,
        changes.map(({ payment, outcome }) => numberOutcome(payout.status, payment, outcome)),
        recordedTotals(payout, totals, changes),
        ...(changes.some(({ outcome, isReason }) => mayKeepOut(outcome) || isReason === true) ? (["raise"] as const) : []),
      );
      if (result !== "committed") return RETRY;
    }
    return classified.map(({ result }) => result);
  });
}

interface Change {
  readonly payment: PaymentRecord;
  readonly outcome: Outcome;
  /** It adds a reason: what was drafted rests on the one before. */
  readonly isReason?: true;
}

function classify(
  { payoutId, status }: Payout,
  { advisorId, outcome }: SaidOutcome,
  payment: PaymentRecord | undefined,
): { readonly result: OutcomeResult; readonly change?: Change } {
  if (payment === undefined) refuse(refusal("not-found", { what: "payment", id: `${payoutId} ${advisorId}` }));
  if (payment.outcomes.some((known) => isSame(known, outcome))) return { result: "recorded" };
  const state = stateOf(status, payment.outcomes);
  const fits =
    outcome.reportId === undefined && payment.outcomes.length < MAX_OUTCOMES
      ? outcomeFits(state, outcome.kind)
      : reportFits(state, payment.outcomes, outcome.kind, outcome);
  if (fits === "adds-reason") return { result: "recorded", change: { payment, outcome: addedTo(payment, outcome), isReason: true } };
  if (fits !== "applies") return { result: fits };
  return { result: "recorded", change: { payment, outcome } };
}

/** A further reason for what came back: no money moves with it, so charges stay as they were recorded, and that a bank said paid. */
function addedTo({ outcomes }: PaymentRecord, { charges: _, ...outcome }: Outcome): Outcome {
  const [charges, { reportedPaid }] = [chargesOf(outcomes), outcomes[decidingNumber(outcomes) - 1] ?? {}];
  return {
    ...outcome,
    ...(charges !== 0n && { charges: charges.toString() }),
    ...(reportedPaid !== undefined && { reportedPaid }),
  };
}

/** A report that is applied again says the same outcome at another instant. */
function isSame(known: Outcome, outcome: Outcome): boolean {
  if (known.kind !== outcome.kind) return false;
  return outcome.reportId === undefined ? canonicalJson(known) === canonicalJson(outcome) : known.reportId === outcome.reportId;
}
