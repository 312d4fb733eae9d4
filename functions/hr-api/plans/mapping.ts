import type { PlanOverview, PlanVersion } from "../../../shared/plans/steps/list-plans.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import { toProposalSummary } from "../proposals/mapping.ts";
import { activityUrl, planUrl, proposalUrl, versionUrl } from "../urls.ts";
import type { PlanResource, PlanVersionResource } from "./schema.response.ts";

/** A plan with all its versions and drafts. */
export function toPlan({ planId, versions, drafts }: PlanOverview, kinds: ProposalKinds): PlanResource {
  return {
    object: "plan",
    planId,
    versions: versions.map(versionFields),
    drafts: drafts.map((proposal) => toProposalSummary(proposal, kinds)),
    url: planUrl(planId),
    activityUrl: activityUrl(`plan:${planId}`),
  };
}

export const toPlanVersion = (version: PlanVersion): PlanVersionResource => ({
  object: "plan_version",
  ...versionFields(version),
  plan: version.plan,
});

function versionFields({ plan, state, until, proposal, rolledBack }: PlanVersion): PlanResource["versions"][number] {
  const { planId, version, effectiveFrom } = plan;
  return {
    planId,
    version,
    effectiveFrom,
    state,
    effectiveTo: until ?? null,
    rolledBack,
    proposalUrl: proposal === undefined ? null : proposalUrl(proposal.proposalId),
    url: versionUrl(planId, version),
  };
}
