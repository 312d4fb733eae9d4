import { type Refusal, refusal, unreadableRefusal } from "../../base/issues/refusal.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { releaseQuarantine } from "../../ledger/quarantine/reprocess.ts";
import { type SourceCheckDeps, sourceRefusal } from "../../ledger/record/check-source.ts";
import { readEvent } from "../../ledger/record/parse-event.ts";
import type { Quarantine } from "../../ledger/store/quarantine-store.ts";
import type { Submission } from "../../proposals/model/proposal.ts";
import type { CorrectionSteps } from "../../proposals/steps/deps.ts";
import type { Restating } from "../../simulations/restatement/deps.ts";
import { correctionRefusals } from "../model/check-correction.ts";
import type { CorrectionContent } from "../model/content.ts";
import { effectOfCorrection } from "./correction-effect.ts";

/** What publishing a correction needs from outside. */
export interface CorrectionPublishing extends Restating, SourceCheckDeps {
  readonly quarantine: Quarantine;
}

/** How the corrections of quarantined records are checked again and taken over, for the mechanism of proposals. */
export function correctionSteps(deps: CorrectionPublishing): CorrectionSteps {
  return {
    check: (content, submission) => checkAgain(content, submission, deps),
    takeOver: async ({ heldId, body }) => {
      const outcome = await releaseQuarantine(heldId, body, deps);
      return outcome.kind === "held" ? [unreadableRefusal(outcome.reasons)] : [];
    },
  };
}

/** The record is still held, as it was; the correction is still one; and it still changes the same earnings by as much. */
async function checkAgain(
  { heldId, heldHash, record, body }: CorrectionContent,
  { resultHash }: Submission,
  deps: CorrectionPublishing,
): Promise<readonly Refusal[]> {
  const held = await deps.quarantine.find(heldId);
  if (held === undefined || held.released) return [refusal("correction-done", { heldId })];
  if (sha256Hex(held.body) !== heldHash) return [refusal("facts-differ")];
  const reading = readEvent(body, deps.agency);
  if (!reading.ok) return [unreadableRefusal(reading.reasons)];
  const { fact } = reading;
  const refusals = correctionRefusals(held.body, { body, fact });
  if (refusals.length > 0) return refusals;
  const ofSource = sourceRefusal(body, deps, held.body);
  if (ofSource !== undefined) return [unreadableRefusal([ofSource])];
  if (fact.kind === "plan" || fact.kind === "adjustment" || fact.kind !== record) return [refusal("facts-differ")];
  const { effectHash } = await effectOfCorrection(fact, deps);
  return effectHash === resultHash ? [] : [refusal("correction-differs")];
}
