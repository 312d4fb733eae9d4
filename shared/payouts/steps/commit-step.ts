import type { Actor } from "../../access/person.ts";
import type { ActivityEntry, SubjectEntry } from "../../activity/model/activity-entry.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import type { JobQueue } from "../../base/runtime/jobs.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf, type ObjectStore, type Runtime } from "../../base/runtime/runtime.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import type { BankFormatDeps } from "../bank-files/bank-formats.ts";
import { type PayoutStep, takePayoutStep } from "../model/apply-step.ts";
import type { BankSettings } from "../model/bank-settings.ts";
import type { Payout, PayoutTotals } from "../model/payout.ts";
import { payoutTransitionIssues } from "../model/transitions.ts";
import type { AtGate, PayoutStore } from "../store.ts";
import type { OpenPaymentsDeps } from "./open-payments.ts";

export interface PayoutReadDeps {
  readonly payouts: PayoutStore;
  readonly archive: Pick<ObjectStore, "get">;
}

export interface PayoutStepDeps {
  readonly payouts: PayoutStore;
  readonly surroundings: Runtime;
}

export interface PayoutDeps extends PayoutStepDeps {
  readonly archive: ObjectStore;
  readonly ledger: Pick<CloseLedger, "close" | "advisorsOfShard"> & Pick<FactReader, "advisors">;
  /** Where manual adjustments were proposed. */
  readonly proposals: Pick<ProposalStore, "find" | "activity">;
  readonly jobs: JobQueue;
  readonly shards: number;
}

/** Dependencies of drafting: what the agency's banks can be told is tried with payees that are opened for it. */
export interface DraftDeps extends PayoutDeps, BankFormatDeps, OpenPaymentsDeps {
  readonly payouts: PayoutStore;
  readonly finance: Pick<FinanceSettings, "securityHoldDays"> & BankSettings;
}

/** A payout's step as it is asked for: on the lock version that was seen. */
export interface PayoutRequest {
  readonly payoutId: string;
  readonly lockVersion: number;
}

/** A step as it is decided on what was read, and on what beside the payout it depends. */
export interface Decided {
  readonly step: PayoutStep;
  readonly gate?: AtGate;
  readonly totals?: PayoutTotals;
}

/** The payout as it stands. @throws RefusedError where there is none. */
export async function findPayout(payoutId: string, { payouts }: Pick<PayoutStepDeps, "payouts">): Promise<Payout> {
  return (await payouts.find(payoutId)) ?? refuse(refusal("not-found", { what: "payout", id: payoutId }));
}

/**
 * Takes a person's step on the lock version that they saw: one conditional write. Where only the gate or the totals moved it is
 * decided anew. An answer that never came may stand for a step that was stored: then that one counts.
 * @throws RefusedError where it isn't possible, or another step came first; RetryableError where the table stays too busy.
 */
export async function stepPayout(
  { payoutId, lockVersion }: PayoutRequest,
  kind: PayoutStep["kind"],
  person: Actor,
  decide: (payout: Payout) => Promise<Decided>,
  deps: PayoutStepDeps,
  comment?: string,
): Promise<Payout> {
  const tried = new Set<string>();
  return retry("the step could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const payout = await findPayout(payoutId, deps);
    if (tried.has(canonicalJson(payout))) return payout;
    if (payout.lockVersion !== lockVersion) refuse(refusal("changed-meanwhile", { lockVersion, now: payout.lockVersion }));
    const refusals = payoutTransitionIssues(payout, kind, person, comment);
    if (refusals.length > 0) refuse(...refusals);
    const { step, gate, totals } = await decide(payout);
    const stepped = takePayoutStep(payout, step, { person, at: instantOf(deps) });
    if (!stepped.ok) refuse(...stepped.refusals);
    tried.add(canonicalJson(stepped.payout));
    const result = await deps.payouts.commit(stepped.payout, [payoutEntry(payoutId, stepped.entry)], {
      ...(gate !== undefined && { gate }),
      ...(totals !== undefined && { totals }),
    });
    return result === "committed" ? stepped.payout : RETRY;
  });
}

/** A line of the activity log under its payout. */
export const payoutEntry = (payoutId: string, entry: ActivityEntry): SubjectEntry => ({ subject: `payout:${payoutId}`, entry });
