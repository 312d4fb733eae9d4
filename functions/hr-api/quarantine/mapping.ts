import type { QuarantineLine } from "../../../shared/quarantine/steps/list-quarantined.ts";
import type { QuarantinedRecordFile } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { activityUrl, quarantineUrl } from "../urls.ts";
import type { QuarantinedResource, QuarantinedSummaryResource } from "./schema.response.ts";

export function toQuarantinedSummary({ id, kind, heldAt, issues, notes }: QuarantineLine): QuarantinedSummaryResource {
  return {
    object: "quarantined_record_summary",
    recordId: id,
    kind,
    quarantinedAt: heldAt,
    issues: toIssues(issues),
    notes: notes.map(toNote),
    url: quarantineUrl(id),
  };
}

/** A quarantined record with its body. */
export function toQuarantined({
  id,
  kind,
  heldAt,
  released,
  body,
  issues,
  issuesNow,
  fields,
  notes,
}: QuarantinedRecordFile): QuarantinedResource {
  return {
    object: "quarantined_record",
    recordId: id,
    kind,
    quarantinedAt: heldAt,
    isReprocessed: released,
    body,
    issues: toIssues(issues),
    currentIssues: toIssues(issuesNow),
    fields: [...fields],
    notes: notes.map(toNote),
    url: quarantineUrl(id),
    activityUrl: activityUrl(`quarantine:${id}`),
  };
}

const toNote = ({ why, by, at }: QuarantineLine["notes"][number]) => ({ comment: why, by, at });
