import type { ScoresPreview } from "../../../shared/scores/steps/preview-scores.ts";
import { toRowErrors, toSource } from "../../_platform/api/issues.ts";
import { toRestatement } from "../restatement-mapping.ts";
import type { ScoresPreviewResource } from "./schema.response.ts";

/** What saving scores would change. */
export const toScoresPreview = ({ source, counts, cells, wrong, restatement, ...preview }: ScoresPreview): ScoresPreviewResource => ({
  ...preview,
  source: preview.fileName,
  ...toSource([source]),
  counts: { ...counts, rowErrors: counts.wrong },
  cells: cells.map((cell) => ({ ...cell, ...cell.subject })),
  rowErrors: toRowErrors(wrong),
  entries: preview.content?.entries ?? [],
  restatement: restatement && toRestatement(restatement),
});
