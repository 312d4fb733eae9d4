import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { openAdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { type Issue, issue, under } from "../../../shared/base/issues/issue.ts";
import { refusal, refuse } from "../../../shared/base/issues/refusal.ts";
import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import { listWaiting } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import { proposeChange } from "../../../shared/proposals/steps/propose-change.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound, unprocessable } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { sendCreated } from "../proposals/responses.ts";
import { toAdvisor, toAdvisorPreview, toWaiting } from "./mapping.ts";
import { previewAdvisorRequest, saveAdvisorRequest } from "./requests.ts";

/** Adds advisors, how they are registered and changed, and what waits for whom. */
export function addAdvisorRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.advisor", async (c) => {
    const file = await openAdvisorFile(pathPart(c, "advisorId"), wiring());
    if (file === undefined) throw notFound("Nobody of that id is registered.");
    return c.json(toAdvisor(file, payIn(wiring().agency.currency), wiring().kinds));
  });

  route(app, "hrApi.previewAdvisor", async (c) => {
    const { advisor, handedTo, newStores } = await readBody(c, previewAdvisorRequest);
    const preview = await previewAdvisor({ advisor: named(c, advisor), handedTo, newStores }, wiring());
    return c.json(toAdvisorPreview(preview, payIn(wiring().agency.currency)));
  });

  route(app, "hrApi.saveAdvisor", async (c) => {
    const { advisor, handedTo, newStores, why, seenResultHash } = await readBody(c, saveAdvisorRequest);
    const { before, content, issues } = await previewAdvisor({ advisor: named(c, advisor), handedTo, newStores }, wiring());
    expectRevision(advisor.revision, before);
    if (content === undefined) throw unprocessable(issues.map(ofBody));
    return sendCreated(c, await proposeChange(content, { why, seenResultHash }, personOf(c), wiring()), wiring());
  });

  route(app, "hrApi.waiting", async (c) => {
    const query = readQuery(c, pagingSchema);
    const waiting = [...(await listWaiting(wiring()))].sort((a, b) => (a.advisorId < b.advisorId ? -1 : 1));
    const page = pageOf(waiting, { url: "/v1/hr/waiting", query, placeOf: ({ advisorId }) => [advisorId] });
    return c.json({ ...page, data: page.data.map((each) => toWaiting(each, payIn(wiring().agency.currency))) });
  });
}

/** @throws RefusedError where the advisor was changed since they were read. */
function expectRevision(revision: number | undefined, before: Advisor | undefined): void {
  const stored = before?.revision ?? 0;
  if (revision === undefined || revision === stored + 1) return;
  refuse(refusal("revision-taken", { advisorId: before?.advisorId ?? "", stored, revision }));
}

/** The advisor of whom the path speaks. @throws HttpProblem where the body speaks of another. */
function named(c: HttpContext, advisor: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const advisorId = pathPart(c, "advisorId");
  if (advisor.advisorId !== undefined && advisor.advisorId !== advisorId)
    throw unprocessable([issue("advisor.advisorId", "differs-from-address")]);
  return { ...advisor, advisorId };
}

/** An issue of the advisor, as it is told of the whole body. */
const ofBody = (each: Issue): Issue => (each.path.startsWith("handedTo") ? each : under("advisor", each));
