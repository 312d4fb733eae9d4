import { HR, STAFF } from "../../../shared/access/groups.ts";
import { resumeDerivation, stopDerivation } from "../../../shared/derivations/steps/stop-derivation.ts";
import { type DerivationProgress, readDerivations } from "../../../shared/ledger/derive/read-derivations.ts";
import { listOf } from "../../_platform/api/common-schemas.ts";
import { derivationSchema, toDerivation } from "../../_platform/api/derivation.response.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** Credits that are derived anew after a change: how far that is, and how it is stopped and resumed. */
export const derivationEndpoints = tagged("Derivations", [
  endpoint({
    id: "hrApi.derivations",
    route: "GET /v1/hr/derivations",
    access: STAFF,
    summary: "Derivations that are still to be done",
    description: "The oldest first. A month is closed once there is none.",
    response: listOf(derivationSchema, "Derivations."),
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const page = pageOf(await readDerivations(deps), { url: "/v1/hr/derivations", query, placeOf: ({ taskId }) => [taskId] });
      return { ...page, data: page.data.map(toDerivation) };
    },
  }),

  endpoint({
    id: "hrApi.derivation",
    route: "GET /v1/hr/derivations/:derivationId",
    access: STAFF,
    summary: "A derivation",
    description: "One that is done is no longer found.",
    response: derivationSchema,
    handle: async ({ params, deps }) => toDerivation(await derivationOf(params, deps)),
  }),

  endpoint({
    id: "hrApi.stopDerivation",
    route: "POST /v1/hr/derivations/:derivationId/stop",
    access: HR,
    summary: "Stop a derivation",
    description: "Parts in progress are finished. What is derived stays, and no month can be closed until it is resumed.",
    response: derivationSchema,
    handle: async ({ params, person, deps }) => {
      const { taskId } = await derivationOf(params, deps);
      await stopDerivation(taskId, person, deps);
      return toDerivation(await derivationOf(params, deps));
    },
  }),

  endpoint({
    id: "hrApi.resumeDerivation",
    route: "POST /v1/hr/derivations/:derivationId/resume",
    access: HR,
    summary: "Resume a derivation",
    response: derivationSchema,
    handle: async ({ params, person, deps }) => {
      const derivation = await derivationOf(params, deps);
      await resumeDerivation(derivation.taskId, person, deps);
      // It may be done by the time that it would be read again.
      const { stopped: _, ...running } = derivation;
      return toDerivation(running);
    },
  }),
]);

async function derivationOf({ derivationId }: Readonly<Record<"derivationId", string>>, deps: Wiring): Promise<DerivationProgress> {
  const found = (await readDerivations(deps)).find(({ taskId }) => taskId === derivationId);
  if (found === undefined) throw notFound("There is no such derivation to be done: it is done, or never was.");
  return found;
}
