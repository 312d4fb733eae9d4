import type { PlanOverview, PlanVersion } from "../../../shared/plans/steps/list-plans.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import { toProposalSummary } from "../proposals/mapping.ts";
import { activityUrl, planUrl, proposalUrl, versionUrl } from "../urls.ts";
import type { PlanResource, PlanVersionResource } from "./schema.response.ts";

/** A plan with all its versions and drafts. */
export const toPlan = ({ planId, versions, drafts }: PlanOverview, kinds: ProposalKinds): PlanResource => ({
  planId,
  versions: versions.map(toPlanVersion),
  drafts: drafts.map((proposal) => toProposalSummary(proposal, kinds)),
  url: planUrl(planId),
  activityUrl: activityUrl(`plan:${planId}`),
});

export const toPlanVersion = (version: PlanVersion): PlanVersionResource => ({
  ...version,
  ...version.plan,
  effectiveTo: version.until,
  proposalUrl: version.proposal && proposalUrl(version.proposal.proposalId),
  url: versionUrl(version.plan.planId, version.plan.version),
});
