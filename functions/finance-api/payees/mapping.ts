import type { PayeesPreview } from "../../../shared/payees/steps/preview-payees.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import { toRowErrors, toSource } from "../../_platform/api/issues.ts";
import type { PayeesPreviewResource } from "./schema.response.ts";

export function toPayeesPreview({ previewId, fileName, source, lines, wrong, shared, counts }: PayeesPreview): PayeesPreviewResource {
  const sharedOf = new Map(shared.map((each) => [each.advisorId, each]));
  return {
    previewId,
    fileName,
    ...toSource(source && [source]),
    entries: lines.map((line) => ({
      ...line,
      currentAccountLast4: line.before,
      accountSharedWith: toAccountSharedWith(sharedOf.get(line.advisorId)),
    })),
    rowErrors: toRowErrors(wrong),
    counts: { new: counts.first, changed: counts.changed, rowErrors: counts.wrong },
  };
}
