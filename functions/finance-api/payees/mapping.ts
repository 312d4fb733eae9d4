import type { PayeesPreview } from "../../../shared/payees/steps/preview-payees.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import { toRowErrors } from "../../_platform/api/issues.ts";
import { toSource } from "../adjustments/mapping.ts";
import type { PayeesPreviewResource } from "./schema.response.ts";

export function toPayeesPreview({ previewId, fileName, source, lines, wrong, shared, counts }: PayeesPreview): PayeesPreviewResource {
  const sharedOf = new Map(shared.map((each) => [each.advisorId, each]));
  return {
    object: "payees_preview",
    previewId: previewId ?? null,
    fileName,
    ...toSource(source),
    entries: lines.map(({ line, advisorId, name, before, holder, accountLast4, warnings }) => ({
      line,
      advisorId,
      name,
      currentAccountLast4: before ?? null,
      holder,
      accountLast4,
      warnings: [...warnings],
      accountSharedWith: toAccountSharedWith(sharedOf.get(advisorId)),
    })),
    rowErrors: toRowErrors(wrong),
    counts: { new: counts.first, changed: counts.changed, rowErrors: counts.wrong },
  };
}
