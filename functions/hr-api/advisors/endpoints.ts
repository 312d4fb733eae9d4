import * as z from "zod";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { openAdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { type Issue, issue, refusal, refuse, under } from "../../../shared/base/issues/issue.ts";
import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import { day, id, revision } from "../../../shared/engine/facts/fields.ts";
import { listUnassigned } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import { proposeChange } from "../../../shared/proposals/steps/propose.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound, unprocessable } from "../../_platform/http/problem.ts";
import { saveRequest } from "../../_platform/requests/proposals.ts";
import { createdReply, newStores, SAVED } from "../proposals/mapping.ts";
import { proposalSchema } from "../proposals/schema.response.ts";
import { toAdvisor, toAdvisorPreview, toUnassigned } from "./mapping.ts";
import { advisorFileSchema, advisorPreviewSchema, unassignedListSchema } from "./schema.response.ts";

const handoverTo = z
  .strictObject({ advisorId: id, from: day })
  .optional()
  .describe("Who takes the advisor's customers over, and from which day on.");

/** The rest is read like any fact of an advisor, which says by field what is wrong. */
const advisor = z
  .looseObject({ revision: revision.optional().describe("One above the one that you read; left out, it is numbered.") })
  .describe("The advisor as they are to become, as events carry them: see `AdvisorFact`.");

const previewAdvisorRequest = z.strictObject({ advisor, handoverTo, newStores }).meta({ id: "PreviewAdvisorRequest" });

const saveAdvisorRequest = z
  .strictObject({
    advisor,
    handoverTo,
    newStores,
    ...saveRequest.shape,
  })
  .meta({ id: "SaveAdvisorRequest" });

/** Advisors, how they are registered and changed, and what waits for whom. */
export const advisorEndpoints = tagged("Advisors", [
  endpoint({
    id: "hrApi.advisor",
    route: "GET /v1/hr/advisors/:advisorId",
    access: STAFF,
    summary: "An advisor's profile",
    response: advisorFileSchema,
    handle: async ({ params, deps }) => {
      const file = await openAdvisorFile(params.advisorId, deps);
      if (file === undefined) throw notFound("Nobody of that id is registered.");
      return toAdvisor(file, deps.kinds);
    },
  }),

  endpoint({
    id: "hrApi.previewAdvisor",
    route: "POST /v1/hr/advisors/:advisorId/preview",
    access: HR,
    summary: "What saving an advisor would change",
    response: advisorPreviewSchema,
    body: previewAdvisorRequest,
    description: "Changes nothing.",
    handle: async ({ params, body: { advisor, handoverTo, newStores }, deps }) => {
      const preview = await previewAdvisor({ advisor: named(params, advisor), handoverTo, newStores }, deps);
      return toAdvisorPreview(preview);
    },
  }),

  endpoint({
    id: "hrApi.saveAdvisor",
    route: "PUT /v1/hr/advisors/:advisorId",
    access: HR,
    summary: "Register or change an advisor",
    response: proposalSchema,
    body: saveAdvisorRequest,
    status: 201,
    description: SAVED,
    handle: async ({ params, body, person, deps }) => {
      const { advisor, handoverTo, newStores, comment, expectedResultHash } = body;
      const { before, content, issues } = await previewAdvisor({ advisor: named(params, advisor), handoverTo, newStores }, deps);
      expectRevision(advisor.revision, before);
      if (content === undefined) throw unprocessable(issues.map(ofBody));
      return createdReply(await proposeChange(content, { comment, expectedResultHash }, person, deps), person, deps);
    },
  }),

  endpoint({
    id: "hrApi.unassignedCredits",
    route: "GET /v1/hr/unassigned-credits",
    access: STAFF,
    summary: "Credits of unregistered advisors or such without a plan",
    response: unassignedListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const waiting = [...(await listUnassigned(deps))].sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
      const page = pageOf(waiting, { url: "/v1/hr/unassigned-credits", query, placeOf: ({ advisorId }) => [advisorId] });
      return { ...page, data: page.data.map((each) => toUnassigned(each)) };
    },
  }),
]);

/** @throws RefusedError where the advisor was changed since they were read. */
function expectRevision(revision: number | undefined, before: Advisor | undefined): void {
  const stored = before?.revision ?? 0;
  if (revision === undefined || revision === stored + 1) return;
  refuse(refusal("revision-taken", { advisorId: before?.advisorId ?? "", stored, revision }));
}

/** The advisor of whom the path speaks. @throws HttpProblem where the body speaks of another. */
function named(
  { advisorId }: Readonly<Record<"advisorId", string>>,
  advisor: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (advisor.advisorId !== undefined && advisor.advisorId !== advisorId)
    throw unprocessable([issue("advisor.advisorId", "differs-from-address")]);
  return { ...advisor, advisorId };
}

/** An issue of the advisor, as it is told of the whole body. */
const ofBody = (each: Issue): Issue => (each.path.startsWith("handoverTo") ? each : under("advisor", each));
