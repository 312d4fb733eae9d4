import { HR, STAFF } from "../../../shared/access/groups.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { kindOfIssue } from "../../../shared/base/issues/refusal.ts";
import { listQuarantined, type QuarantineGroup, type QuarantineLine } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { type QuarantinedRecordFile, readQuarantined } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { type Endpoint, endpoint } from "../../_platform/api/endpoint.ts";
import { toIssue, toIssues } from "../../_platform/api/issues.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { heldUrl, proposalUrl } from "../urls.ts";
import { toHeld, toHeldSummary } from "./mapping.ts";
import type { ReleaseResource } from "./schema.response.ts";
import { heldListSchema, heldRecordSchema, releaseSchema } from "./schema.response.ts";
import { releaseRequest } from "./schema.ts";

/** What could not be taken over, and how it is corrected. */
export const quarantineEndpoints: readonly Endpoint[] = [
  endpoint({
    id: "hrApi.quarantine",
    method: "GET",
    path: "/v1/hr/quarantine",
    access: STAFF,
    summary: "What is held",
    tag: "Quarantine",
    response: heldListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const { records, groups } = await listQuarantined(deps);
      const newestFirst = [...records].sort((left, right) => (placeOf(left).join() < placeOf(right).join() ? 1 : -1));
      const page = pageOf(newestFirst, { url: "/v1/hr/quarantine", query, placeOf, descending: true });
      return {
        ...page,
        data: page.data.map(toHeldSummary),
        totalCount: records.length,
        groups: groups.map(toGroup),
      };
    },
  }),

  endpoint({
    id: "hrApi.quarantined",
    method: "GET",
    path: "/v1/hr/quarantine/:recordId",
    access: STAFF,
    summary: "A held record",
    tag: "Quarantine",
    response: heldRecordSchema,
    handle: async ({ params, deps }) => toHeld(await heldOf(params, deps)),
  }),

  endpoint({
    id: "hrApi.release",
    method: "POST",
    path: "/v1/hr/quarantine/:recordId",
    access: HR,
    summary: "Release a record, or let it stay",
    tag: "Quarantine",
    response: releaseSchema,
    body: releaseRequest,
    description: "A record is released as it is, where what rejected it was corrected, or by a corrected body.",
    handle: async ({ params, body, person, deps }) => {
      const { id, released } = await heldOf(params, deps);
      // Whoever releases it again because the answer was lost is told that it is taken over.
      if (released && body.action === "release") return toRelease(id, "duplicate");
      if (body.action === "acknowledge") {
        await acknowledgeHeldRecord({ id, why: body.why }, person, deps);
        return toRelease(id, "known");
      }
      const outcome = await releaseHeld({ id, body: body.body, why: body.why }, person, deps);
      if (outcome.kind === "proposed") return toRelease(id, "proposed", [], outcome.proposal.proposalId);
      return toRelease(id, outcome.kind, outcome.kind === "held" ? outcome.issues : []);
    },
  }),
];

function toRelease(
  recordId: string,
  outcome: ReleaseResource["outcome"],
  issues: readonly Issue[] = [],
  proposalId?: string,
): ReleaseResource {
  const url = heldUrl(recordId);
  return {
    object: "release",
    recordId,
    outcome,
    issues: toIssues(issues),
    proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
    url,
  };
}

async function heldOf({ recordId }: Readonly<Record<"recordId", string>>, wiring: Wiring): Promise<QuarantinedRecordFile> {
  const found = await readQuarantined(recordId, wiring);
  if (found === undefined) throw notFound("No such record is held.");
  return found;
}

/** What differs from record to record stands as "…". */
const toGroup = ({ kind, path, example, ids }: QuarantineGroup) => ({
  kind,
  ...toIssue({ path, ...kindOfIssue(example) }),
  count: ids.length,
});

const placeOf = ({ heldAt, id }: QuarantineLine): [string, string] => [heldAt, id];
