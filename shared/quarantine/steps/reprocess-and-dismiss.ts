import type { Person } from "../../access/person.ts";
import type { ActivityAction, FieldChange } from "../../activity/model/activity-entry.ts";
import { issue, refusal, refuse } from "../../base/issues/issue.ts";
import { changesBetween } from "../../base/json/diff.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import { acknowledgeHeld, type DismissDeps, releaseQuarantine } from "../../ledger/quarantine/reprocess.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { contentOf, isUnchanged } from "../model/check-correction.ts";
import { type CorrectionDeps, type CorrectionOutcome, correctRecord } from "./correct-record.ts";

interface DismissNoteDeps {
  readonly proposals: Pick<ProposalStore, "note">;
  readonly surroundings: Pick<Runtime, "now">;
}

export interface DismissRecordDeps extends DismissDeps {
  readonly proposals: Pick<ProposalStore, "note">;
}

/** A request to reprocess a record: as it is, or by a corrected body, JSON text. */
export interface ReleaseRequest {
  readonly id: string;
  readonly body?: string;
  readonly comment: string;
}

/** As long as a note may be. */
const MAX_CHARACTERS = 1000;

/**
 * Takes a held record over and notes who did so, why, and what was corrected. Where it still can't be read it stays held:
 * `held`, with why, and nothing is noted. A correction that needs another's approval is `proposed`.
 * @throws RefusedError where no such record is held, it was released before, nobody says why, or the body is no correction
 *   of this record.
 * @throws RetryableError where the table is too busy.
 */
export async function releaseHeld({ id, body, comment }: ReleaseRequest, person: Person, deps: CorrectionDeps): Promise<CorrectionOutcome> {
  const reason = reasonOf(comment);
  const held = await deps.quarantine.find(id);
  if (held?.released) refuse(refusal("record-released", { id }));
  const changes = corrected(held?.body ?? "", body);
  const isCorrected = held !== undefined && body !== undefined && !isUnchanged(held.body, body);
  const outcome = isCorrected
    ? await correctRecord({ held, body, comment: reason, changes }, person, deps)
    : await releaseQuarantine(id, undefined, deps);
  // A proposal notes its own.
  if (outcome.kind !== "held" && outcome.kind !== "proposed") await note(id, "reprocess", changes, reason, person, deps);
  return outcome;
}

/** Notes that a record may stay held, and who says so. @throws RefusedError where no such record is held, or nobody says why. */
export async function acknowledgeHeldRecord(
  { id, comment }: { readonly id: string; readonly comment: string },
  person: Person,
  deps: DismissRecordDeps,
): Promise<void> {
  const reason = reasonOf(comment);
  await acknowledgeHeld(id, { comment: reason, by: person.username }, deps);
  await note(id, "dismiss", [], reason, person, deps);
}

function reasonOf(comment: string): string {
  const reason = comment.trim();
  if (reason === "") refuse(issue("comment", "why-missing"));
  if (reason.length > MAX_CHARACTERS || !reason.isWellFormed()) refuse(issue("comment", "too-long", { maximum: MAX_CHARACTERS }));
  return reason;
}

/** What a corrected body changes, field by field where both are JSON. */
function corrected(held: string, body: string | undefined): FieldChange[] {
  if (body === undefined) return [];
  return changesBetween(contentOf(held) ?? held, contentOf(body) ?? body);
}

async function note(
  id: string,
  action: ActivityAction,
  changes: readonly FieldChange[],
  comment: string,
  { username }: Person,
  { proposals, surroundings }: DismissNoteDeps,
): Promise<void> {
  const at = new Date(surroundings.now()).toISOString();
  await proposals.note({ subject: `quarantine:${id}`, entry: { at, by: username, action, changes, comment } });
}
