import { payeeSubject } from "../../../shared/payees/steps/note-views.ts";
import type { PayeeHistory } from "../../../shared/payees/steps/read-payee.ts";
import type { Position } from "../../../shared/payouts/reconciliation/model/payables.ts";
import type { AdvisorPosition } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import type { Pay } from "../../_platform/api/money.ts";
import { advisorUrl, proposalUrl, trailUrl } from "../urls.ts";
import { toPayment } from "./mapping.ts";
import type { PaidAdvisorResource } from "./schema.response.ts";

/** Where an advisor stands, and where they are paid to. */
export function toPaidAdvisor(
  { advisorId, name }: { readonly advisorId: string; readonly name: string },
  stands: AdvisorPosition,
  { now, versions, waiting }: PayeeHistory,
  pay: Pay,
): PaidAdvisorResource {
  const { hold } = stands.account;
  return {
    object: "paid_advisor",
    advisorId,
    name,
    position: toPosition(stands, pay),
    hold: hold === undefined ? null : { advisorId, why: hold.why, by: hold.by, at: hold.at },
    payee: {
      state: now.kind,
      until: now.kind === "securityHold" ? now.until : null,
      versions: versions.map(({ version, accountLast4, approvedBy, approvedAt, proposalId }) => ({
        version,
        accountLast4,
        approvedBy,
        approvedAt,
        proposalUrl: proposalUrl(proposalId),
      })),
      viewsUrl: trailUrl(payeeSubject(advisorId)),
      waitingUrls: waiting.map(({ proposalId }) => proposalUrl(proposalId)),
    },
    payments: stands.payments.map(({ state, ...payment }) => toPayment(payment, state, pay)),
    url: advisorUrl(advisorId),
    trailUrl: trailUrl(`advisor:${advisorId}`),
  };
}

/** Where someone stands, or all do. */
export function toPosition(position: Position, pay: Pay): PaidAdvisorResource["position"] {
  const { stated, owed, approved, inFlight, paid, rejected, returned, charges, carried, advances } = position;
  return {
    stated: pay(stated),
    owed: pay(owed),
    approved: pay(approved),
    inFlight: pay(inFlight),
    paid: pay(paid),
    rejected: pay(rejected),
    returned: pay(returned),
    charges: pay(charges),
    carried: pay(carried),
    advances: pay(advances),
  };
}
