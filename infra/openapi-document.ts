import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { type Described, TAGS } from "../functions/_platform/http/endpoint.ts";
import { ADVISOR_RESOURCES } from "../functions/advisor-api/endpoints.ts";
import { FINANCE_RESOURCES } from "../functions/finance-api/endpoints.ts";
import { HR_RESOURCES } from "../functions/hr-api/endpoints.ts";
import { pathsOf, ROUTES, type Route } from "../shared/access/policy.ts";
import { operation } from "./openapi/operation.ts";

/** Each resource of the APIs by its route. */
export const RESOURCES = { ...ADVISOR_RESOURCES, ...HR_RESOURCES, ...FINANCE_RESOURCES };

/** The OpenAPI 3.1 description of the APIs. */
export function openapiDocument(): Record<string, unknown> {
  const document = createDocument({
    openapi: "3.1.1",
    info: {
      title: "Fenrun",
      version: "1",
      description: INTRODUCTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "This very address." }],
    tags: TAGS.map((name) => ({ name })),
    security: [{ accessToken: [] }],
    paths: paths(),
    components: {
      securitySchemes: {
        accessToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "An access token of the agency's user pool (OAuth 2.0, authorization code with PKCE).",
        },
      },
    },
  });
  return document as unknown as Record<string, unknown>;
}

const INTRODUCTION = [
  "What a travel advisor has earned, why, and what is still to come; how HR changes plans, advisors and scores, and how finance closes months and pays.",
  "`/v1/me` is the person whom the access token was given to. Those who run the agency's payments find the same of any advisor below `/v1/advisors/{advisorId}`. What lies below `/v1/hr` is theirs alone: HR writes, HR and finance approve, the auditor looks. So is what lies below `/v1/finance`: finance closes, pays and fetches files, HR and finance propose and approve adjustments and payees, all of them look.",
  "**Money** is an integer of minor units with its currency. **Lists** come in pages: send `nextCursor` as `cursor`. **Every answer has an ETag**: send it as `If-None-Match` and get 304 while nothing changed. **Every error** is problem JSON (RFC 9457). A slash inside of an id in a path is encoded twice (`%252F`).",
  "**A step** of a proposal or a payout counts on the edition that it was decided on: send `edition`, or its ETag as `If-Match`. Where another step came first the answer is 409. A step that you have taken already is answered with how things stand.",
].join("\n\n");

/** What is described, by path and method. Where a path's last part is one of few, each is a path of its own. */
function paths(): ZodOpenApiPathsObject {
  const all: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of ROUTES as readonly Route[]) {
    const described: Described | undefined = Object.hasOwn(RESOURCES, route.id) ? RESOURCES[route.id as keyof typeof RESOURCES] : undefined;
    if (described === undefined) continue;
    for (const { path, id, is } of pathsOf(route).flatMap((each) => pathsDescribed(route, each, described))) {
      const template = path.replaceAll(/:(\w+)/g, "{$1}");
      all[template] = { ...all[template], [route.method.toLowerCase()]: operation(route, id, path, is) };
    }
  }
  return all;
}

function pathsDescribed({ id }: Route, path: string, described: Described) {
  const { instead, stepOf = "", ...is } = described;
  const own = operationId(id);
  if (instead === undefined) return [{ path, id: own, is }];
  return Object.entries(instead).map(([part, other]) => ({
    path: path.replace(/:\w+$/, part),
    id: `${part.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}${stepOf}`,
    is: { ...is, ...other },
  }));
}

/** "api.month" is month; of HR's and finance's, whose names may be the same, hrPlans and financePayouts. */
function operationId(id: string): string {
  const [api = "", name = ""] = id.split(".");
  return api === "api" ? name : `${api.replace("Api", "")}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
