import { RetryableError } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { ApplyDeps } from "../../ledger/record/apply-events.ts";
import { applyEvents } from "../../ledger/record/apply-events.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { AdjustmentsContent } from "../model/content.ts";
import { type AdjustmentCheckDeps, adjustmentOf, rejectedAdjustments } from "./check-adjustments.ts";

/** Dependencies of storing adjustments. */
export interface StoreAdjustmentsDeps extends AdjustmentCheckDeps, ApplyDeps {
  readonly ledger: AdjustmentCheckDeps["ledger"] & ApplyDeps["ledger"];
  readonly proposals: Pick<ProposalStore, "activity" | "note">;
  readonly surroundings: Runtime;
}

/**
 * Takes a proposal's adjustments over, by the way that all facts take. Done again, it changes nothing.
 * @returns the entries that can't be stored, each with why.
 * @throws RetryableError where the table is too busy.
 */
export async function storeAdjustments(
  { proposalId, approval, content }: Pick<Proposal, "proposalId" | "approval"> & { readonly content: AdjustmentsContent },
  deps: StoreAdjustmentsDeps,
): Promise<readonly RejectedEntry[]> {
  for (const { counters, reason } of content.entries) {
    if (counters !== undefined) await noteCounter(counters, { proposalId, by: approval?.by ?? "", comment: reason }, deps);
  }
  const bodies = content.entries.map((entry, place) =>
    JSON.stringify({ "detail-type": "AdjustmentApproved", detail: adjustmentOf(proposalId, entry, place) }),
  );
  const outcomes = await applyEvents(bodies, deps);
  if (outcomes.some(({ kind }) => kind === "failed"))
    throw new RetryableError("not all is published: the table is too busy; publish again");
  if (outcomes.every(({ kind }) => kind !== "held")) return [];
  const rejected = await rejectedAdjustments(content, proposalId, deps);
  return rejected.filter(({ place }) => outcomes[place]?.kind === "held");
}

/** Under what it undoes a counter-adjustment says which proposal it is of: its id tells only the other one's. */
async function noteCounter(
  adjustmentId: string,
  { proposalId, by, comment }: { readonly proposalId: string; readonly by: string; readonly comment: string },
  { proposals, surroundings }: StoreAdjustmentsDeps,
): Promise<void> {
  const subject = counterSubject(adjustmentId);
  const known = await proposals.activity(subject);
  if (known.some((entry) => entry.proposalId === proposalId)) return;
  const at = new Date(surroundings.now()).toISOString();
  await proposals.note({ subject, entry: { at, by, action: "reverse", changes: [], comment, proposalId } });
}

/** Under which the activity log tells of an adjustment's counter-adjustment. */
export const counterSubject = (adjustmentId: string): string => `adjustment:${adjustmentId}`;
