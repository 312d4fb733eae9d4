import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { monthSchema, problemSchema } from "../functions/_platform/api/common-schemas.ts";
import { pagingSchema } from "../functions/_platform/api/page-of.ts";
import { quoteQuerySchema } from "../functions/advisor-api/request.ts";
import { creditListSchema, orderSchema } from "../functions/advisor-api/schemas/earnings.ts";
import {
  accountSchema,
  equitySchema,
  forecastSchema,
  monthOutlookSchema,
  quoteSchema,
  yearsSchema,
} from "../functions/advisor-api/schemas/outlook.ts";
import {
  closeListSchema,
  closeSchema,
  statementFileSchema,
  statementListSchema,
  statementSchema,
} from "../functions/advisor-api/schemas/statements.ts";
import { pathsOf, ROUTES, type RouteId } from "../shared/access/policy.ts";

/** What a route of the API is, beside who may ask for it. */
interface Described {
  readonly summary: string;
  readonly tag: "Account" | "Earnings" | "Statements" | "Published closes";
  readonly schema: z.ZodType;
  readonly query?: z.ZodObject;
  readonly description?: string;
}

type ApiRoute = Extract<RouteId, `api.${string}`>;
/** Pages and files about the API are no part of it. */
type Resource = Exclude<ApiRoute, "api.openapi" | "api.docs" | "api.docsAsset">;

const quoteQuery = quoteQuerySchema.extend({
  facets: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "Other facets of the order, as `facets[NAME]=VALUE`.", param: { style: "deepObject", explode: true } }),
});

/** Each resource of the API by its route. */
export const RESOURCES: Readonly<Record<Resource, Described>> = {
  "api.account": { summary: "The account", tag: "Account", schema: accountSchema },
  "api.month": {
    summary: "A month as it stands",
    tag: "Earnings",
    schema: monthOutlookSchema,
    description: "The month may be `current`: the calendar month that it is now.",
  },
  "api.credits": {
    summary: "The credits behind a component",
    tag: "Earnings",
    schema: creditListSchema,
    query: pagingSchema,
    description: "Each with its part; the parts of all pages sum to the component, to the fen.",
  },
  "api.order": { summary: "An order, from its price down to the fen", tag: "Earnings", schema: orderSchema },
  "api.forecast": { summary: "Trips booked and not yet travelled", tag: "Earnings", schema: forecastSchema },
  "api.years": { summary: "This and last year", tag: "Earnings", schema: yearsSchema },
  "api.quote": { summary: "What one more order would add", tag: "Earnings", schema: quoteSchema, query: quoteQuery },
  "api.statements": { summary: "All statements", tag: "Statements", schema: statementListSchema, query: pagingSchema },
  "api.statement": { summary: "A statement and what explains it", tag: "Statements", schema: statementSchema },
  "api.statementFile": {
    summary: "The file that verifies a statement",
    tag: "Statements",
    schema: statementFileSchema,
    description: "The statement with all facts that it is computed from. Verify it offline with `npm run verify -- statement.json`.",
  },
  "api.equity": { summary: "Progress towards equity", tag: "Account", schema: equitySchema },
  "api.closes": { summary: "All closes", tag: "Published closes", schema: closeListSchema, query: pagingSchema },
  "api.close": { summary: "A close and its root", tag: "Published closes", schema: closeSchema },
};

const PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  advisorId: z.string().meta({ description: "An advisor's id.", examples: ["li"] }),
  month: monthSchema,
  key: z.string().meta({ description: "The `key` of a component.", examples: ["share~partner~1"] }),
  orderId: z.string().meta({ description: "An order's id." }),
};

/** The OpenAPI 3.1 description of the API. */
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
    tags: ["Account", "Earnings", "Statements", "Published closes"].map((name) => ({ name })),
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
  "What a travel advisor has earned, why, and what is still to come.",
  "`/v1/me` is the person whom the access token was given to. Those who run the agency's payments find the same of any advisor below `/v1/advisors/{advisorId}`.",
  "**Money** is an integer of minor units with its currency. **Lists** come in pages: send `nextCursor` as `cursor`. **Every answer has an ETag**: send it as `If-None-Match` and get 304 while nothing changed. **Every error** is problem JSON (RFC 9457). A slash inside of an id in a path is encoded twice (`%252F`).",
].join("\n\n");

function paths(): ZodOpenApiPathsObject {
  return Object.fromEntries(
    ROUTES.flatMap((route) => {
      const described = Object.hasOwn(RESOURCES, route.id) ? RESOURCES[route.id as Resource] : undefined;
      if (described === undefined) return [];
      const isPublic = route.who === "public";
      return pathsOf(route).map((path) => [path.replaceAll(/:(\w+)/g, "{$1}"), { get: operation(route.id, path, described, isPublic) }]);
    }),
  );
}

function operation(
  id: string,
  path: string,
  { summary, tag, schema, query, description }: Described,
  isPublic: boolean,
): ZodOpenApiOperationObject {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const isOfAnyone = names.includes("advisorId");
  const parameters = Object.fromEntries(names.map((name) => [name, parameter(id, name)]));
  const problem = (text: string) => ({ description: text, content: { "application/problem+json": { schema: problemSchema } } });
  return {
    operationId: `${id.replace("api.", "")}${isOfAnyone ? "OfAdvisor" : ""}`,
    summary: isOfAnyone ? `${summary}, of any advisor` : summary,
    tags: [tag],
    ...(description !== undefined && { description }),
    ...(isPublic && { security: [] }),
    requestParams: {
      ...(names.length > 0 && { path: z.object(parameters) }),
      ...(query && { query }),
      header: z.object({ "If-None-Match": z.string().optional().describe("The ETag of an earlier answer.") }),
    },
    responses: {
      "200": {
        description: "OK",
        headers: z.object({ ETag: z.string().describe("Names this very answer.") }),
        content: { "application/json": { schema } },
      },
      "304": { description: "Nothing changed since the answer with that ETag." },
      ...(!isPublic && { "401": problem("No access token, or one that does not hold."), "403": problem("The role does not allow this.") }),
      "404": problem("There is nothing of that name."),
      "422": problem("The request can't be read: see `errors`."),
      "503": problem("Please try again: see Retry-After."),
    },
  };
}

/** A month of the advisor's may be named `current`, where it is looked at as it stands. */
function parameter(id: string, name: string): z.ZodType {
  const schema = PARAMETERS[name] ?? z.string();
  const mayBeCurrent = name === "month" && ["api.month", "api.credits", "api.order"].includes(id);
  return mayBeCurrent ? z.union([z.literal("current"), schema]).meta({ description: "A month, or `current`." }) : schema;
}
