import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { clearPayment } from "../../../shared/payouts/steps/hold-payments.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { listFailedPayments, readPayment, type WaitingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { created, endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { minorOf } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { clearPaymentRequest, outcomeRequest, proposeOutcomeRequest } from "../../_platform/requests/payouts.ts";
import { toProposed } from "../proposed.ts";
import { proposedSchema } from "../proposed-schema.response.ts";
import { proposalUrl } from "../urls.ts";
import { toFailedPayment, toPayment } from "./mapping.ts";
import { failedPaymentListSchema, paymentSchema } from "./schema.response.ts";

/** Single payments: what became of them, and what is proposed where they came back. */
export const paymentEndpoints = tagged("Payouts", [
  endpoint({
    id: "financeApi.payment",
    route: "GET /v1/finance/payouts/:payoutId/payments/:advisorId",
    access: STAFF,
    summary: "A payment, and what became of it",
    response: paymentSchema,
    handle: async ({ params, deps }) => {
      const found = await readPayment(params.payoutId, params.advisorId, deps);
      if (found === undefined) throw notFound("It pays nobody of that id.");
      return toPayment(found.payment, found.state);
    },
  }),

  endpoint({
    id: "financeApi.failedPayments",
    route: "GET /v1/finance/failed-payments",
    access: STAFF,
    summary: "Payments that came back and are not paid again",
    response: failedPaymentListSchema,
    query: pagingSchema,
    description: "With what each waits for, by the bank's reason.",
    handle: async ({ query, deps }) => {
      const failed = await listFailedPayments(deps);
      const placeOf = ({ advisorId, payoutId }: WaitingPayment): [string, string] => [advisorId, payoutId];
      const inOrder = failed.toSorted((left, right) => (placeOf(left).join("\n") < placeOf(right).join("\n") ? -1 : 1));
      const page = pageOf(inOrder, { url: "/v1/finance/failed-payments", query, placeOf });
      return { ...page, data: page.data.map((each) => toFailedPayment(each)) };
    },
  }),

  endpoint({
    id: "financeApi.proposeOutcome",
    route: "POST /v1/finance/payouts/:payoutId/payments/:advisorId/proposals",
    access: FINANCE,
    summary: "Propose what became of a payment, a correction, or the same account again",
    response: proposedSchema,
    body: proposeOutcomeRequest,
    status: 201,
    description:
      "What makes an amount payable again, and every correction, takes two people of finance: another one approves it where proposals stand (`/v1/hr/proposals/{proposalId}/approve`), which records it at once.",
    handle: async ({ params, body: { action, comment, kind, bankDate, code, charges }, person, deps }) => {
      const said = {
        ...(kind !== undefined && { kind }),
        ...(bankDate !== undefined && { on: bankDate }),
        ...(code !== undefined && { code }),
        ...(charges !== undefined && { chargesMinor: BigInt(minorOf(charges, deps.agency, "charges")) }),
      };
      const proposal = await proposeOutcome({ ...params, act: action, comment, source: "API", ...said }, person, deps);
      return created(proposalUrl(proposal.proposalId), toProposed(proposal));
    },
  }),

  endpoint({
    id: "financeApi.clearPayment",
    route: "POST /v1/finance/payouts/:payoutId/payments/:advisorId/clearance",
    access: FINANCE,
    summary: "Clear a failed payment after a review",
    response: paymentSchema,
    body: clearPaymentRequest,
    description: "Its amount is in the next payout then. Where the bank's reason asks for new details a look is not enough.",
    handle: async ({ params: { payoutId, advisorId }, body: { comment }, person, deps }) => {
      await clearPayment({ payoutId, advisorId, comment }, person, deps);
      const found = await readPayment(payoutId, advisorId, deps);
      if (found === undefined) throw notFound("It pays nobody of that id.");
      return toPayment(found.payment, found.state);
    },
  }),

  endpoint({
    id: "financeApi.recordOutcome",
    route: "POST /v1/finance/payouts/:payoutId/payments/:advisorId",
    access: FINANCE,
    summary: "Record what became of a payment",
    response: paymentSchema,
    body: outcomeRequest,
    description:
      "By hand: that it was paid. What makes an amount payable again is proposed instead. What is recorded already changes nothing; what contradicts it is refused.",
    handle: async ({ params: { payoutId, advisorId }, body: { kind, bankDate, code, comment }, person, deps }) => {
      const said = {
        payoutId,
        advisorId,
        kind,
        comment,
        ...(bankDate !== undefined && { on: bankDate }),
        ...(code !== undefined && { code }),
      };
      const { payment, state } = await recordOutcome(said, person, deps);
      return toPayment(payment, state);
    },
  }),
]);
