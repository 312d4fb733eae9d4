import { payeeSubject } from "../../../shared/payees/steps/note-views.ts";
import type { PayeeHistory } from "../../../shared/payees/steps/read-payee.ts";
import type { Position } from "../../../shared/payouts/reconciliation/model/payables.ts";
import type { AdvisorPosition } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import type { Pay } from "../../_platform/api/money.ts";
import { activityUrl, advisorUrl, proposalUrl } from "../urls.ts";
import { toPayment } from "./mapping.ts";
import type { FinanceAdvisorResource } from "./schema.response.ts";

/** Where an advisor stands, and where they are paid to. */
export function toFinanceAdvisor(
  { advisorId, name }: { readonly advisorId: string; readonly name: string },
  stands: AdvisorPosition,
  { now, versions, waiting }: PayeeHistory,
  pay: Pay,
): FinanceAdvisorResource {
  const { hold } = stands.account;
  return {
    object: "finance_advisor",
    advisorId,
    name,
    payables: toPayables(stands, pay),
    hold: hold === undefined ? null : { advisorId, reason: hold.why, by: hold.by, at: hold.at },
    payee: {
      state: now.kind === "securityHold" ? "security-hold" : now.kind,
      holdUntil: now.kind === "securityHold" ? now.until : null,
      versions: versions.map(({ version, accountLast4, approvedBy, approvedAt, proposalId }) => ({
        version,
        accountLast4,
        approvedBy,
        approvedAt,
        proposalUrl: proposalUrl(proposalId),
      })),
      viewsUrl: activityUrl(payeeSubject(advisorId)),
      pendingProposalUrls: waiting.map(({ proposalId }) => proposalUrl(proposalId)),
    },
    payments: stands.payments.map(({ state, ...payment }) => toPayment(payment, state, pay)),
    url: advisorUrl(advisorId),
    activityUrl: activityUrl(`advisor:${advisorId}`),
  };
}

/** Where someone stands, or all do. */
export function toPayables(position: Position, pay: Pay): FinanceAdvisorResource["payables"] {
  const { stated, owed, approved, inFlight, paid, rejected, returned, charges, carried, advances } = position;
  return {
    statementTotal: pay(stated),
    outstanding: pay(owed),
    approved: pay(approved),
    inTransit: pay(inFlight),
    paid: pay(paid),
    rejected: pay(rejected),
    returned: pay(returned),
    charges: pay(charges),
    carriedForward: pay(carried),
    advances: pay(advances),
  };
}
