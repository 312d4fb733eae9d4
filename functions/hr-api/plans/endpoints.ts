import { STAFF } from "../../../shared/access/groups.ts";
import { listPlans, type PlanOverview, type PlanVersion, readPlan } from "../../../shared/plans/steps/list-plans.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toProposalSummary } from "../proposals/mapping.ts";
import { activityUrl, planUrl, proposalUrl, versionUrl } from "../urls.ts";
import { type PlanResource, type PlanVersionResource, planListSchema, planSummarySchema, planVersionSchema } from "./schema.response.ts";

/** Plans and their published versions. */
export const planEndpoints = tagged("Plans", [
  endpoint({
    id: "hrApi.plans",
    route: "GET /v1/hr/plans",
    access: STAFF,
    summary: "All plans",
    response: planListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const page = pageOf(await listPlans(deps), { url: "/v1/hr/plans", query, placeOf: ({ planId }) => [planId] });
      return { ...page, data: page.data.map((plan) => toPlan(plan, deps.kinds)) };
    },
  }),

  endpoint({
    id: "hrApi.plan",
    route: "GET /v1/hr/plans/:planId",
    access: STAFF,
    summary: "A plan, its versions and drafts",
    response: planSummarySchema,
    handle: async ({ params, deps }) => toPlan(await planOf(params, deps), deps.kinds),
  }),

  endpoint({
    id: "hrApi.version",
    route: "GET /v1/hr/plans/:planId/versions/:version",
    access: STAFF,
    summary: "A published version",
    response: planVersionSchema,
    handle: async ({ params, deps }) => {
      const { versions } = await planOf(params, deps);
      const found = versions.find(({ plan }) => String(plan.version) === params.version);
      if (found === undefined) throw notFound("The plan has no such version.");
      return toPlanVersion(found);
    },
  }),
]);

async function planOf({ planId }: Readonly<Record<"planId", string>>, wiring: Wiring): Promise<PlanOverview> {
  const found = await readPlan(planId, wiring);
  if (found === undefined) throw notFound("There is no such plan.");
  return found;
}

/** A plan with all its versions and drafts. */
const toPlan = ({ planId, versions, drafts }: PlanOverview, kinds: ProposalKinds): PlanResource => ({
  planId,
  versions: versions.map(toPlanVersion),
  drafts: drafts.map((proposal) => toProposalSummary(proposal, kinds)),
  url: planUrl(planId),
  activityUrl: activityUrl(`plan:${planId}`),
});

const toPlanVersion = (version: PlanVersion): PlanVersionResource => ({
  ...version,
  ...version.plan,
  effectiveTo: version.until,
  proposalUrl: version.proposal && proposalUrl(version.proposal.proposalId),
  url: versionUrl(version.plan.planId, version.plan.version),
});
