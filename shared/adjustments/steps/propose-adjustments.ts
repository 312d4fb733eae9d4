import type { Person } from "../../access/person.ts";
import { addMonths, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { inFileOrder, type ParsedFile } from "../../base/csv/open-tables.ts";
import { type LinePlace, rowError } from "../../base/csv/parse-columns.ts";
import { type RowError, sourceOf } from "../../base/csv/parse-table.ts";
import { issue, refusal, refuse, under } from "../../base/issues/issue.ts";
import { type CountAndAmount, sum } from "../../base/money/money.ts";
import { RetryableError } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import { type ApplyDeps, applyEvents } from "../../ledger/record/apply-events.ts";
import { type CloseLedger, NO_ROWS } from "../../ledger/store/close-store.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { assertMayPropose, MAX_ENTRIES, proposeEntries } from "../../proposals/steps/propose.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { type AdjustmentEntry, type AdjustmentsContent, isAdjustmentsContent } from "../model/content.ts";
import { type AdjustmentsFile, entryKey } from "../model/parse-file.ts";
import { type AdjustmentCheckDeps, adjustmentOf, entryIssues, rejectedAdjustments } from "./check-adjustments.ts";

/** `later`: the month lies after the next one. `similar-proposed`: another proposal that waits says the same. */
export type AdjustmentWarning = "later" | "similar-proposed";

/** What becomes of a line of a file. */
export interface AdjustmentPreviewLine extends LinePlace {
  readonly entry: AdjustmentEntry;
  /** The advisor's name. */
  readonly name: string;
  readonly warnings: readonly AdjustmentWarning[];
}

/** What proposing a file of adjustments would propose. */
export interface AdjustmentsPreview extends ParsedFile<AdjustmentPreviewLine> {
  /** Control totals, minor units: of all, of what is added, of what is taken. */
  readonly totals: { readonly all: CountAndAmount; readonly added: CountAndAmount; readonly taken: CountAndAmount };
  /** What would be proposed; none where no line is left. */
  readonly content?: AdjustmentsContent;
}

export interface AdjustmentsPreviewDeps extends AdjustmentCheckDeps {
  readonly proposals: Pick<ProposalStore, "list">;
  readonly surroundings: Pick<Runtime, "now">;
  readonly rating: { localDay(instant: string): string };
}

/** Tells what proposing a file of adjustments would propose, with its control totals. Changes nothing. */
export async function previewAdjustments(file: AdjustmentsFile, deps: AdjustmentsPreviewDeps): Promise<AdjustmentsPreview> {
  const { fileName } = file;
  const entries = file.lines.slice(0, MAX_ENTRIES).map(({ entry }) => entry);
  const [rejected, advisors, waiting] = await Promise.all([
    rejectedAdjustments({ entries }, undefined, deps),
    deps.ledger.advisors([...new Set(entries.map(({ advisorId }) => advisorId))]),
    deps.proposals.list(WAITING_STATUSES, "adjustments"),
  ]);
  const against = new Map(rejected.map(({ place, refusal }) => [place, refusal]));
  const proposed = new Set(
    waiting.flatMap(({ content }: Proposal) => (isAdjustmentsContent(content) ? content.entries.map(entryKey) : [])),
  );
  const next = addMonths(monthOfDay(deps.rating.localDay(new Date(deps.surroundings.now()).toISOString())), 1);
  const lines = file.lines.slice(0, MAX_ENTRIES).flatMap(({ line, sheet, entry }, place): AdjustmentPreviewLine[] => {
    if (against.has(place)) return [];
    const warnings = [
      ...(entry.month > next ? (["later"] as const) : []),
      ...(proposed.has(entryKey(entry)) ? (["similar-proposed"] as const) : []),
    ];
    return [{ line, ...(sheet !== undefined && { sheet }), entry, name: advisors.get(entry.advisorId)?.name ?? "", warnings }];
  });
  const rejectedLines = [
    ...file.wrong,
    ...file.lines.flatMap((line, place): RowError[] => {
      if (place >= MAX_ENTRIES) return [rowError(line, [issue("", "too-many-rows", { maximum: MAX_ENTRIES })])];
      const refusal = against.get(place);
      return refusal === undefined ? [] : [rowError(line, [{ path: "", ...refusal }])];
    }),
  ];
  const wrong = inFileOrder(rejectedLines, file.source);
  const kept = lines.map(({ entry }) => entry);
  const content = { kind: "adjustments", entries: kept, source: sourceOf(fileName) } as const;
  const { source, choices } = file;
  return {
    fileName,
    lines,
    wrong,
    totals: totalsOf(kept),
    ...(kept.length > 0 && { content }),
    ...(source && { source }),
    ...(choices && { choices }),
  };
}

/** Control totals of entries: of all, of what is added, of what is taken. */
export function totalsOf(entries: readonly Pick<AdjustmentEntry, "amount">[]): AdjustmentsPreview["totals"] {
  const of = (kept: readonly Pick<AdjustmentEntry, "amount">[]) => ({
    count: kept.length,
    amount: sum(kept.map(({ amount }) => BigInt(amount))),
  });
  return { all: of(entries), added: of(entries.filter(({ amount }) => amount > 0)), taken: of(entries.filter(({ amount }) => amount < 0)) };
}

/** How many issues are told. */
const MAX_ISSUES = 5;

/**
 * Submits manual adjustments for another's approval, all of them together.
 * @throws RefusedError where one can't be read, its month is closed, its advisor unknown, or one like it is there.
 */
export async function proposeAdjustments(
  content: AdjustmentsContent,
  comment: string,
  person: Person,
  deps: CommitDeps,
): Promise<Proposal> {
  const issues = content.entries.flatMap((entry, index) =>
    entryIssues(entry).map((each) => (content.entries.length === 1 ? each : under(`entries[${index}]`, each))),
  );
  if (issues.length > 0) refuse(...issues.slice(0, MAX_ISSUES));
  return proposeEntries(content, comment, person, deps);
}

export interface ReverseDeps extends CommitDeps {
  readonly ledger: Pick<CloseLedger, "advisorRecord">;
}

/** An adjustment that is to be undone, and the month whose statement shows it. */
export interface ReversalRequest {
  readonly advisorId: string;
  readonly adjustmentId: string;
  readonly month: Month;
  readonly reason: string;
  readonly evidence: string;
}

/**
 * Submits the exact opposite of an adjustment, for another's approval: nothing else undoes one.
 * @throws RefusedError where there is no such adjustment, it was undone before, or the month is closed.
 */
export async function counterAdjustment(countering: ReversalRequest, person: Person, deps: ReverseDeps): Promise<Proposal> {
  assertMayPropose(person);
  const { advisorId, adjustmentId, month, reason, evidence } = countering;
  const { adjustments } = await deps.ledger.advisorRecord(advisorId, NO_ROWS);
  const original = adjustments.find(({ fact }) => fact.adjustmentId === adjustmentId)?.fact;
  if (original === undefined) return refuse(refusal("adjustment-unknown", { adjustmentId }));
  const entry = { advisorId, month, amount: -original.amount, reason, evidence, counters: adjustmentId };
  return proposeAdjustments({ kind: "adjustments", entries: [entry], source: adjustmentId }, reason, person, deps);
}

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
