import { createPlanDraft, editPlanDraft } from "../../../shared/plans/steps/edit-draft.ts";
import type { Proposal, ProposalStatus } from "../../../shared/proposals/model/proposal.ts";
import { editionOf } from "../../_platform/api/lock-version.ts";
import { pageOf } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposeRequest, termsRequest } from "../plans/requests.ts";
import { toProposalSummary } from "./mapping.ts";
import { proposalsQuery } from "./requests.ts";
import { proposalOf, sendCreated, sendProposal } from "./responses.ts";

/** Adds proposals, and what their authors do with them. */
export function addProposalRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.proposals", async (c) => {
    const query = readQuery(c, proposalsQuery);
    const found = await wiring().proposals.list(query.status === undefined ? ALL_STATUSES : [query.status], query.kind);
    const page = pageOf([...found].sort(latestFirst), { url: "/v1/hr/proposals", query, placeOf, descending: true });
    return c.json({ ...page, data: page.data.map((proposal) => toProposalSummary(proposal, wiring().kinds)) });
  });

  route(app, "hrApi.propose", async (c) => {
    const { planId, from, rollsBack, why } = await readBody(c, proposeRequest);
    const draft = { planId, from, ...(why !== undefined && { why }) };
    const back = rollsBack === undefined || from === "blank" ? {} : { rollsBack: { from, to: rollsBack } };
    return sendCreated(c, await createPlanDraft({ ...draft, ...back }, personOf(c), wiring()), wiring());
  });

  route(app, "hrApi.proposal", async (c) => sendProposal(c, await proposalOf(c, wiring()), wiring()));

  route(app, "hrApi.editTerms", async (c) => {
    const { edition, terms, rebase, why } = await readBody(c, termsRequest);
    const { proposalId } = await proposalOf(c, wiring());
    const edit = { proposalId, edition: editionOf(c, edition), terms, ...(rebase && { rebase }), ...(why !== undefined && { why }) };
    return sendProposal(c, await editPlanDraft(edit, personOf(c), wiring()), wiring());
  });
}

const ALL_STATUSES: readonly ProposalStatus[] = ["draft", "submitted", "approved", "publishing", "published", "withdrawn"];

const placeOf = ({ changedAt, proposalId }: Proposal): [string, string] => [changedAt, proposalId];

/** By what changed last, and by id where two changed in one instant: a cursor needs an order without ties. */
function latestFirst(a: Proposal, b: Proposal): number {
  const [first, second] = [placeOf(a).join("\n"), placeOf(b).join("\n")];
  return first < second ? 1 : first > second ? -1 : 0;
}
