import { HR, STAFF } from "../../../shared/access/groups.ts";
import { createPlanDraft, editPlanDraft } from "../../../shared/plans/steps/edit-draft.ts";
import { PROPOSAL_STATUSES, type Proposal } from "../../../shared/proposals/model/proposal.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf } from "../../_platform/api/pagination.ts";
import { lockVersionOf } from "../../_platform/api/request-context.ts";
import { proposeRequest, termsRequest } from "../../_platform/requests/plans.ts";
import { createdReply, proposalOf, proposalReply, proposalsQuery, toProposalSummary } from "./mapping.ts";
import { proposalListSchema, proposalSchema } from "./schema.response.ts";

/** Proposals, and what their authors do with them. */
export const proposalEndpoints = tagged("Proposals", [
  endpoint({
    id: "hrApi.proposals",
    route: "GET /v1/hr/proposals",
    access: STAFF,
    summary: "All proposals",
    response: proposalListSchema,
    query: proposalsQuery,
    handle: async ({ query, deps }) => {
      const found = await deps.proposals.list(query.status === undefined ? PROPOSAL_STATUSES : [query.status], query.kind);
      const page = pageOf([...found].sort(latestFirst), { url: "/v1/hr/proposals", query, placeOf, descending: true });
      return { ...page, data: page.data.map((proposal) => toProposalSummary(proposal, deps.kinds)) };
    },
  }),

  endpoint({
    id: "hrApi.propose",
    route: "POST /v1/hr/proposals",
    access: HR,
    summary: "Draft a plan's next version",
    response: proposalSchema,
    body: proposeRequest,
    status: 201,
    description: "From a version that is there, or from nothing. To roll back, draft from the older version and name the one taken back.",
    handle: async ({ body: { planId, from, rollbackOf, comment }, person, deps }) => {
      const draft = { planId, from, ...(comment !== undefined && { comment }) };
      const back = rollbackOf === undefined || from === "blank" ? {} : { rollbackOf: { from, to: rollbackOf } };
      return createdReply(await createPlanDraft({ ...draft, ...back }, person, deps), person, deps);
    },
  }),

  endpoint({
    id: "hrApi.proposal",
    route: "GET /v1/hr/proposals/:proposalId",
    access: STAFF,
    summary: "A proposal, and what a look at it finds",
    response: proposalSchema,
    description: "Its ETag names its lock version: send it as If-Match with the next step.",
    handle: async ({ params, person, deps }) => proposalReply(await proposalOf(params, deps), person, deps),
  }),

  endpoint({
    id: "hrApi.editTerms",
    route: "PUT /v1/hr/proposals/:proposalId/terms",
    access: HR,
    summary: "Replace a draft's terms",
    response: proposalSchema,
    body: termsRequest,
    hasLockVersion: true,
    description: "They need not be readable yet: `review.issues` says what is wrong.",
    handle: async ({ c, params, body, person, deps }) => {
      const { lockVersion, terms, rebase, comment } = body;
      const { proposalId } = await proposalOf(params, deps);
      const edit = {
        proposalId,
        lockVersion: lockVersionOf(c, lockVersion),
        terms,
        ...(rebase && { rebase }),
        ...(comment !== undefined && { comment }),
      };
      return proposalReply(await editPlanDraft(edit, person, deps), person, deps);
    },
  }),
]);

const placeOf = ({ changedAt, proposalId }: Proposal): [string, string] => [changedAt, proposalId];

/** By what changed last, and by id where two changed in one instant: a cursor needs an order without ties. */
function latestFirst(left: Proposal, right: Proposal): number {
  const [first, second] = [placeOf(left).join("\n"), placeOf(right).join("\n")];
  return first < second ? 1 : first > second ? -1 : 0;
}
