import type { Actor } from "../../access/person.ts";
import type { ActivityEntry, SubjectEntry } from "../../activity/model/activity-entry.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { type PayoutStep, takePayoutStep } from "../model/apply-step.ts";
import type { Payout, PayoutTotals } from "../model/payout.ts";
import { payoutTransitionIssues } from "../model/transitions.ts";
import type { AtGate } from "../store.ts";
import type { PayoutRequest, PayoutStepDeps } from "./deps.ts";

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
    const result = await deps.payouts.commit(stepped.payout, [lineOf(payoutId, stepped.entry)], {
      ...(gate !== undefined && { gate }),
      ...(totals !== undefined && { totals }),
    });
    return result === "committed" ? stepped.payout : RETRY;
  });
}

/** A line of the activity log under its payout. */
export const lineOf = (payoutId: string, entry: ActivityEntry): SubjectEntry => ({ subject: `payout:${payoutId}`, entry });
