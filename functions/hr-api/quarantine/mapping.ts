import type { QuarantineLine } from "../../../shared/quarantine/steps/list-quarantined.ts";
import type { QuarantinedRecordFile } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { heldUrl, trailUrl } from "../urls.ts";
import type { HeldResource, HeldSummaryResource } from "./schema.response.ts";

export function toHeldSummary({ id, kind, heldAt, issues, notes }: QuarantineLine): HeldSummaryResource {
  return {
    object: "held_record_summary",
    recordId: id,
    kind,
    heldAt,
    issues: toIssues(issues),
    notes: [...notes],
    url: heldUrl(id),
  };
}

/** A held record with its body. */
export function toHeld({ id, kind, heldAt, released, body, issues, issuesNow, fields, notes }: QuarantinedRecordFile): HeldResource {
  return {
    object: "held_record",
    recordId: id,
    kind,
    heldAt,
    released,
    body,
    issues: toIssues(issues),
    issuesNow: toIssues(issuesNow),
    fields: [...fields],
    notes: [...notes],
    url: heldUrl(id),
    trailUrl: trailUrl(`quarantine:${id}`),
  };
}
