import type { PublishedAdjustment } from "../../../shared/adjustments/steps/list-adjustments.ts";
import type { AdjustmentsPreview } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { toRowErrors, toSource } from "../../_platform/api/issues.ts";
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

export const toAdjustmentsPreview = ({ fileName, source, lines, wrong, totals }: AdjustmentsPreview): AdjustmentsPreviewResource => ({
  fileName,
  ...toSource(source && [source]),
  entries: lines.map(({ line, sheet, entry, name, warnings }) => ({
    ...entry,
    line,
    sheet,
    name,
    amount: BigInt(entry.amount),
    warnings: warnings.map((each) => (each === "later" ? "later-month" : each)),
  })),
  rowErrors: toRowErrors(wrong),
  totals: { ...totals, deducted: totals.taken },
});
