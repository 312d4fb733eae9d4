import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import { reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restatement-store.ts";
import { sendEdition } from "../../_platform/api/lock-version.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toRestatement } from "../restatement-mapping.ts";
import { proposalUrl } from "../urls.ts";
import { toProposal } from "./mapping.ts";

/** The proposal that the path names. @throws HttpProblem where there is none. */
export async function proposalOf(c: HttpContext, { proposals }: Pick<Wiring, "proposals">): Promise<Proposal> {
  const found = await proposals.find(pathPart(c, "proposalId"));
  if (found === undefined) throw notFound("There is no such proposal.");
  return found;
}

/** Answers with a proposal and what a look at it finds. */
export async function sendProposal(c: HttpContext, proposal: Proposal, wiring: Wiring): Promise<Response> {
  await noteProposalView(proposal, personOf(c), wiring);
  const resource = await lookedAt(proposal, wiring);
  return sendEdition(c, proposal, resource, proposal.status === "publishing" && c.req.method === "POST" ? 202 : 200);
}

/** The same for a proposal that this request made. */
export async function sendCreated(c: HttpContext, proposal: Proposal, wiring: Wiring): Promise<Response> {
  await noteProposalView(proposal, personOf(c), wiring);
  c.header("location", proposalUrl(proposal.proposalId));
  return sendEdition(c, proposal, await lookedAt(proposal, wiring), 201);
}

async function lookedAt(proposal: Proposal, wiring: Wiring) {
  const pay = payIn(wiring.agency.currency);
  if (isPlanContent(proposal.content)) {
    const review = IN_WORK.has(proposal.status) ? await reviewPlan(proposal, wiring) : undefined;
    return toProposal(proposal, { review }, pay, wiring.kinds);
  }
  const sharedAccounts = await sharedAccountsOfProposal(proposal, wiring);
  const { submission } = proposal;
  const kept = submission === undefined || submission.trialId === "" ? undefined : await readRestatement(submission.trialId, wiring);
  return toProposal(proposal, { restatement: kept && toRestatement(kept, pay), sharedAccounts }, pay, wiring.kinds);
}

/** Of what is published or withdrawn there is nothing more to find. */
const IN_WORK: ReadonlySet<Proposal["status"]> = new Set(["draft", "submitted", "approved"]);
