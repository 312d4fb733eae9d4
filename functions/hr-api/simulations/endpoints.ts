import * as z from "zod";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { id, month } from "../../../shared/engine/facts/fields.ts";
import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import type { Simulation } from "../../../shared/simulations/model/simulation.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { lockVersion } from "../../_platform/api/common-schemas.ts";
import { created, endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { lockVersionOf } from "../../_platform/api/request-context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalOf } from "../proposals/mapping.ts";
import { proposalUrl, simulationUrl } from "../urls.ts";
import { toSimulation, toSimulationLine, toSimulationSummary } from "./mapping.ts";
import { simulationLineListSchema, simulationListSchema, simulationSchema } from "./schema.response.ts";

const simulationRequest = z
  .strictObject({
    lockVersion,
    from: month.describe("The first closed month."),
    to: month.describe("The last closed month."),
    mode: z.enum(["retroactive", "fromEffectiveDate"]).default("retroactive"),
    replaces: id.optional().describe("Whose advisors are simulated with the draft; by default those of its own plan."),
  })
  .meta({ id: "SimulationRequest" });

/** Simulations: what a draft would have paid. */
export const simulationEndpoints = tagged("Simulations", [
  endpoint({
    id: "hrApi.simulations",
    route: "GET /v1/hr/proposals/:proposalId/simulations",
    access: STAFF,
    summary: "The simulations of a proposal",
    response: simulationListSchema,
    query: pagingSchema,
    handle: async ({ params, query, deps }) => {
      const { proposalId } = await proposalOf(params, deps);
      const trials = [...(await deps.trials.ofProposal(proposalId))].sort((left, right) => (sortKey(left) < sortKey(right) ? 1 : -1));
      const url = `${proposalUrl(proposalId)}/simulations`;
      const page = pageOf(trials, { url, query, placeOf: ({ at, simulationId }) => [at, simulationId], descending: true });
      return { ...page, data: page.data.map(toSimulationSummary) };
    },
  }),

  endpoint({
    id: "hrApi.createSimulation",
    route: "POST /v1/hr/proposals/:proposalId/simulations",
    access: HR,
    summary: "Simulate a draft",
    response: simulationSchema,
    body: simulationRequest,
    status: 201,
    hasLockVersion: true,
    description:
      "Over closed months. Small simulations are done in the response; others run on: ask for the simulation until its `status` is `done`.",
    handle: async ({ c, params, body, person, deps }) => {
      const { lockVersion, from, to, mode, replaces } = body;
      const { proposalId } = await proposalOf(params, deps);
      const request = {
        proposalId,
        lockVersion: lockVersionOf(c, lockVersion),
        from,
        to,
        as: MODES[mode],
        ...(replaces !== undefined && { replaces }),
      };
      const { simulationId } = await simulate(request, person, deps);
      return created(simulationUrl(simulationId), await simulationOf(simulationId, deps));
    },
  }),

  endpoint({
    id: "hrApi.simulation",
    route: "GET /v1/hr/simulations/:simulationId",
    access: STAFF,
    summary: "A simulation and its result",
    response: simulationSchema,
    handle: ({ params, deps }) => simulationOf(params.simulationId, deps),
  }),

  endpoint({
    id: "hrApi.simulationAdvisors",
    route: "GET /v1/hr/simulations/:simulationId/advisors",
    access: STAFF,
    summary: "What a simulation makes of each advisor",
    response: simulationLineListSchema,
    query: pagingSchema,
    description: "Empty until it is done.",
    handle: async ({ params, query, deps }) => {
      const { simulationId } = params;
      if ((await deps.trials.find(simulationId)) === undefined) throw noSimulation();
      const lines = await readSimulationLines(simulationId, deps);
      const page = pageOf(lines, { url: `${simulationUrl(simulationId)}/advisors`, query, placeOf: ({ advisorId }) => [advisorId] });
      return { ...page, data: page.data.map((line) => toSimulationLine(line)) };
    },
  }),
]);

const MODES = { retroactive: "always", fromEffectiveDate: "dated" } as const;

async function simulationOf(simulationId: string, wiring: Wiring) {
  const found = await readSimulation(simulationId, wiring);
  if (found === undefined) throw noSimulation();
  return toSimulation(found.trial, found.result);
}

const noSimulation = () => notFound("There is no such simulation.");

const sortKey = ({ at, simulationId }: Simulation): string => `${at}\n${simulationId}`;
