import type { Issue } from "../../../shared/base/issues/issue.ts";
import { kindOfIssue } from "../../../shared/base/issues/refusal.ts";
import { type HeldGroup, type HeldLine, listHeld } from "../../../shared/quarantine/steps/list-quarantined.ts";
import { type HeldFile, readHeld } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { acknowledgeHeldRecord, releaseHeld } from "../../../shared/quarantine/steps/reprocess-and-dismiss.ts";
import { toIssue, toIssues } from "../../_platform/api/issues.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { heldUrl, proposalUrl } from "../urls.ts";
import { toHeld, toHeldSummary } from "./mapping.ts";
import { releaseRequest } from "./requests.ts";
import type { HeldListResource, ReleaseResource } from "./schema.ts";

/** Adds what could not be taken over, and how it is mended. */
export function addQuarantineRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.quarantine", async (c) => {
    const query = readQuery(c, pagingSchema);
    const { records, groups } = await listHeld(wiring());
    const newestFirst = [...records].sort((a, b) => (placeOf(a).join() < placeOf(b).join() ? 1 : -1));
    const page = pageOf(newestFirst, { url: "/v1/hr/quarantine", query, placeOf, descending: true });
    return c.json({
      ...page,
      data: page.data.map(toHeldSummary),
      totalCount: records.length,
      groups: groups.map(toGroup),
    } satisfies HeldListResource);
  });

  route(app, "hrApi.held", async (c) => c.json(toHeld(await heldOf(c, wiring()))));

  route(app, "hrApi.release", async (c) => {
    const request = await readBody(c, releaseRequest);
    const { id, released } = await heldOf(c, wiring());
    const person = personOf(c);
    const answer = (outcome: ReleaseResource["outcome"], issues: readonly Issue[] = [], proposalId?: string) =>
      c.json({
        ...{ object: "release", heldId: id, outcome, issues: toIssues(issues) },
        proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
        url: heldUrl(id),
      } satisfies ReleaseResource);
    // Whoever releases it again because the answer was lost is told that it is taken over.
    if (released && request.action === "release") return answer("duplicate");
    if (request.action === "acknowledge") {
      await acknowledgeHeldRecord({ id, why: request.why }, person, wiring());
      return answer("known");
    }
    const outcome = await releaseHeld({ id, body: request.body, why: request.why }, person, wiring());
    if (outcome.kind === "proposed") return answer("proposed", [], outcome.proposal.proposalId);
    return answer(outcome.kind, outcome.kind === "held" ? outcome.issues : []);
  });
}

async function heldOf(c: HttpContext, wiring: Wiring): Promise<HeldFile> {
  const found = await readHeld(pathPart(c, "heldId"), wiring);
  if (found === undefined) throw notFound("No such record is held.");
  return found;
}

/** What differs from record to record stands as "…". */
const toGroup = ({ kind, path, example, ids }: HeldGroup) => ({
  kind,
  ...toIssue({ path, ...kindOfIssue(example) }),
  count: ids.length,
});

const placeOf = ({ heldAt, id }: HeldLine): [string, string] => [heldAt, id];
