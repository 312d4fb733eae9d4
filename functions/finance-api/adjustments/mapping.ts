import type { PublishedAdjustment } from "../../../shared/adjustments/steps/list-adjustments.ts";
import type { AdjustmentsPreview } from "../../../shared/adjustments/steps/preview-adjustments.ts";
import type { FileSource } from "../../../shared/base/csv/parse-columns.ts";
import { toRowErrors } from "../../_platform/api/issues.ts";
import type { Pay } from "../../_platform/api/money.ts";
import { proposalUrl } from "../urls.ts";
import type { AdjustmentResource, AdjustmentsPreviewResource } from "./schema.response.ts";

export function toAdjustment(adjustment: PublishedAdjustment, pay: Pay): AdjustmentResource {
  const { adjustmentId, advisorId, month, amount, reason, evidence, kind, counters, counteredBy, by, approvedBy, publishedAt } = adjustment;
  return {
    object: "adjustment",
    adjustmentId,
    advisorId,
    month,
    amount: pay(BigInt(amount)),
    reason,
    evidence,
    kind: kind ?? null,
    reverses: counters ?? null,
    reversedBy: counteredBy ?? null,
    proposedBy: by,
    approvedBy,
    publishedAt,
    proposalUrl: proposalUrl(adjustment.proposalId),
  };
}

export const toSource = (source: FileSource | undefined) => ({
  encoding: source?.encoding ?? null,
  ignoredColumns: [...(source?.ignored ?? [])],
});

export function toAdjustmentsPreview({ fileName, source, lines, wrong, totals }: AdjustmentsPreview, pay: Pay): AdjustmentsPreviewResource {
  const counted = ({ count, amount }: { readonly count: number; readonly amount: bigint }) => ({ count, amount: pay(amount) });
  return {
    object: "adjustments_preview",
    fileName,
    ...toSource(source),
    entries: lines.map(({ line, entry: { advisorId, month, amount, reason, evidence, kind }, name, warnings }) => ({
      line,
      advisorId,
      name,
      month,
      amount: pay(BigInt(amount)),
      reason,
      evidence,
      kind: kind ?? null,
      warnings: warnings.map((each) => (each === "later" ? "later-month" : each)),
    })),
    rowErrors: toRowErrors(wrong),
    totals: { all: counted(totals.all), added: counted(totals.added), deducted: counted(totals.taken) },
  };
}
