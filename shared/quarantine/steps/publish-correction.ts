import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { releaseQuarantine } from "../../ledger/quarantine/reprocess.ts";
import { type SourceCheckDeps, sourceIssue } from "../../ledger/record/check-source.ts";
import { readEvent } from "../../ledger/record/parse-event.ts";
import type { Quarantine } from "../../ledger/store/quarantine-store.ts";
import type { ProposalToCheck } from "../../proposals/kind.ts";
import type { RestatementDeps } from "../../simulations/restatement/restate.ts";
import { correctionRefusals } from "../model/check-correction.ts";
import type { CorrectionContent } from "../model/content.ts";
import { effectOfCorrection } from "./correction-effect.ts";

/** Dependencies of publishing a correction. */
export interface CorrectionPublishDeps extends RestatementDeps, SourceCheckDeps {
  readonly quarantine: Quarantine;
}

/** Takes the corrected record over, by the way of all facts. Idempotent. @returns why it can't be; none where it is. */
export async function applyCorrection({ recordId, body }: CorrectionContent, deps: CorrectionPublishDeps): Promise<readonly Refusal[]> {
  const outcome = await releaseQuarantine(recordId, body, deps);
  return outcome.kind === "held" ? outcome.issues : [];
}

/** The record is still held, as it was; the correction is still one; and it still changes the same earnings by as much. */
export async function recheckCorrection(
  { content: { recordId, heldHash, record, body }, submission }: ProposalToCheck<CorrectionContent>,
  deps: CorrectionPublishDeps,
): Promise<readonly Refusal[]> {
  const held = await deps.quarantine.find(recordId);
  if (held === undefined || held.released) return [refusal("correction-done", { recordId })];
  if (sha256Hex(held.body) !== heldHash) return [refusal("facts-differ")];
  const reading = readEvent(body, deps.agency);
  if (!reading.ok) return reading.issues;
  const fact = reading.value;
  const refusals = correctionRefusals(held.body, { body, fact });
  if (refusals.length > 0) return refusals;
  const ofSource = sourceIssue(body, deps, held.body);
  if (ofSource !== undefined) return [ofSource];
  if (fact.kind === "plan" || fact.kind === "adjustment" || fact.kind !== record) return [refusal("facts-differ")];
  // What it changes was computed a moment ago where it is proposed just now.
  if (submission === undefined) return [];
  const { effectHash } = await effectOfCorrection(fact, deps);
  return effectHash === submission.resultHash ? [] : [refusal("correction-differs")];
}
