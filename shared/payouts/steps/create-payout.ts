import type { Actor } from "../../access/person.ts";
import type { Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { month as isMonth } from "../../engine/facts/fields.ts";
import { createWith } from "../model/apply-step.ts";
import type { Payout } from "../model/payout.ts";
import { numberOfPayout, payoutIdFor } from "../model/reference.ts";
import { roleRefusals } from "../model/transitions.ts";
import { type PayoutDeps, payoutEntry } from "./commit-step.ts";
import { noteDraftIssues } from "./draft-payout.ts";

/**
 * Begins the next payout of a closed month. Whoever does work in the background drafts it, where alone payees can be opened
 * to try what banks can be told. Asked again while it is being drafted, or after that failed, it goes on with that.
 * @throws RefusedError where the month isn't closed, or a draft of it waits already.
 */
export async function createPayout({ month }: { readonly month: Month }, person: Actor, deps: PayoutDeps): Promise<Payout> {
  const refusals = roleRefusals(person);
  if (refusals.length > 0) refuse(...refusals);
  // What is no month has no close, and can't even be looked for.
  const close = isMonth.safeParse(month).success ? await deps.ledger.close(month) : undefined;
  if (close?.status !== "closed") refuse(refusal("month-not-closed", { month }));
  const begun = await begin(month, person, deps);
  const payout = begun.issues === undefined ? begun : ((await noteDraftIssues(begun.payoutId, undefined, deps)) ?? begun);
  await deps.jobs.queue("PayoutDraftQueued", { payoutId: payout.payoutId });
  return payout;
}

async function begin(month: Month, person: Actor, deps: PayoutDeps): Promise<Payout> {
  const tried = new Set<string>();
  return retry("the payout could not be begun: the table is too busy; try again", deps.surroundings, async () => {
    // The gate first: what is approved after this look can't be missed by the draft and still let it be approved.
    const gate = await deps.payouts.gate();
    const all = await deps.payouts.list();
    const ofMonth = all.filter((payout) => payout.month === month);
    const drafting = ofMonth.find((payout) => payout.status === "drafting" || tried.has(canonicalJson(payout)));
    if (drafting !== undefined) return drafting;
    const draft = ofMonth.find(({ status }) => status === "draft");
    if (draft !== undefined) refuse(refusal("draft-open", { payoutId: draft.payoutId }));
    const later = all.find((payout) => payout.month > month && payout.status !== "withdrawn");
    if (later !== undefined) refuse(refusal("later-payout", { payoutId: later.payoutId, month }));
    const number = 1 + Math.max(0, ...ofMonth.map(({ payoutId }) => numberOfPayout(payoutId)));
    const payoutId = payoutIdFor(month, number);
    const { payout, entry } = createWith({ payoutId, month, gate }, { person, at: instantOf(deps) });
    tried.add(canonicalJson(payout));
    return (await deps.payouts.commit(payout, [payoutEntry(payoutId, entry)])) === "committed" ? payout : RETRY;
  });
}
