import { HR, STAFF } from "../../../shared/access/groups.ts";
import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import type { Trial } from "../../../shared/simulations/model/simulation.ts";
import { readTrial, readTrialLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { created, type Endpoint, endpoint } from "../../_platform/api/endpoint.ts";
import { editionOf } from "../../_platform/api/lock-version.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalOf } from "../proposals/responses.ts";
import { proposalUrl, trialUrl } from "../urls.ts";
import { toTrial, toTrialLine, toTrialSummary } from "./mapping.ts";
import { trialLineListSchema, trialListSchema, trialSchema } from "./schema.response.ts";
import { trialRequest } from "./schema.ts";

/** Trials: what a draft would have paid. */
export const simulationEndpoints: readonly Endpoint[] = [
  endpoint({
    id: "hrApi.trials",
    method: "GET",
    path: "/v1/hr/proposals/:proposalId/trials",
    access: STAFF,
    summary: "The trials of a proposal",
    tag: "Trials",
    response: trialListSchema,
    query: pagingSchema,
    handle: async ({ params, query, deps }) => {
      const { proposalId } = await proposalOf(params, deps);
      const trials = [...(await deps.trials.ofProposal(proposalId))].sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
      const url = `${proposalUrl(proposalId)}/trials`;
      const page = pageOf(trials, { url, query, placeOf: ({ at, trialId }) => [at, trialId], descending: true });
      return { ...page, data: page.data.map(toTrialSummary) };
    },
  }),

  endpoint({
    id: "hrApi.beginTrial",
    method: "POST",
    path: "/v1/hr/proposals/:proposalId/trials",
    access: HR,
    summary: "Try a draft",
    tag: "Trials",
    response: trialSchema,
    body: trialRequest,
    status: 201,
    hasLockVersion: true,
    description: "Over closed months. Small trials are done in the answer; others run on: ask for the trial until its `status` is `done`.",
    handle: async ({ c, params, body, person, deps }) => {
      const { edition, from, to, as, replaces } = body;
      const { proposalId } = await proposalOf(params, deps);
      const request = { proposalId, edition: editionOf(c, edition), from, to, as, ...(replaces !== undefined && { replaces }) };
      const { trialId } = await simulate(request, person, deps);
      return created(trialUrl(trialId), await trialOf(trialId, deps));
    },
  }),

  endpoint({
    id: "hrApi.trial",
    method: "GET",
    path: "/v1/hr/trials/:trialId",
    access: STAFF,
    summary: "A trial and its result",
    tag: "Trials",
    response: trialSchema,
    handle: ({ params, deps }) => trialOf(params.trialId, deps),
  }),

  endpoint({
    id: "hrApi.trialAdvisors",
    method: "GET",
    path: "/v1/hr/trials/:trialId/advisors",
    access: STAFF,
    summary: "What a trial makes of each advisor",
    tag: "Trials",
    response: trialLineListSchema,
    query: pagingSchema,
    description: "Empty until it is done.",
    handle: async ({ params, query, deps, pay }) => {
      const { trialId } = params;
      if ((await deps.trials.find(trialId)) === undefined) throw noTrial();
      const lines = await readTrialLines(trialId, deps);
      const page = pageOf(lines, { url: `${trialUrl(trialId)}/advisors`, query, placeOf: ({ advisorId }) => [advisorId] });
      return { ...page, data: page.data.map((line) => toTrialLine(line, pay)) };
    },
  }),
];

async function trialOf(trialId: string, wiring: Wiring) {
  const found = await readTrial(trialId, wiring);
  if (found === undefined) throw noTrial();
  return toTrial(found.trial, found.result, payIn(wiring.agency.currency));
}

const noTrial = () => notFound("There is no such trial.");

const sortKey = ({ at, trialId }: Trial): string => `${at}\n${trialId}`;
