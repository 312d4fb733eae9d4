import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { monthSchema, problemSchema } from "../../functions/_platform/api/common-schemas.ts";
import type { Endpoint } from "../../functions/_platform/api/endpoint.ts";
import { isAboutAdvisor } from "../../functions/_platform/http/route.ts";
import { ROLES } from "../../shared/access/policy.ts";
import { ownValue } from "../../shared/base/json/own-value.ts";

/** What variables of paths are; one that is called …Id is the id of what it names. */
const PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  month: monthSchema,
  key: z.string().meta({ description: "The `key` of a component.", examples: ["share~partner~1"] }),
  version: z.string().meta({ description: "A version's number.", examples: ["1"] }),
  of: z.string().meta({ description: "What files are of.", examples: ["payout:2026-05-1"] }),
  format: z.string().meta({ description: "A file's format.", examples: ["pain.001"] }),
  subject: z.string().meta({ description: "Whose activity it is.", examples: ["plan:partner"] }),
};

const EXAMPLES: Readonly<Record<string, string>> = { advisorId: "li", planId: "partner", payoutId: "2026-05-1" };

/** What is asked for at a path. `id` names it. */
export function operation(endpoint: Endpoint, id: string, path: string): ZodOpenApiOperationObject {
  const { summary, tag, query, access } = endpoint;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const isOfAnyone = isAboutAdvisor(endpoint) && names.includes("advisorId");
  const parameters = { ...Object.fromEntries(names.map((name) => [name, parameter(name)])), ...endpoint.parameters?.() };
  const description = [endpoint.description, who(endpoint)].filter((text) => text !== undefined).join("\n\n");
  const body = bodyOf(endpoint);
  return {
    operationId: `${id}${isOfAnyone ? "OfAdvisor" : ""}`,
    summary: isOfAnyone ? `${summary}, of any advisor` : summary,
    tags: [tag],
    ...(description !== "" && { description }),
    ...(access === "public" && { security: [] }),
    requestParams: {
      ...(names.length > 0 && { path: z.object(parameters) }),
      ...(query && { query }),
      ...headers(endpoint),
    },
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: responses(endpoint),
  };
}

/** What may be sent, by media type. */
function bodyOf({ body, files }: Endpoint): Readonly<Record<string, z.ZodType>> | undefined {
  if (body === undefined) return files?.();
  return { "application/json": body, ...files?.() };
}

const content = (byType: Readonly<Record<string, z.ZodType>>) =>
  Object.fromEntries(Object.entries(byType).map(([type, schema]) => [type, { schema }]));

/** Who may ask, where it is not everyone's own. */
function who(endpoint: Endpoint): string | undefined {
  const { access } = endpoint;
  if (access === "public" || isAboutAdvisor(endpoint)) return undefined;
  return `For the roles ${ROLES.filter((role) => access[role] === "all").join(", ")}.`;
}

function headers({ method, hasLockVersion = false }: Endpoint): { header?: z.ZodObject } {
  if (method === "GET") return { header: z.object({ "If-None-Match": z.string().optional().describe("The ETag of an earlier answer.") }) };
  if (!hasLockVersion) return {};
  return { header: z.object({ "If-Match": z.string().optional().describe("The ETag of what you read, instead of `lockVersion`.") }) };
}

const problem = (id: string, description: string) => ({
  id,
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

/** What a request may be answered with instead. */
const PROBLEMS = {
  invalid: problem("InvalidItem", "The body is no JSON."),
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

function responses(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const { method, access, response = z.unknown(), status = 200, hasLockVersion, pendingResponse } = endpoint;
  const { continues = pendingResponse !== undefined } = endpoint;
  const takesBody = bodyOf(endpoint) !== undefined;
  const headersOf = {
    ...(status === 201 ? { Location: z.string().describe("Where it stands.") } : {}),
    ...(method === "GET" || hasLockVersion ? { ETag: z.string().optional().describe("Names this very answer.") } : {}),
  };
  const done = {
    content: { "application/json": { schema: response } },
    ...(Object.keys(headersOf).length > 0 && { headers: z.object(headersOf) }),
  };
  const pending = pendingResponse === undefined ? done : { content: { "application/json": { schema: pendingResponse } } };
  return {
    [`${status}` as "200"]: { description: status === 201 ? "Made." : "OK", ...done },
    ...(continues && { "202": { description: "It goes on by itself: ask again.", ...pending } }),
    ...(method === "GET" && { "304": { description: "Nothing changed since the answer with that ETag." } }),
    ...(takesBody && { "400": PROBLEMS.invalid }),
    ...(access !== "public" && { "401": PROBLEMS.unauthenticated, "403": PROBLEMS.forbidden }),
    "404": PROBLEMS.notFound,
    ...(takesBody && { "409": PROBLEMS.conflict, "413": PROBLEMS.tooLarge, "415": PROBLEMS.unsupported }),
    "422": method === "GET" ? PROBLEMS.unprocessable : PROBLEMS.refused,
    "503": PROBLEMS.unavailable,
  };
}

function parameter(name: string): z.ZodType {
  const known = ownValue(PARAMETERS, name);
  if (known !== undefined) return known;
  const named = name.replace(/Id$/, "");
  if (named === name) return z.string();
  const example = ownValue(EXAMPLES, name);
  const description = `${/^[aeiou]/.test(named) ? "An" : "A"} ${named}'s id.`;
  return z.string().meta({ description, ...(example !== undefined && { examples: [example] }) });
}
