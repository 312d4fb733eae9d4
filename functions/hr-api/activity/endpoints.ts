import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { pathPart } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalUrl, trailUrl } from "../urls.ts";
import type { TrailEntryResource } from "./schema.ts";

/** Adds the trail of what people changed. */
export function addTrailRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.trail", async (c) => {
    const query = readQuery(c, pagingSchema);
    const subject = pathPart(c, "subject");
    if (!SUBJECT.test(subject))
      throw notFound(
        "There is no such trail: expected proposal:ID, plan:ID, advisor:ID, quarantine:ID, payout:ID, payee:ADVISOR, scores, adjustments or payees.",
      );
    const entries = (await wiring().proposals.trail(subject)).map((entry, index) => ({ entry, place: String(index).padStart(9, "0") }));
    // Lines are only ever added, so that a line's number is its place for good.
    const page = pageOf(entries, { url: trailUrl(subject), query, placeOf: ({ place }) => [place] });
    return c.json({ ...page, data: page.data.map(({ entry }) => toEntry(entry)) });
  });
}

const SUBJECT = /^(scores|adjustments|payees|(proposal|plan|advisor|quarantine|payout|payee):.+)$/s;

function toEntry({ at, by, action, changes, why, proposalId, edition }: ActivityEntry): TrailEntryResource {
  return {
    object: "trail_entry",
    at,
    by,
    action,
    changes: [...changes],
    why: why ?? null,
    proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
    edition: edition ?? null,
  };
}
