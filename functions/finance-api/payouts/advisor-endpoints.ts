import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Person } from "../../../shared/access/policy.ts";
import { notePayeeView, readPayee } from "../../../shared/payees/steps/read-payee.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { type Endpoint, endpoint } from "../../_platform/api/endpoint.ts";
import { wholeList } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { paymentHoldRequest } from "../../_platform/requests/payees.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toFinanceAdvisor } from "./advisor-mapping.ts";
import { toHold } from "./mapping.ts";
import { type FinanceAdvisorResource, financeAdvisorSchema, holdListSchema } from "./schema.response.ts";

/** Where single advisors stand, and whose payments are on hold. */
export const advisorEndpoints: readonly Endpoint[] = [
  endpoint({
    id: "financeApi.holds",
    route: "GET /v1/finance/holds",
    access: STAFF,
    summary: "Payments on hold",
    tag: "Payouts",
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
    tag: "Payouts",
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
    tag: "Payouts",
    response: financeAdvisorSchema,
    body: paymentHoldRequest,
    description: "It takes a body with the reason, which is recorded in the activity log.",
    handle: async ({ params: { advisorId }, body: { reason }, person, deps }) => {
      await releaseAdvisor({ advisorId, reason }, person, deps);
      return financeAdvisor(advisorId, person, deps);
    },
  }),
];

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
