import { HR, STAFF } from "../../../shared/access/groups.ts";
import { type Issue, kindOfIssue } from "../../../shared/base/issues/issue.ts";
import {
  listQuarantined,
  type QuarantinedRecordFile,
  type QuarantineGroup,
  type QuarantineLine,
  readQuarantined,
} from "../../../shared/quarantine/steps/list-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { toIssue, toIssues } from "../../_platform/api/issues.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { dismissRequest, reprocessRequest } from "../../_platform/requests/quarantine.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { activityUrl, proposalUrl, quarantineUrl } from "../urls.ts";
import {
  type QuarantinedResource,
  type QuarantinedSummaryResource,
  type QuarantineResultResource,
  quarantinedRecordSchema,
  quarantineListSchema,
  quarantineResultSchema,
} from "./schema.response.ts";

/** Records that could not be applied, and how they are reprocessed or dismissed. */
export const quarantineEndpoints = tagged("Quarantine", [
  endpoint({
    id: "hrApi.quarantine",
    route: "GET /v1/hr/quarantine",
    access: STAFF,
    summary: "Quarantined records",
    response: quarantineListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const { records, groups } = await listQuarantined(deps);
      const newestFirst = [...records].sort((left, right) => (placeOf(left).join() < placeOf(right).join() ? 1 : -1));
      const page = pageOf(newestFirst, { url: "/v1/hr/quarantine", query, placeOf, descending: true });
      return {
        ...page,
        data: page.data.map(toQuarantinedSummary),
        totalCount: records.length,
        groups: groups.map(toGroup),
      };
    },
  }),

  endpoint({
    id: "hrApi.quarantined",
    route: "GET /v1/hr/quarantine/:recordId",
    access: STAFF,
    summary: "A quarantined record",
    response: quarantinedRecordSchema,
    handle: async ({ params, deps }) => toQuarantined(await recordOf(params, deps)),
  }),

  endpoint({
    id: "hrApi.reprocess",
    route: "POST /v1/hr/quarantine/:recordId/reprocess",
    access: HR,
    summary: "Reprocess a quarantined record",
    response: quarantineResultSchema,
    body: reprocessRequest,
    description: "As it is, where what rejected it was corrected, or by a corrected body.",
    handle: async ({ params, body: { body, comment }, person, deps }) => {
      const { id, released } = await recordOf(params, deps);
      // Whoever repeats it because the response was lost is told that it is applied.
      if (released) return toResult(id, "duplicate");
      const outcome = await releaseHeld({ id, body, comment }, person, deps);
      if (outcome.kind === "proposed") return toResult(id, "proposed", [], outcome.proposal.proposalId);
      return outcome.kind === "held" ? toResult(id, "quarantined", outcome.issues) : toResult(id, outcome.kind);
    },
  }),

  endpoint({
    id: "hrApi.dismiss",
    route: "POST /v1/hr/quarantine/:recordId/dismiss",
    access: HR,
    summary: "Dismiss a quarantined record",
    response: quarantineResultSchema,
    body: dismissRequest,
    description: "It stays in quarantine, and is no longer counted among what is open before a close.",
    handle: async ({ params, body: { comment }, person, deps }) => {
      const { id } = await recordOf(params, deps);
      await acknowledgeHeldRecord({ id, comment }, person, deps);
      return toResult(id, "dismissed");
    },
  }),
]);

function toResult(
  recordId: string,
  outcome: QuarantineResultResource["outcome"],
  issues: readonly Issue[] = [],
  proposalId?: string,
): QuarantineResultResource {
  return {
    object: "quarantine_result",
    recordId,
    outcome,
    issues: toIssues(issues),
    proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
    url: quarantineUrl(recordId),
  };
}

async function recordOf({ recordId }: Readonly<Record<"recordId", string>>, wiring: Wiring): Promise<QuarantinedRecordFile> {
  const found = await readQuarantined(recordId, wiring);
  if (found === undefined) throw notFound("There is no such record in quarantine.");
  return found;
}

/** What differs from record to record stands as "…". */
const toGroup = ({ kind, path, example, ids }: QuarantineGroup) => ({
  kind,
  ...toIssue({ path, ...kindOfIssue(example) }),
  count: ids.length,
});

const placeOf = ({ heldAt, id }: QuarantineLine): [string, string] => [heldAt, id];

const toQuarantinedSummary = (line: Pick<QuarantineLine, "id" | "kind" | "heldAt" | "issues" | "notes">): QuarantinedSummaryResource => ({
  recordId: line.id,
  kind: line.kind,
  quarantinedAt: line.heldAt,
  issues: toIssues(line.issues),
  notes: line.notes.map((note) => ({ ...note, comment: note.comment })),
  url: quarantineUrl(line.id),
});

/** A quarantined record with its body. */
const toQuarantined = (record: QuarantinedRecordFile): QuarantinedResource => ({
  ...toQuarantinedSummary(record),
  isReprocessed: record.released,
  body: record.body,
  currentIssues: toIssues(record.issuesNow),
  fields: record.fields,
  activityUrl: activityUrl(`quarantine:${record.id}`),
});
