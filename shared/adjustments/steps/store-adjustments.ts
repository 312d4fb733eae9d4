import { RetryableError } from "../../base/runtime/retry.ts";
import type { Surroundings } from "../../base/runtime/runtime.ts";
import type { TakingOver } from "../../ledger/record/apply-events.ts";
import { takeOver } from "../../ledger/record/apply-events.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { RejectedEntry } from "../../proposals/model/rejected-entry.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { AdjustmentsContent } from "../model/content.ts";
import { adjustmentOf, type CheckingAdjustments, hinderedAdjustments } from "./check-adjustments.ts";

/** What storing adjustments needs from outside. */
export interface StoringAdjustments extends CheckingAdjustments, TakingOver {
  readonly ledger: CheckingAdjustments["ledger"] & TakingOver["ledger"];
  readonly proposals: Pick<ProposalStore, "trail" | "note">;
  readonly surroundings: Surroundings;
}

/**
 * Takes a proposal's adjustments over, by the way that all facts take. Done again, it changes nothing.
 * @returns the entries that can't be stored, each with why.
 * @throws RetryableError where the table is too busy.
 */
export async function storeAdjustments(
  { proposalId, approval, content }: Pick<Proposal, "proposalId" | "approval"> & { readonly content: AdjustmentsContent },
  p: StoringAdjustments,
): Promise<readonly RejectedEntry[]> {
  for (const { counters, reason } of content.entries) {
    if (counters !== undefined) await noteCounter(counters, { proposalId, by: approval?.by ?? "", why: reason }, p);
  }
  const bodies = content.entries.map((entry, place) =>
    JSON.stringify({ "detail-type": "AdjustmentApproved", detail: adjustmentOf(proposalId, entry, place) }),
  );
  const outcomes = await takeOver(bodies, p);
  if (outcomes.some(({ kind }) => kind === "failed"))
    throw new RetryableError("not all is published: the table is too busy; publish again");
  if (outcomes.every(({ kind }) => kind !== "held")) return [];
  const hindered = await hinderedAdjustments(content, proposalId, p);
  return hindered.filter(({ place }) => outcomes[place]?.kind === "held");
}

/** Under what it undoes a counter-adjustment says which proposal it is of: its id tells only the other one's. */
async function noteCounter(
  adjustmentId: string,
  { proposalId, by, why }: { readonly proposalId: string; readonly by: string; readonly why: string },
  { proposals, surroundings }: StoringAdjustments,
): Promise<void> {
  const subject = counterSubject(adjustmentId);
  const known = await proposals.trail(subject);
  if (known.some((entry) => entry.proposalId === proposalId)) return;
  const at = new Date(surroundings.now()).toISOString();
  await proposals.note({ subject, entry: { at, by, action: "counter", changes: [], why, proposalId } });
}

/** Under which the trail tells of an adjustment's counter-adjustment. */
export const counterSubject = (adjustmentId: string): string => `adjustment:${adjustmentId}`;
