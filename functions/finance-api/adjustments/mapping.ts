import type { PublishedAdjustment } from "../../../shared/adjustments/steps/list-adjustments.ts";
import type { AdjustmentsPreview } from "../../../shared/adjustments/steps/preview-adjustments.ts";
import type { FileSource } from "../../../shared/base/csv/parse-columns.ts";
import { toRowErrors } from "../../_platform/api/issues.ts";
import { proposalUrl } from "../urls.ts";
import type { AdjustmentResource, AdjustmentsPreviewResource } from "./schema.response.ts";

export const toAdjustment = (adjustment: PublishedAdjustment): AdjustmentResource => ({
  ...adjustment,
  amount: BigInt(adjustment.amount),
  reverses: adjustment.counters,
  reversedBy: adjustment.counteredBy,
  proposedBy: adjustment.by,
  proposalUrl: proposalUrl(adjustment.proposalId),
});

export const toSource = (source: FileSource | undefined) => ({ encoding: source?.encoding, ignoredColumns: source?.ignored ?? [] });

export const toAdjustmentsPreview = ({ fileName, source, lines, wrong, totals }: AdjustmentsPreview): AdjustmentsPreviewResource => ({
  fileName,
  ...toSource(source),
  entries: lines.map(({ line, entry, name, warnings }) => ({
    ...entry,
    line,
    name,
    amount: BigInt(entry.amount),
    warnings: warnings.map((each) => (each === "later" ? "later-month" : each)),
  })),
  rowErrors: toRowErrors(wrong),
  totals: { ...totals, deducted: totals.taken },
});
