import type { Person } from "../../access/person.ts";
import type { FieldChange } from "../../activity/model/activity-entry.ts";
import type { AdjustmentEntry, AdjustmentsContent } from "../../adjustments/model/content.ts";
import { issue, refusal, refuse } from "../../base/issues/issue.ts";
import type { ParseResult } from "../../base/issues/parse.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { instantOf, type ObjectStore } from "../../base/runtime/runtime.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import { latestVersionOf } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { releaseQuarantine } from "../../ledger/quarantine/reprocess.ts";
import type { ApplyDeps } from "../../ledger/record/apply-events.ts";
import { type SourceCheckDeps, sourceIssue } from "../../ledger/record/check-source.ts";
import type { Outcome } from "../../ledger/record/outcome.ts";
import { type Fact, readEvent } from "../../ledger/record/parse-event.ts";
import type { Quarantine, QuarantinedRecord } from "../../ledger/store/quarantine-store.ts";
import type { PlanContent } from "../../plans/model/content.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import { createDraft } from "../../proposals/steps/commit-step.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { proposeEntries, proposeForApproval } from "../../proposals/steps/propose.ts";
import { keepRestatement, type RestatementDeps } from "../../simulations/restatement/restate.ts";
import { correctionRefusals, identityOf } from "../model/check-correction.ts";
import { type CorrectionContent, isCorrectionContent } from "../model/content.ts";
import { type CorrectableFact, type CorrectionEffect, effectOfCorrection } from "./publish-correction.ts";

export interface CorrectionDeps extends CommitDeps, RestatementDeps, SourceCheckDeps, ApplyDeps {
  readonly ledger: RestatementDeps["ledger"] & ApplyDeps["ledger"];
  readonly archive: ObjectStore;
  readonly quarantine: Quarantine;
}

/** What became of a correction: taken over at once, still invalid, or proposed, since it changes what somebody earns. */
export type CorrectionOutcome = Exclude<Outcome, { kind: "failed" }> | { readonly kind: "proposed"; readonly proposal: Proposal };

interface Correction {
  readonly held: QuarantinedRecord;
  readonly body: string;
  readonly comment: string;
  /** What the body changes of the held one. */
  readonly changes: readonly FieldChange[];
}

/**
 * Takes a record over by a corrected body. A plan or an adjustment becomes a proposal of its own kind, and the record is
 * done with. Of the others, one that changes anyone's earnings, or skips revisions, is proposed and waits for another's approval.
 * @throws RefusedError where it doesn't keep kind and id, its revision falls, or a correction of it waits already.
 * @throws RetryableError where the table is too busy, or facts keep changing.
 */
export async function correctRecord(
  { held, body, comment, changes }: Correction,
  person: Person,
  deps: CorrectionDeps,
): Promise<CorrectionOutcome> {
  const reading = readCorrection(held, body, deps);
  if (!reading.ok) return { kind: "held", issues: reading.issues };
  const fact = reading.value;
  if (fact.kind === "plan" || fact.kind === "adjustment")
    return { kind: "proposed", proposal: await draftOf(fact, { held, body, comment, changes }, person, deps) };
  await assertNoneWaits(held.id, deps);
  const effect = await effectOfCorrection(fact, held.body, deps);
  if (isAlone(effect)) return releaseQuarantine(held.id, body, deps);
  return { kind: "proposed", proposal: await propose(fact, effect, { held, body, comment, changes }, person, deps) };
}

/**
 * The same for an operator, who calls a function and is nobody by name: what needs another's approval is refused.
 * @throws RefusedError also where it would have to be proposed.
 */
export async function correctAsOperator(id: string, body: string, deps: CorrectionDeps): Promise<Exclude<Outcome, { kind: "failed" }>> {
  const held = await deps.quarantine.find(id);
  if (held === undefined) return refuse(refusal("not-found", { what: "record", id }));
  if (held.released) return { kind: "duplicate" };
  const reading = readCorrection(held, body, deps);
  if (!reading.ok) return { kind: "held", issues: reading.issues };
  const fact = reading.value;
  if (fact.kind === "plan" || fact.kind === "adjustment") return refuse(refusal("correction-needs-approval"));
  await assertNoneWaits(id, deps);
  if (!isAlone(await effectOfCorrection(fact, held.body, deps))) refuse(refusal("correction-needs-approval"));
  return releaseQuarantine(id, body, deps);
}

/**
 * Reads a correction. It stays held where it can't be read, or the source of the held record may not bring it; a plan or an
 * adjustment, which becomes a proposal, has no source.
 * @throws RefusedError where it is no correction of the record.
 */
function readCorrection(held: QuarantinedRecord, body: string, deps: CorrectionDeps): ParseResult<Fact> {
  const reading = readEvent(body, deps.agency);
  if (!reading.ok) return reading;
  const { kind } = reading.value;
  const refusals = correctionRefusals(held.body, { body, fact: reading.value });
  if (refusals.length > 0) refuse(...refusals);
  const ofSource = kind === "plan" || kind === "adjustment" ? undefined : sourceIssue(body, deps, held.body);
  return ofSource === undefined ? reading : { ok: false, issues: [ofSource] };
}

/** Whether a correction needs one person only: it changes nobody's earnings, leaves no credit that waits to, and hides no later revision. */
const isAlone = ({ restatement, waits, skipsRevisions }: CorrectionEffect): boolean =>
  restatement.lines.length === 0 && !waits && !skipsRevisions;

async function assertNoneWaits(recordId: string, { proposals }: Pick<CorrectionDeps, "proposals">): Promise<void> {
  const waiting = await proposals.list(WAITING_STATUSES, "correction");
  const found = waiting.find(({ content }) => isCorrectionContent(content) && content.recordId === recordId);
  if (found !== undefined) refuse(refusal("correction-waits", { proposalId: found.proposalId }));
}

async function propose(
  fact: CorrectableFact,
  effect: CorrectionEffect,
  { held, body, comment, changes }: Correction,
  person: Person,
  deps: CorrectionDeps,
): Promise<Proposal> {
  if (!person.roles.includes("hr")) refuse(refusal("role", { needs: "hr" }));
  const { restatement, effectHash, skipsRevisions } = effect;
  const heldHash = sha256Hex(held.body);
  const content: CorrectionContent = {
    kind: "correction",
    recordId: held.id,
    heldHash,
    record: fact.kind,
    factId: identityOf(body)?.factId ?? "",
    body,
    skipsRevisions,
    advisorIds: [...new Set([...advisorsIn(fact), ...restatement.lines.map(({ advisorId }) => advisorId)])].sort(),
  };
  const [simulationId, { closedMonth }] = await Promise.all([keepRestatement(restatement, deps), deps.ledger.state()]);
  const restates = restatement.lines.some(({ months }) => months.some(({ month }) => closedMonth !== undefined && month <= closedMonth));
  return proposeForApproval(content, comment, person, deps, {
    simulationId,
    inputHash: heldHash,
    resultHash: effectHash,
    restates,
    changes,
  });
}

function advisorsIn(fact: CorrectableFact): string[] {
  if (fact.kind === "advisor") return [fact.advisor.advisorId];
  if (fact.kind === "attributes") return fact.attributes.advisorId === undefined ? [] : [fact.attributes.advisorId];
  return fact.order.credits.map(({ advisorId }) => advisorId);
}

/** A plan becomes a draft of its next version, an adjustment a proposal: from there on they go the way of all of their kind. */
async function draftOf(
  fact: Extract<Fact, { kind: "plan" | "adjustment" }>,
  { held, body, comment, changes }: Correction,
  person: Person,
  deps: CorrectionDeps,
): Promise<Proposal> {
  const proposal =
    fact.kind === "plan"
      ? await draftPlan(fact.plan, comment, person, deps)
      : await proposeAdjustment(fact.adjustment, held.id, comment, person, deps);
  // It must not count beside what it became, were it reprocessed or its advisor registered.
  await deps.quarantine.markReleased(held.id, body);
  const became = [...changes, { path: "proposalId", after: proposal.proposalId }];
  const entry = { at: instantOf(deps), by: person.username, action: "reprocess", changes: became, comment } as const;
  await deps.proposals.note({ subject: `quarantine:${held.id}`, entry });
  return proposal;
}

async function draftPlan({ planId, version: _, ...terms }: Plan, comment: string, person: Person, deps: CorrectionDeps): Promise<Proposal> {
  if (!person.roles.includes("hr")) refuse(refusal("role", { needs: "hr" }));
  const baseVersion = latestVersionOf(planId, await deps.ledger.plans());
  const content: PlanContent = { kind: "plan", planId, baseVersion, terms };
  return createDraft(content, comment, person, deps);
}

async function proposeAdjustment(
  { advisorId, month, amount, reason }: Adjustment,
  recordId: string,
  comment: string,
  person: Person,
  deps: CorrectionDeps,
): Promise<Proposal> {
  if (amount === 0) refuse(issue("detail.amount", "amount-zero"));
  if (holdsAccountNumber(reason)) refuse(refusal("account-in-text"));
  const evidence = `quarantine ${recordId.slice(0, 6)}`;
  const entry: AdjustmentEntry = { advisorId, month, amount, reason, evidence };
  return proposeEntries({ kind: "adjustments", entries: [entry], source: evidence } satisfies AdjustmentsContent, comment, person, deps);
}
