import type { QuarantineLine } from "../../../shared/quarantine/steps/list-quarantined.ts";
import type { QuarantinedRecordFile } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { activityUrl, quarantineUrl } from "../urls.ts";
import type { QuarantinedResource, QuarantinedSummaryResource } from "./schema.response.ts";

export const toQuarantinedSummary = (
  line: Pick<QuarantineLine, "id" | "kind" | "heldAt" | "issues" | "notes">,
): QuarantinedSummaryResource => ({
  recordId: line.id,
  kind: line.kind,
  quarantinedAt: line.heldAt,
  issues: toIssues(line.issues),
  notes: line.notes.map((note) => ({ ...note, comment: note.why })),
  url: quarantineUrl(line.id),
});

/** A quarantined record with its body. */
export const toQuarantined = (record: QuarantinedRecordFile): QuarantinedResource => ({
  ...toQuarantinedSummary(record),
  isReprocessed: record.released,
  body: record.body,
  currentIssues: toIssues(record.issuesNow),
  fields: record.fields,
  activityUrl: activityUrl(`quarantine:${record.id}`),
});
