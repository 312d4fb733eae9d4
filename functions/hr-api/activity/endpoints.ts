import { STAFF } from "../../../shared/access/groups.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { activityUrl, proposalUrl } from "../urls.ts";
import type { ActivityEntryResource } from "./schema.response.ts";
import { activityListSchema } from "./schema.response.ts";

/** The activity log of what people changed. */
export const activityEndpoints = tagged("Activity", [
  endpoint({
    id: "hrApi.activity",
    route: "GET /v1/hr/activity/:subject",
    access: STAFF,
    summary: "Who changed what, and why",
    response: activityListSchema,
    query: pagingSchema,
    description: "Of `proposal:ID`, `plan:ID`, `advisor:ID`, `quarantine:ID` or `scores`.",
    handle: async ({ params, query, deps }) => {
      const { subject } = params;
      if (!SUBJECT.test(subject))
        throw notFound(
          "There is no such activity: expected proposal:ID, plan:ID, advisor:ID, quarantine:ID, payout:ID, payee:ADVISOR, scores, adjustments or payees.",
        );
      const entries = (await deps.proposals.activity(subject)).map((entry, index) => ({ entry, place: String(index).padStart(9, "0") }));
      // Lines are only ever added, so that a line's number is its place for good.
      const page = pageOf(entries, { url: activityUrl(subject), query, placeOf: ({ place }) => [place] });
      return { ...page, data: page.data.map(({ entry }) => toEntry(entry)) };
    },
  }),
]);

const SUBJECT = /^(scores|adjustments|payees|(proposal|plan|advisor|quarantine|payout|payee):.+)$/s;

function toEntry({ at, by, action, changes, comment, proposalId, lockVersion }: ActivityEntry): ActivityEntryResource {
  return {
    object: "activity_entry",
    at,
    by,
    action,
    changes: [...changes],
    comment: comment ?? null,
    proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
    lockVersion: lockVersion ?? null,
  };
}
