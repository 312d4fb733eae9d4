import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { Endpoint } from "../functions/_platform/api/endpoint.ts";
import { pathsOf } from "../functions/_platform/http/route.ts";
import { operation } from "./openapi/operation.ts";
import { ENDPOINTS } from "./routes.ts";

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
    tags: [...new Set(ENDPOINTS.map(({ tag }) => tag))].map((name) => ({ name })),
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
  "**A step** of a proposal or a payout counts on the lock version that it was decided on: send `lockVersion`, or its ETag as `If-Match`. Where another step came first the answer is 409. A step that you have taken already is answered with how things stand.",
].join("\n\n");

/** What is described, by path and method. Where a path ends in a step, each step is a path of its own. */
function paths(): ZodOpenApiPathsObject {
  const all: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const each of ENDPOINTS.flatMap(withSteps)) {
    for (const path of pathsOf(each.endpoint)) {
      const template = path.replaceAll(/:(\w+)/g, "{$1}");
      all[template] = { ...all[template], [each.endpoint.method.toLowerCase()]: operation(each.endpoint, each.id, path) };
    }
  }
  return all;
}

/** An endpoint, or each of its steps as one, by the name that OpenAPI knows it by. */
function withSteps(endpoint: Endpoint): readonly { readonly id: string; readonly endpoint: Endpoint }[] {
  const { steps, stepOf = "", ...common } = endpoint;
  if (steps === undefined) return [{ id: operationId(endpoint.id), endpoint }];
  return Object.entries(steps).map(([step, described]) => ({
    id: `${step.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}${stepOf}`,
    endpoint: { ...common, ...described, path: endpoint.path.replace(/:step$/, step) },
  }));
}

/** "api.month" is month; of HR's and finance's, whose names may be the same, hrPlans and financePayouts. */
function operationId(id: string): string {
  const [api = "", name = ""] = id.split(".");
  return api === "api" ? name : `${api.replace("Api", "")}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
