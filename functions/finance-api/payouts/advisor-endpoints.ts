import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { notePayeeView } from "../../../shared/payees/steps/note-views.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { readPayee } from "../../../shared/payees/steps/read-payee.ts";
import { positionOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { payIn } from "../../_platform/api/money.ts";
import { wholeList } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { payeeRequest } from "../payees/requests.ts";
import { toProposed } from "../proposed.ts";
import { proposalUrl } from "../urls.ts";
import { toPaidAdvisor } from "./advisor-mapping.ts";
import { holdRequest } from "./advisor-requests.ts";
import { toHold } from "./mapping.ts";

/** Adds where single advisors stand, who is held, and where someone is paid to. */
export function addAdvisorRoutes(app: App, wiring: () => Wiring): void {
  route(app, "financeApi.holds", async (c) => c.json(wholeList("/v1/finance/holds", (await wiring().payouts.holds()).map(toHold))));

  route(app, "financeApi.advisor", (c) => sendAdvisor(c, wiring()));

  route(app, "financeApi.hold", async (c) => {
    const { action, why } = await readBody(c, holdRequest);
    const held = { advisorId: pathPart(c, "advisorId"), why };
    await (action === "hold" ? holdAdvisor(held, personOf(c), wiring()) : releaseAdvisor(held, personOf(c), wiring()));
    return sendAdvisor(c, wiring());
  });

  route(app, "financeApi.proposePayee", async (c) => {
    const { why, ...typed } = await readBody(c, payeeRequest);
    const proposal = await proposePayee({ advisorId: pathPart(c, "advisorId"), typed, source: "API", why }, personOf(c), wiring());
    c.header("location", proposalUrl(proposal.proposalId));
    const shared = await sharedAccountsOfProposal(proposal, wiring());
    return c.json(toProposed(proposal, payIn(wiring().agency.currency), shared), 201);
  });
}

async function sendAdvisor(c: HttpContext, wiring: Wiring): Promise<Response> {
  const advisorId = pathPart(c, "advisorId");
  const [advisors, stands, payee] = await Promise.all([
    wiring.ledger.advisors([advisorId]),
    positionOfAdvisor(advisorId, wiring),
    readPayee(advisorId, wiring),
  ]);
  const advisor = advisors.get(advisorId);
  if (advisor === undefined) throw notFound("No such advisor is registered.");
  await notePayeeView(advisorId, personOf(c), wiring);
  return c.json(toPaidAdvisor(advisor, stands, payee, payIn(wiring.agency.currency)));
}
