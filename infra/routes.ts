import type { Endpoint } from "../functions/_platform/api/endpoint.ts";
import type { Route as AnyRoute } from "../functions/_platform/http/route.ts";
import { docsPages } from "../functions/advisor-api/docs/pages.ts";
import { ENDPOINTS as ADVISOR_API } from "../functions/advisor-api/endpoints.ts";
import { PAGES as ADVISOR_SITE } from "../functions/advisor-site/pages.ts";
import { ENDPOINTS as FILE_LINKS_API } from "../functions/file-links/endpoints.ts";
import { PAGES as FILE_LINKS_SITE } from "../functions/file-links/pages.ts";
import { ENDPOINTS as FINANCE_API } from "../functions/finance-api/endpoints.ts";
import { PAGES as FINANCE_SITE } from "../functions/finance-site/pages.ts";
import { ENDPOINTS as HR_API } from "../functions/hr-api/endpoints.ts";
import { PAGES as HR_SITE } from "../functions/hr-site/pages.ts";

/** By what answers: the advisors' API and site, HR's, finance's, and what signs links to files for both of finance's. */
const ROUTES_BY_APP = {
  api: [...ADVISOR_API, ...docsPages],
  site: ADVISOR_SITE,
  "hr-site": HR_SITE,
  "hr-api": HR_API,
  "finance-site": FINANCE_SITE,
  "finance-api": FINANCE_API,
  "file-links-site": FILE_LINKS_SITE,
  "file-links-api": FILE_LINKS_API,
} as const satisfies Readonly<Record<string, readonly AnyRoute[]>>;

/** A route, and what answers it. */
export interface Route extends Pick<AnyRoute, "id" | "method" | "path" | "access"> {
  readonly on: keyof typeof ROUTES_BY_APP;
}

/** Every route of APIs and sites, as the functions define them. */
export const ROUTES: readonly Route[] = Object.entries(ROUTES_BY_APP).flatMap(([on, routes]: [string, readonly AnyRoute[]]) =>
  routes.map(({ id, method, path, access }) => ({ id, method, path, access, on: on as Route["on"] })),
);

/** Every endpoint of the APIs. */
export const ENDPOINTS: readonly Endpoint[] = [...ADVISOR_API, ...HR_API, ...FINANCE_API, ...FILE_LINKS_API];

/** An endpoint by its id. @throws Error where there is none. */
export function endpointOf(id: string): Endpoint {
  const found = ENDPOINTS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no endpoint ${id}`);
  return found;
}
