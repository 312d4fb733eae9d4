import type { ScoreCell, ScoresPreview } from "../../../shared/scores/steps/preview-scores.ts";
import { toRowErrors } from "../../_platform/api/issues.ts";
import type { Pay } from "../../_platform/api/money.ts";
import { toRestatement } from "../restatement-mapping.ts";
import type { ScoresPreviewResource } from "./schema.response.ts";

/** What saving scores would change. */
export function toScoresPreview(
  { fileName, source, counts, cells, wrong, unknownStores, content, restatement }: ScoresPreview,
  pay: Pay,
): ScoresPreviewResource {
  return {
    object: "scores_preview",
    source: fileName,
    encoding: source.encoding,
    ignoredColumns: [...source.ignored],
    counts: { new: counts.new, changed: counts.changed, same: counts.same, rowErrors: counts.wrong },
    cells: cells.map(toCell),
    rowErrors: toRowErrors(wrong),
    unknownStores: [...unknownStores],
    entries: [...(content?.entries ?? [])],
    restatement: restatement === undefined ? null : toRestatement(restatement, pay),
  };
}

function toCell({
  line,
  subject,
  name,
  month,
  attribute,
  state,
  before,
  after,
  warnings,
}: ScoreCell): ScoresPreviewResource["cells"][number] {
  return {
    line,
    advisorId: "advisorId" in subject ? subject.advisorId : null,
    storeId: "storeId" in subject ? subject.storeId : null,
    name: name ?? null,
    month,
    attribute,
    state,
    before: before ?? null,
    after,
    warnings: [...warnings],
  };
}
