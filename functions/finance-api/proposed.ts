import { sum } from "../../shared/base/money/money.ts";
import type { SharedAccount } from "../../shared/payees/model/shared-account.ts";
import { sharedAccountsOfProposal } from "../../shared/payees/steps/find-shared-accounts.ts";
import type { Proposal } from "../../shared/proposals/model/proposal.ts";
import { toAccountSharedWith } from "../_platform/api/account-shared-with.ts";
import { created } from "../_platform/api/endpoint.ts";
import { knownContent } from "../_platform/proposal-kinds.ts";
import type { Wiring } from "../_platform/wiring.ts";
import type { ProposedResource } from "./proposed-schema.response.ts";
import { proposalUrl } from "./urls.ts";

/** What the description of an endpoint says whose proposal another person approves. */
export const APPROVED_BY_ANOTHER =
  "It waits for another person of HR or finance, who approves it where proposals stand (`/v1/hr/proposals/{proposalId}/approve`); that publishes it at once.";

/** What was proposed by this request, in short: its content stands at its own address. */
export function toProposed(
  { proposalId, content: stored, status, lockVersion }: Proposal,
  shared: readonly SharedAccount[] = [],
): ProposedResource {
  const content = knownContent(stored);
  if (content.kind !== "adjustments" && content.kind !== "payees" && content.kind !== "outcomes")
    throw new Error(`proposal ${proposalId} is of kind ${content.kind}`);
  return {
    object: "proposed",
    proposalId,
    kind: content.kind,
    status,
    lockVersion,
    count: content.entries.length,
    amount: content.kind === "adjustments" ? sum(content.entries.map(({ amount }) => BigInt(amount))) : undefined,
    sharedAccounts: shared.map((each) => ({ advisorId: each.advisorId, accountSharedWith: toAccountSharedWith(each) })),
    url: proposalUrl(proposalId),
  };
}

/** The response to a request by which something was proposed: 201, and where the proposal stands. */
export const proposalReply = async (proposal: Proposal, deps: Wiring) =>
  created(proposalUrl(proposal.proposalId), toProposed(proposal, await sharedAccountsOfProposal(proposal, deps)));
