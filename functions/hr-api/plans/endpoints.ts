import { listPlans, type PlanOverview, readPlan } from "../../../shared/plans/steps/list-plans.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { pathPart } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toPlan, toPlanVersion } from "./mapping.ts";

/** Adds plans and their published versions. */
export function addPlanRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.plans", async (c) => {
    const query = readQuery(c, pagingSchema);
    const page = pageOf(await listPlans(wiring()), { url: "/v1/hr/plans", query, placeOf: ({ planId }) => [planId] });
    return c.json({ ...page, data: page.data.map((plan) => toPlan(plan, wiring().kinds)) });
  });

  route(app, "hrApi.plan", async (c) => c.json(toPlan(await planOf(c, wiring()), wiring().kinds)));

  route(app, "hrApi.version", async (c) => {
    const { versions } = await planOf(c, wiring());
    const found = versions.find(({ plan }) => String(plan.version) === pathPart(c, "version"));
    if (found === undefined) throw notFound("The plan has no such version.");
    return c.json(toPlanVersion(found));
  });
}

async function planOf(c: HttpContext, wiring: Wiring): Promise<PlanOverview> {
  const found = await readPlan(pathPart(c, "planId"), wiring);
  if (found === undefined) throw notFound("There is no such plan.");
  return found;
}
