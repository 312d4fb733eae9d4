import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { monthSchema, problemSchema } from "../../functions/_platform/api/common-schemas.ts";
import type { Described } from "../../functions/_platform/http/endpoint.ts";
import { ROLES, type Route } from "../../shared/access/policy.ts";
import { ownValue } from "../../shared/base/json/own-value.ts";

const PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  advisorId: z.string().meta({ description: "An advisor's id.", examples: ["li"] }),
  month: monthSchema,
  key: z.string().meta({ description: "The `key` of a component.", examples: ["share~partner~1"] }),
  orderId: z.string().meta({ description: "An order's id." }),
  planId: z.string().meta({ description: "A plan's id.", examples: ["partner"] }),
  version: z.string().meta({ description: "A version's number.", examples: ["1"] }),
  payoutId: z.string().meta({ description: "A payout's id.", examples: ["2026-05-1"] }),
  adjustmentId: z.string().meta({ description: "An adjustment's id." }),
  uploadId: z.string().meta({ description: "An upload's id." }),
  answerId: z.string().meta({ description: "An answer's id." }),
  of: z.string().meta({ description: "What files are of.", examples: ["payout:2026-05-1"] }),
  format: z.string().meta({ description: "A file's format.", examples: ["pain.001"] }),
  subject: z.string().meta({ description: "Whose trail it is.", examples: ["plan:partner"] }),
};

/** What is asked for at a path. `id` names it. */
export function operation(route: Route, id: string, path: string, described: Described): ZodOpenApiOperationObject {
  const { summary, tag, query, body } = described;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const isOfAnyone = route.on === "api" && names.includes("advisorId");
  const parameters = Object.fromEntries(names.map((name) => [name, parameter(route.id, name)]));
  const description = [described.description, who(route)].filter((text) => text !== undefined).join("\n\n");
  return {
    operationId: `${id}${isOfAnyone ? "OfAdvisor" : ""}`,
    summary: isOfAnyone ? `${summary}, of any advisor` : summary,
    tags: [tag],
    ...(description !== "" && { description }),
    ...(route.who === "public" && { security: [] }),
    requestParams: {
      ...(names.length > 0 && { path: z.object(parameters) }),
      ...(query && { query }),
      ...headers(route, described),
    },
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: responses(route, described),
  };
}

const content = (byType: Readonly<Record<string, z.ZodType>>) =>
  Object.fromEntries(Object.entries(byType).map(([type, schema]) => [type, { schema }]));

/** Who may ask, where it is not everyone's own. */
function who({ who: allowed, on }: Route): string | undefined {
  if (allowed === "public" || !on.endsWith("-api")) return undefined;
  return `For the roles ${ROLES.filter((role) => allowed[role] === "all").join(", ")}.`;
}

function headers({ method }: Route, { onEdition }: Described): { header?: z.ZodObject } {
  if (method === "GET") return { header: z.object({ "If-None-Match": z.string().optional().describe("The ETag of an earlier answer.") }) };
  if (onEdition === undefined) return {};
  return { header: z.object({ "If-Match": z.string().optional().describe("The ETag of what you read, instead of `edition`.") }) };
}

const problem = (id: string, description: string) => ({
  id,
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

/** What a request may be answered with instead. */
const PROBLEMS = {
  unreadable: problem("Unreadable", "The body is no JSON."),
  unauthenticated: problem("Unauthenticated", "No access token, or one that does not hold."),
  forbidden: problem("Forbidden", "The role does not allow this."),
  notFound: problem("NotFound", "There is nothing of that name."),
  conflict: problem("Conflict", "It has changed since you read it: read it again."),
  tooLarge: problem("TooLarge", "The body is larger than 5,000,000 bytes."),
  unsupported: problem("UnsupportedMediaType", "The body is of a kind that is not taken here."),
  unprocessable: problem("Unprocessable", "The request can't be read: see `issues`."),
  refused: problem("Refused", "It can't be read, or it is refused: see `issues`."),
  unavailable: problem("Unavailable", "Please try again: see Retry-After."),
};

function responses(
  { method, who: allowed }: Route,
  { schema, body, status = "200", onEdition, goesOn, pendingSchema }: Described,
): ZodOpenApiResponsesObject {
  const headersOf = {
    ...(status === "201" ? { Location: z.string().describe("Where it stands.") } : {}),
    ...(method === "GET" || onEdition ? { ETag: z.string().optional().describe("Names this very answer.") } : {}),
  };
  const done = { content: { "application/json": { schema } }, ...(Object.keys(headersOf).length > 0 && { headers: z.object(headersOf) }) };
  const pending = pendingSchema === undefined ? done : { content: { "application/json": { schema: pendingSchema } } };
  return {
    [status]: { description: status === "201" ? "Made." : "OK", ...done },
    ...(goesOn && { "202": { description: "It goes on by itself: ask again.", ...pending } }),
    ...(method === "GET" && { "304": { description: "Nothing changed since the answer with that ETag." } }),
    ...(body && { "400": PROBLEMS.unreadable }),
    ...(allowed !== "public" && { "401": PROBLEMS.unauthenticated, "403": PROBLEMS.forbidden }),
    "404": PROBLEMS.notFound,
    ...(body && { "409": PROBLEMS.conflict, "413": PROBLEMS.tooLarge, "415": PROBLEMS.unsupported }),
    "422": method === "GET" ? PROBLEMS.unprocessable : PROBLEMS.refused,
    "503": PROBLEMS.unavailable,
  };
}

/** A month of the advisor's may be named `current`, where it is looked at as it stands. */
function parameter(id: string, name: string): z.ZodType {
  const schema = ownValue(PARAMETERS, name) ?? z.string();
  const mayBeCurrent = name === "month" && ["api.month", "api.credits", "api.order"].includes(id);
  return mayBeCurrent ? z.union([z.literal("current"), schema]).meta({ description: "A month, or `current`." }) : schema;
}
