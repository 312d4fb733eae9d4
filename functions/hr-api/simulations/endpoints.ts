import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import type { Trial } from "../../../shared/simulations/model/simulation.ts";
import { readTrial, readTrialLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { editionOf } from "../../_platform/api/lock-version.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalOf } from "../proposals/responses.ts";
import { proposalUrl, trialUrl } from "../urls.ts";
import { toTrial, toTrialLine, toTrialSummary } from "./mapping.ts";
import { trialRequest } from "./requests.ts";

/** Adds trials: what a draft would have paid. */
export function addTrialRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.trials", async (c) => {
    const query = readQuery(c, pagingSchema);
    const { proposalId } = await proposalOf(c, wiring());
    const trials = [...(await wiring().trials.ofProposal(proposalId))].sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
    const url = `${proposalUrl(proposalId)}/trials`;
    const page = pageOf(trials, { url, query, placeOf: ({ at, trialId }) => [at, trialId], descending: true });
    return c.json({ ...page, data: page.data.map(toTrialSummary) });
  });

  route(app, "hrApi.beginTrial", async (c) => {
    const { edition, from, to, as, replaces } = await readBody(c, trialRequest);
    const { proposalId } = await proposalOf(c, wiring());
    const request = { proposalId, edition: editionOf(c, edition), from, to, as, ...(replaces !== undefined && { replaces }) };
    const { trialId } = await simulate(request, personOf(c), wiring());
    c.header("location", trialUrl(trialId));
    return c.json(await trialOf(trialId, wiring()), 201);
  });

  route(app, "hrApi.trial", async (c) => c.json(await trialOf(pathPart(c, "trialId"), wiring())));

  route(app, "hrApi.trialAdvisors", async (c) => {
    const query = readQuery(c, pagingSchema);
    const trialId = pathPart(c, "trialId");
    if ((await wiring().trials.find(trialId)) === undefined) throw noTrial();
    const lines = await readTrialLines(trialId, wiring());
    const page = pageOf(lines, { url: `${trialUrl(trialId)}/advisors`, query, placeOf: ({ advisorId }) => [advisorId] });
    return c.json({ ...page, data: page.data.map((line) => toTrialLine(line, payIn(wiring().agency.currency))) });
  });
}

async function trialOf(trialId: string, wiring: Wiring) {
  const found = await readTrial(trialId, wiring);
  if (found === undefined) throw noTrial();
  return toTrial(found.trial, found.result, payIn(wiring.agency.currency));
}

const noTrial = () => notFound("There is no such trial.");

const sortKey = ({ at, trialId }: Trial): string => `${at}\n${trialId}`;
