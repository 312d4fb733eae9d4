import { HR, STAFF } from "../../../shared/access/groups.ts";
import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import type { Simulation } from "../../../shared/simulations/model/simulation.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { created, type Endpoint, endpoint } from "../../_platform/api/endpoint.ts";
import { lockVersionOf } from "../../_platform/api/lock-version.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalOf } from "../proposals/responses.ts";
import { proposalUrl, simulationUrl } from "../urls.ts";
import { toTrial, toTrialLine, toTrialSummary } from "./mapping.ts";
import { trialLineListSchema, trialListSchema, trialSchema } from "./schema.response.ts";
import { simulationRequest } from "./schema.ts";

/** Trials: what a draft would have paid. */
export const simulationEndpoints: readonly Endpoint[] = [
  endpoint({
    id: "hrApi.simulations",
    method: "GET",
    path: "/v1/hr/proposals/:proposalId/simulations",
    access: STAFF,
    summary: "The trials of a proposal",
    tag: "Simulations",
    response: trialListSchema,
    query: pagingSchema,
    handle: async ({ params, query, deps }) => {
      const { proposalId } = await proposalOf(params, deps);
      const trials = [...(await deps.trials.ofProposal(proposalId))].sort((left, right) => (sortKey(left) < sortKey(right) ? 1 : -1));
      const url = `${proposalUrl(proposalId)}/simulations`;
      const page = pageOf(trials, { url, query, placeOf: ({ at, simulationId }) => [at, simulationId], descending: true });
      return { ...page, data: page.data.map(toTrialSummary) };
    },
  }),

  endpoint({
    id: "hrApi.createSimulation",
    method: "POST",
    path: "/v1/hr/proposals/:proposalId/simulations",
    access: HR,
    summary: "Try a draft",
    tag: "Simulations",
    response: trialSchema,
    body: simulationRequest,
    status: 201,
    hasLockVersion: true,
    description: "Over closed months. Small trials are done in the answer; others run on: ask for the trial until its `status` is `done`.",
    handle: async ({ c, params, body, person, deps }) => {
      const { lockVersion, from, to, as, replaces } = body;
      const { proposalId } = await proposalOf(params, deps);
      const request = { proposalId, lockVersion: lockVersionOf(c, lockVersion), from, to, as, ...(replaces !== undefined && { replaces }) };
      const { simulationId } = await simulate(request, person, deps);
      return created(simulationUrl(simulationId), await simulationOf(simulationId, deps));
    },
  }),

  endpoint({
    id: "hrApi.simulation",
    method: "GET",
    path: "/v1/hr/simulations/:simulationId",
    access: STAFF,
    summary: "A trial and its result",
    tag: "Simulations",
    response: trialSchema,
    handle: ({ params, deps }) => simulationOf(params.simulationId, deps),
  }),

  endpoint({
    id: "hrApi.simulationAdvisors",
    method: "GET",
    path: "/v1/hr/simulations/:simulationId/advisors",
    access: STAFF,
    summary: "What a trial makes of each advisor",
    tag: "Simulations",
    response: trialLineListSchema,
    query: pagingSchema,
    description: "Empty until it is done.",
    handle: async ({ params, query, deps, pay }) => {
      const { simulationId } = params;
      if ((await deps.trials.find(simulationId)) === undefined) throw noTrial();
      const lines = await readSimulationLines(simulationId, deps);
      const page = pageOf(lines, { url: `${simulationUrl(simulationId)}/advisors`, query, placeOf: ({ advisorId }) => [advisorId] });
      return { ...page, data: page.data.map((line) => toTrialLine(line, pay)) };
    },
  }),
];

async function simulationOf(simulationId: string, wiring: Wiring) {
  const found = await readSimulation(simulationId, wiring);
  if (found === undefined) throw noTrial();
  return toTrial(found.trial, found.result, payIn(wiring.agency.currency));
}

const noTrial = () => notFound("There is no such trial.");

const sortKey = ({ at, simulationId }: Simulation): string => `${at}\n${simulationId}`;
