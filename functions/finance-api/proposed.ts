import { sum } from "../../shared/base/money/rounding.ts";
import type { SharedAccount } from "../../shared/payees/model/shared-account.ts";
import type { Proposal } from "../../shared/proposals/model/proposal.ts";
import { toAccountSharedWith } from "../_platform/api/account-shared-with.ts";
import type { Pay } from "../_platform/api/money.ts";
import { knownContent } from "../_platform/proposal-kinds.ts";
import type { ProposedResource } from "./proposed-schema.response.ts";
import { proposalUrl } from "./urls.ts";

/** What the description of an endpoint says whose proposal another person approves. */
export const APPROVED_BY_ANOTHER =
  "It waits for another person of HR or finance, who approves it where proposals stand (`/v1/hr/proposals/{proposalId}/approve`); that publishes it at once.";

/** What was proposed by this request, in short: its content stands at its own address. */
export function toProposed(
  { proposalId, content: stored, status, lockVersion }: Proposal,
  pay: Pay,
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
    amount: content.kind === "adjustments" ? pay(sum(content.entries.map(({ amount }) => BigInt(amount)))) : null,
    sharedAccounts: shared.map((each) => ({ advisorId: each.advisorId, accountSharedWith: toAccountSharedWith(each) })),
    url: proposalUrl(proposalId),
  };
}
