import * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import { id } from "../../../shared/engine/facts/fields.ts";
import type { PayeesContent } from "../../../shared/payees/model/content.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import { type PlanReview, reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import { PROPOSAL_STATUSES, type Proposal } from "../../../shared/proposals/model/proposal.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restate.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import { Reply } from "../../_platform/api/endpoint.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { knownContent, PROPOSAL_KINDS, type ProposalContent } from "../../_platform/proposal-kinds.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type RestatementResource, toRestatement } from "../restatement-schema.response.ts";
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

/** What the description of an endpoint says that saves a change. */
export const SAVED =
  "Where it leaves closed months alone it is published at once; else it is submitted, and someone else has to approve it. The answer is the proposal by which it was done. Saved is what was seen: send the `resultHash` that the preview showed.";

/** The proposal that the path names. @throws HttpProblem where there is none. */
export async function proposalOf(
  { proposalId }: Readonly<Record<"proposalId", string>>,
  { proposals }: Pick<Wiring, "proposals">,
): Promise<Proposal> {
  const found = await proposals.find(proposalId);
  if (found === undefined) throw notFound("There is no such proposal.");
  return found;
}

/** A proposal and what a look at it finds. That someone looked is noted before it is told. */
export async function proposalReply(proposal: Proposal, person: Person, wiring: Wiring, status: 200 | 202 = 200) {
  await noteProposalView(proposal, person, wiring);
  return new Reply(await lookedAt(proposal, wiring), { status, lockVersion: proposal.lockVersion });
}

/** The same for a proposal that this request made. */
export async function createdReply(proposal: Proposal, person: Person, wiring: Wiring) {
  await noteProposalView(proposal, person, wiring);
  const headers = { location: proposalUrl(proposal.proposalId) };
  return new Reply(await lookedAt(proposal, wiring), { status: 201, headers, lockVersion: proposal.lockVersion });
}

async function lookedAt(proposal: Proposal, wiring: Wiring) {
  if (isPlanContent(proposal.content)) {
    const review = IN_WORK.has(proposal.status) ? await reviewPlan(proposal, wiring) : undefined;
    return toProposal(proposal, { review }, wiring.kinds);
  }
  const sharedAccounts = await sharedAccountsOfProposal(proposal, wiring);
  const { submission } = proposal;
  const kept =
    submission === undefined || submission.simulationId === "" ? undefined : await readRestatement(submission.simulationId, wiring);
  return toProposal(proposal, { restatement: kept && toRestatement(kept), sharedAccounts }, wiring.kinds);
}

/** Of what is published or withdrawn there is nothing more to find. */
const IN_WORK: ReadonlySet<Proposal["status"]> = new Set(["draft", "submitted", "approved"]);

export const proposalsQuery = pagingSchema.extend({
  status: z.enum(PROPOSAL_STATUSES).optional().describe("Only those."),
  kind: z.enum(PROPOSAL_KINDS).optional().describe("Only those."),
});

export const newStoresQuery = {
  newStores: z
    .string()
    .max(2000)
    .optional()
    .describe(
      "Of a file: stores that are new on purpose, by their ids, with commas between them. The lines of other unknown ones are left out.",
    ),
};
export const scoresUploadQuery = z.strictObject(newStoresQuery);

export const newStores = z
  .array(id)
  .max(200)
  .optional()
  .describe(
    "Stores that are new on purpose, by their ids: one that no advisor and no attributes name yet is refused unless it stands here.",
  );
