import { addMonths, monthOfDay } from "../../base/calendar/month.ts";
import { inFileOrder, type LinePlace, type ParsedFile, rowError } from "../../base/csv/parse-columns.ts";
import { type RowError, sourceOf } from "../../base/csv/parse-table.ts";
import { issue } from "../../base/issues/issue.ts";
import type { CountAndAmount } from "../../base/money/count-and-amount.ts";
import { sum } from "../../base/money/rounding.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import { MAX_ENTRIES } from "../../proposals/steps/propose-entries.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { AdjustmentEntry, AdjustmentsContent } from "../model/content.ts";
import { isAdjustmentsContent } from "../model/content.ts";
import { type AdjustmentsFile, entryKey } from "../model/parse-file.ts";
import { type AdjustmentCheckDeps, rejectedAdjustments } from "./check-adjustments.ts";

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

/** Dependencies of a preview. */
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
