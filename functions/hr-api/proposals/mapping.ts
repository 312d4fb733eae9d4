import type { PayeesContent } from "../../../shared/payees/model/content.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import type { PlanReview } from "../../../shared/plans/steps/review-draft.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { knownContent, type ProposalContent } from "../../_platform/proposal-kinds.ts";
import type { RestatementResource } from "../restatement-schema.response.ts";
import { activityUrl, proposalUrl, simulationUrl } from "../urls.ts";
import type { ProposalResource, ProposalSummaryResource } from "./schema.response.ts";

/** What is known of a proposal beside itself. */
interface Known {
  readonly review?: PlanReview | undefined;
  readonly restatement?: RestatementResource | undefined;
  /** Entries of payees whose account others have too. */
  readonly sharedAccounts?: readonly SharedAccount[];
}

export const toProposalSummary = (proposal: Proposal, kinds: ProposalKinds): ProposalSummaryResource => ({
  ...proposal,
  kind: knownContent(proposal.content).kind,
  subject: kinds.of(proposal.content).subjectOf(proposal.content),
  restates: proposal.submission?.restates,
  url: proposalUrl(proposal.proposalId),
});

/** A proposal, and what a look at it finds. */
export function toProposal(
  proposal: Proposal,
  { review, restatement, sharedAccounts = [] }: Known,
  kinds: ProposalKinds,
): ProposalResource {
  const { content, simulationId, submission, refusals } = proposal;
  const summary = toProposalSummary(proposal, kinds);
  return {
    ...proposal,
    ...summary,
    content: toContent(knownContent(content), sharedAccounts),
    simulationUrl: simulationId && simulationUrl(simulationId),
    submission: submission && { ...submission, comment: submission.comment },
    issues: toIssues(refusals),
    review: review && toReview(review, submission?.acknowledged ?? []),
    restatement,
    simulationsUrl: `${summary.url}/simulations`,
    activityUrl: activityUrl(`proposal:${proposal.proposalId}`),
  };
}

function toContent(content: ProposalContent, shared: readonly SharedAccount[]): ProposalResource["content"] {
  switch (content.kind) {
    case "plan":
      return { ...content, terms: { ...content.terms } };
    case "correction":
      return { ...content, bodyHash: content.heldHash };
    case "adjustments":
      return { ...content, entries: content.entries.map((each) => ({ ...each, amount: BigInt(each.amount), reverses: each.counters })) };
    case "outcomes":
      return { ...content, entries: content.entries.map(toOutcomeEntry) };
    case "payees":
      return { ...content, entries: toPayeeEntries(content, shared) };
    case "settings":
      return { ...content, settings: { ...content.settings } };
    default:
      return content;
  }
}

const toOutcomeEntry = (entry: Extract<ProposalContent, { kind: "outcomes" }>["entries"][number]) => ({
  ...entry,
  action: entry.act,
  knownOutcomes: entry.known,
  amount: BigInt(entry.amount),
  bankDate: entry.on,
  charges: entry.charges === undefined ? undefined : BigInt(entry.charges),
});

/** What is encrypted is no part of the response, nor is the account's tag. */
function toPayeeEntries({ entries }: PayeesContent, shared: readonly SharedAccount[]) {
  const sharedOf = new Map(shared.map((each) => [each.advisorId, each]));
  return entries.map((entry) => ({
    ...entry,
    warnings: entry.warnings ?? [],
    accountSharedWith: toAccountSharedWith(sharedOf.get(entry.advisorId)),
  }));
}

const toReview = (review: PlanReview, acknowledged: readonly string[]): ProposalResource["review"] => ({
  ...review,
  issues: toIssues(review.issues),
  findings: review.findings.map((each) => ({ ...each, params: each.about, acknowledged: acknowledged.includes(each.id) })),
  missing: toIssues(review.missing),
});
