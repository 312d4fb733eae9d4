import type { PayeesContent } from "../../../shared/payees/model/content.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import type { PlanReview } from "../../../shared/plans/steps/review-draft.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import type { Proposal, Submission } from "../../../shared/proposals/model/proposal.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import type { Pay } from "../../_platform/api/money.ts";
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

export function toProposalSummary(proposal: Proposal, kinds: ProposalKinds): ProposalSummaryResource {
  return { object: "proposal_summary", ...summaryFields(proposal, kinds), restates: proposal.submission?.restates ?? null };
}

/** A proposal, and what a look at it finds. */
export function toProposal(
  proposal: Proposal,
  { review, restatement, sharedAccounts = [] }: Known,
  pay: Pay,
  kinds: ProposalKinds,
): ProposalResource {
  const { content, simulationId, submission, approval, refusals = [] } = proposal;
  const fields = summaryFields(proposal, kinds);
  return {
    object: "proposal",
    ...fields,
    content: toContent(knownContent(content), sharedAccounts, pay),
    simulationUrl: simulationId === undefined ? null : simulationUrl(simulationId),
    submission: submission === undefined ? null : toSubmission(submission, pay),
    approval: approval ?? null,
    issues: toIssues(refusals),
    review: review === undefined ? null : toReview(review, submission?.acknowledged ?? []),
    restatement: restatement ?? null,
    simulationsUrl: `${fields.url}/simulations`,
    activityUrl: activityUrl(`proposal:${proposal.proposalId}`),
  };
}

function summaryFields(proposal: Proposal, kinds: ProposalKinds) {
  const { proposalId, content, status, lockVersion, authors, createdAt, changedAt, publishedAt } = proposal;
  return {
    proposalId,
    kind: knownContent(content).kind,
    subject: kinds.of(content).subjectOf(content),
    status,
    lockVersion,
    authors: [...authors],
    createdAt,
    changedAt,
    publishedAt: publishedAt ?? null,
    url: proposalUrl(proposalId),
  };
}

function toContent(content: ProposalContent, shared: readonly SharedAccount[], pay: Pay): ProposalResource["content"] {
  switch (content.kind) {
    case "plan":
      return { ...content, terms: { ...content.terms }, rollbackOf: content.rollbackOf ?? null };
    case "advisor":
      return { ...content, handoverTo: content.handoverTo ?? null };
    case "scores":
      return { ...content, entries: [...content.entries] };
    case "correction": {
      const { heldHash, ...rest } = content;
      return { ...rest, bodyHash: heldHash, advisorIds: [...content.advisorIds] };
    }
    case "adjustments":
      return {
        ...content,
        entries: content.entries.map(({ counters, ...entry }) => ({
          ...entry,
          amount: pay(BigInt(entry.amount)),
          reverses: counters ?? null,
          kind: entry.kind ?? null,
        })),
      };
    case "outcomes":
      return {
        ...content,
        entries: content.entries.map(({ act, known, amount, outcome, payeeVersion, on, code, charges, ...entry }) => ({
          ...entry,
          action: act,
          knownOutcomes: known,
          amount: pay(BigInt(amount)),
          outcome: outcome ?? null,
          payeeVersion: payeeVersion ?? null,
          bankDate: on ?? null,
          code: code ?? null,
          charges: charges === undefined ? null : pay(BigInt(charges)),
        })),
      };
    case "payees":
      return { ...content, entries: toPayeeEntries(content, shared) };
    case "settings":
      return { ...content, settings: { ...content.settings } };
  }
}

/** What is sealed stays where it is, and so does the account's tag. */
function toPayeeEntries({ entries }: PayeesContent, shared: readonly SharedAccount[]) {
  const sharedOf = new Map(shared.map((each) => [each.advisorId, each]));
  return entries.map(({ advisorId, version, accountLast4, holder, warnings = [] }) => ({
    advisorId,
    version,
    accountLast4,
    holder: { ...holder },
    warnings: [...warnings],
    accountSharedWith: toAccountSharedWith(sharedOf.get(advisorId)),
  }));
}

function toSubmission({ openMonth, acknowledged, why, ...rest }: Submission, pay: Pay): ProposalResource["submission"] {
  return {
    ...rest,
    comment: why,
    openMonth: openMonth === undefined ? null : { month: openMonth.month, before: pay(openMonth.before), after: pay(openMonth.after) },
    acknowledged: [...acknowledged],
  };
}

function toReview(review: PlanReview, acknowledged: readonly string[]): NonNullable<ProposalResource["review"]> {
  const { plan, issues, latestVersion, changes, findings, restates, restatementRange, missing } = review;
  return {
    plan: plan ?? null,
    issues: toIssues(issues),
    latestVersion,
    changes: [...changes],
    findings: findings.map(({ about, ...each }) => ({ ...each, params: about, acknowledged: acknowledged.includes(each.id) })),
    restates,
    restatementRange: restatementRange ?? null,
    missing: toIssues(missing),
  };
}
