import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Person } from "../../../shared/access/policy.ts";
import { notePayeeView, payeeSubject } from "../../../shared/payees/steps/note-views.ts";
import { type PayeeHistory, readPayee } from "../../../shared/payees/steps/read-payee.ts";
import { type AdvisorPayables, payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { wholeList } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { paymentHoldRequest } from "../../_platform/requests/payees.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { activityUrl, advisorUrl, proposalUrl } from "../urls.ts";
import { toHold, toPayment } from "./mapping.ts";
import { type FinanceAdvisorResource, financeAdvisorSchema, holdListSchema } from "./schema.response.ts";

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

/** Where single advisors stand, and whose payments are on hold. */
export const advisorEndpoints = tagged("Payouts", [
  endpoint({
    id: "financeApi.holds",
    route: "GET /v1/finance/holds",
    access: STAFF,
    summary: "Payments on hold",
    response: holdListSchema,
    handle: async ({ deps }) => wholeList("/v1/finance/holds", (await deps.payouts.holds()).map(toHold)),
  }),

  endpoint({
    id: "financeApi.advisor",
    route: "GET /v1/finance/advisors/:advisorId",
    access: STAFF,
    summary: "Where an advisor stands",
    tag: "Reconciliation",
    response: financeAdvisorSchema,
    handle: ({ params, person, deps }) => financeAdvisor(params.advisorId, person, deps),
  }),

  endpoint({
    id: "financeApi.holdPayments",
    route: "PUT /v1/finance/advisors/:advisorId/payment-hold",
    access: FINANCE,
    summary: "Hold an advisor's payments",
    response: financeAdvisorSchema,
    body: paymentHoldRequest,
    description:
      "No payout pays an advisor whose payments are on hold; a draft from before can't be approved, and an approved payout that pays them can't be exported.",
    handle: async ({ params: { advisorId }, body: { reason }, person, deps }) => {
      await holdAdvisor({ advisorId, reason }, person, deps);
      return financeAdvisor(advisorId, person, deps);
    },
  }),

  endpoint({
    id: "financeApi.resumePayments",
    route: "DELETE /v1/finance/advisors/:advisorId/payment-hold",
    access: FINANCE,
    summary: "Resume an advisor's payments",
    response: financeAdvisorSchema,
    body: paymentHoldRequest,
    description: "It takes a body with the reason, which is recorded in the activity log.",
    handle: async ({ params: { advisorId }, body: { reason }, person, deps }) => {
      await releaseAdvisor({ advisorId, reason }, person, deps);
      return financeAdvisor(advisorId, person, deps);
    },
  }),
]);

/** Where an advisor stands. That someone looked is noted before it is told. */
async function financeAdvisor(advisorId: string, person: Person, wiring: Wiring): Promise<FinanceAdvisorResource> {
  const [advisors, stands, payee] = await Promise.all([
    wiring.ledger.advisors([advisorId]),
    payablesOfAdvisor(advisorId, wiring),
    readPayee(advisorId, wiring),
  ]);
  const advisor = advisors.get(advisorId);
  if (advisor === undefined) throw notFound("No such advisor is registered.");
  await notePayeeView(advisorId, person, wiring);
  return toFinanceAdvisor(advisor, stands, payee);
}
