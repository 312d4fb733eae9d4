import type { AdvisorPreview } from "../../../shared/advisors/steps/preview-advisor.ts";
import type { AdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import type { UnassignedCredits } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { toProposalSummary } from "../proposals/mapping.ts";
import { toRestatement } from "../restatement-schema.response.ts";
import { activityUrl, advisorUrl } from "../urls.ts";
import type { AdvisorPreviewResource, AdvisorResource, UnassignedResource } from "./schema.response.ts";

/** All that HR sees of an advisor. */
export function toAdvisor(file: AdvisorFile, kinds: ProposalKinds): AdvisorResource {
  const { advisor, standing, expected, waiting, proposals } = file;
  const { statement, settled } = expected;
  return {
    ...file,
    current: {
      ...standing,
      version: standing.plan?.version,
      attributes: Object.entries(standing.attributes).map(([name, each]) => ({ name, ...each })),
    },
    expected: {
      month: expected.month,
      earnings: expected.earnings.amount,
      payable: statement?.payable ?? 0n,
      carriedForward: settled.carriedForward,
    },
    unassignedCredits: waiting && toUnassigned(waiting),
    proposals: proposals.map((proposal) => toProposalSummary(proposal, kinds)),
    url: advisorUrl(advisor.advisorId),
    activityUrl: activityUrl(`advisor:${advisor.advisorId}`),
  };
}

/** What saving an advisor would change. */
export const toAdvisorPreview = ({ content, restatement, waiting, ...preview }: AdvisorPreview): AdvisorPreviewResource => ({
  ...preview,
  after: content?.advisor,
  issues: toIssues(preview.issues),
  restatement: restatement && toRestatement(restatement),
  unassignedCredits: waiting && toUnassigned(waiting),
});

/** What waits for someone. */
export const toUnassigned = (credits: UnassignedCredits): UnassignedResource => credits;
