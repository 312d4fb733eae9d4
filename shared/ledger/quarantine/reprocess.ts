import { refusal, refuse } from "../../base/issues/issue.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import { type ApplyDeps, applyEvents } from "../record/apply-events.ts";
import { type SourceCheckDeps, sourceIssue } from "../record/check-source.ts";
import type { Outcome } from "../record/outcome.ts";
import type { Acknowledgements, Quarantine } from "../store/quarantine-store.ts";

export interface ReprocessDeps extends ApplyDeps, SourceCheckDeps {
  readonly quarantine: Pick<Quarantine, "find" | "markReleased">;
}

/**
 * Takes a record over that was held in quarantine: as it is, where what rejected it has been corrected elsewhere, or by a
 * corrected body, which whoever calls has checked. It stays held, with why, where it still can't be read or
 * its source still may not bring it. Done
 * twice it is taken over once: a record that was reprocessed, or became a proposal, isn't taken over as it is again.
 * @throws RefusedError where no such record is held.
 * @throws RetryableError where the table is too busy.
 */
export async function releaseQuarantine(
  id: string,
  correctedBody: string | undefined,
  releasing: ReprocessDeps,
): Promise<Exclude<Outcome, { kind: "failed" }>> {
  const held = await releasing.quarantine.find(id);
  if (held === undefined) return refuse(refusal("record-unknown", { id }));
  if (held.released && correctedBody === undefined) return { kind: "duplicate" };
  const body = correctedBody ?? held.body;
  const ofSource = sourceIssue(body, releasing, held.body);
  if (ofSource !== undefined) return { kind: "held", issues: [ofSource] };
  const [outcome] = await applyEvents([body], releasing);
  if (outcome === undefined || outcome.kind === "failed")
    throw new RetryableError(`record ${id} could not be taken over: the table is too busy; try again`);
  if (outcome.kind !== "held") await releasing.quarantine.markReleased(id, body);
  return outcome;
}

export interface DismissDeps {
  readonly quarantine: Pick<Quarantine, "find">;
  readonly acknowledgements: Acknowledgements;
  readonly surroundings: Pick<Runtime, "now">;
}

/**
 * Notes why a held record may stay held, and who says so: the audit then calls it known. It can still be released.
 * @throws RefusedError where no such record is held, or it is released already.
 */
export async function acknowledgeHeld(
  id: string,
  note: { readonly comment: string; readonly by: string },
  { quarantine, acknowledgements, surroundings }: DismissDeps,
): Promise<{ readonly kind: "known" }> {
  const held = await quarantine.find(id);
  if (held === undefined) return refuse(refusal("record-unknown", { id }));
  if (held.released) refuse(refusal("record-released", { id }));
  await acknowledgements.acknowledge(id, { ...note, at: new Date(surroundings.now()).toISOString() });
  return { kind: "known" };
}
