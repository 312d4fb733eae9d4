import type { TrailEntry } from "../../../shared/approval/trail.ts";
import { pathPart } from "../../_platform/api/asking.ts";
import { pageOf, pagingSchema } from "../../_platform/api/page-of.ts";
import { readQuery } from "../../_platform/api/read-request.ts";
import type { App } from "../../_platform/http/app.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/route.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import type { TrailEntryResource } from "../schemas/trail.ts";
import { proposalUrl, trailUrl } from "../urls.ts";

/** Adds the trail of what people changed. */
export function addTrailRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.trail", async (c) => {
    const query = readQuery(c, pagingSchema);
    const subject = pathPart(c, "subject");
    if (!SUBJECT.test(subject))
      throw notFound(
        "There is no such trail: expected proposal:ID, plan:ID, advisor:ID, quarantine:ID, payout:ID, scores, adjustments or payees.",
      );
    const entries = (await wiring().proposals.trail(subject)).map((entry, index) => ({ entry, place: String(index).padStart(9, "0") }));
    // Lines are only ever added, so that a line's number is its place for good.
    const page = pageOf(entries, { url: trailUrl(subject), query, placeOf: ({ place }) => [place] });
    return c.json({ ...page, data: page.data.map(({ entry }) => toEntry(entry)) });
  });
}

const SUBJECT = /^(scores|adjustments|payees|(proposal|plan|advisor|quarantine|payout):.+)$/s;

function toEntry({ at, by, action, changes, why, proposalId, edition }: TrailEntry): TrailEntryResource {
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
