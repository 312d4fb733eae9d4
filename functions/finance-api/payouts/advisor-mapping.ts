import { type PayeeHistory, payeeSubject } from "../../../shared/payees/steps/read-payee.ts";
import type { AdvisorPayables } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { activityUrl, advisorUrl, proposalUrl } from "../urls.ts";
import { toPayment } from "./mapping.ts";
import type { FinanceAdvisorResource } from "./schema.response.ts";

/** Where an advisor stands, and where they are paid to. */
export function toFinanceAdvisor(
  { advisorId, name }: { readonly advisorId: string; readonly name: string },
  stands: AdvisorPayables,
  { now, versions, waiting }: PayeeHistory,
): FinanceAdvisorResource {
  const { hold } = stands.account;
  return {
    advisorId,
    name,
    payables: stands,
    hold: hold && { ...hold, advisorId },
    payee: {
      state: now.kind === "securityHold" ? "security-hold" : now.kind,
      holdUntil: now.kind === "securityHold" ? now.until : undefined,
      versions: versions.map((each) => ({ ...each, proposalUrl: proposalUrl(each.proposalId) })),
      viewsUrl: activityUrl(payeeSubject(advisorId)),
      pendingProposalUrls: waiting.map(({ proposalId }) => proposalUrl(proposalId)),
    },
    payments: stands.payments.map((payment) => toPayment(payment, payment.state)),
    url: advisorUrl(advisorId),
    activityUrl: activityUrl(`advisor:${advisorId}`),
  };
}

/** Where someone stands, or all do. */
