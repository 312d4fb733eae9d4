import * as z from "zod";
import { propertiesReader, type Readable } from "../resources.ts";
import type { LocalRoute } from "../wiring.ts";

const apiProperties = propertiesReader({ ProtocolType: z.literal("HTTP") }, ["Description", "Name", "Tags"]);
/** Only the default stage leaves the path as it is. */
const stageProperties = propertiesReader(
  {
    ApiId: z.string(),
    StageName: z.literal("$default"),
    AutoDeploy: z.literal(true),
    DefaultRouteSettings: z.strictObject({ ThrottlingBurstLimit: z.int(), ThrottlingRateLimit: z.number() }).optional(),
  },
  ["AccessLogSettings", "Tags"],
);
const routeProperties = propertiesReader({
  ApiId: z.string(),
  RouteKey: z.string().regex(/^(\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD) \/.*)$/),
  Target: z.string().startsWith("integrations/"),
  AuthorizationType: z.enum(["NONE", "JWT"]),
  AuthorizerId: z.string().optional(),
});
const integrationProperties = propertiesReader({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
});
const authorizerProperties = propertiesReader(
  {
    ApiId: z.string(),
    AuthorizerType: z.literal("JWT"),
    IdentitySource: z.tuple([z.literal("$request.header.Authorization")]),
    JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()).min(1) }),
  },
  ["Name"],
);

/**
 * Reads the HTTP API's routes, with the function that each leads to and the authorizer in front of it. A mapping of
 * parameters, a stage variable or a scope would be an unknown property.
 */
export function readRoutes(each: (type: string) => readonly Readable[]): readonly LocalRoute[] {
  for (const api of each("AWS::ApiGatewayV2::Api")) apiProperties(api);
  for (const stage of each("AWS::ApiGatewayV2::Stage")) stageProperties(stage);
  const functionNames = new Map(each("AWS::ApiGatewayV2::Integration").map((found) => [refOf(found), readIntegration(found)]));
  const authorizers = new Map(each("AWS::ApiGatewayV2::Authorizer").map((found) => [refOf(found), readAuthorizer(found)]));
  return each("AWS::ApiGatewayV2::Route").map((route) => {
    const known = routeProperties(route);
    const functionName = functionNames.get(known.Target.slice("integrations/".length));
    const authorizer = known.AuthorizerId === undefined ? undefined : authorizers.get(known.AuthorizerId);
    if (functionName === undefined) throw new Error(`${route.logicalId}: ${known.Target} is no integration of the template`);
    if ((known.AuthorizationType === "JWT") !== (authorizer !== undefined)) {
      throw new Error(`${route.logicalId}: the local runner knows routes with a JWT authorizer, or without any`);
    }
    return { key: known.RouteKey, functionName, authorizer };
  });
}

function readIntegration(integration: Readable): string {
  const known = integrationProperties(integration);
  return known.IntegrationUri.slice(known.IntegrationUri.lastIndexOf(":") + 1);
}

function readAuthorizer(authorizer: Readable): NonNullable<LocalRoute["authorizer"]> {
  const known = authorizerProperties(authorizer);
  return { issuer: known.JwtConfiguration.Issuer, audience: known.JwtConfiguration.Audience };
}

const refOf = ({ name }: Readable): string => name?.ref ?? "";

/** A route, and what its path's variables stand for. */
interface FoundRoute {
  readonly route: LocalRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route that a gateway takes: the one that says most. A path in full goes before one that ends in a greedy variable,
 * a method by its name before any, and $default takes what no other wants.
 * @param path decoded.
 */
export function findRoute(routes: readonly LocalRoute[], method: string, path: string): FoundRoute | undefined {
  let best: (FoundRoute & { readonly rank: number }) | undefined;
  for (const route of routes) {
    const match = matchRoute(route, method, path);
    if (match && match.rank > (best?.rank ?? -1)) best = { route, ...match };
  }
  return best;
}

function matchRoute(
  { key }: LocalRoute,
  method: string,
  path: string,
): { rank: number; pathParameters: Record<string, string> } | undefined {
  if (key === "$default") return { rank: 0, pathParameters: {} };
  const [wanted = "", pattern = ""] = key.split(" ");
  if (wanted !== "ANY" && wanted !== method) return undefined;
  const pathParameters = matchPath(pattern, path);
  if (!pathParameters) return undefined;
  const full = pattern.includes("+}") ? 0 : 1_000;
  // The longer the part that is the same for all, the more a route says.
  const literals = pattern.split("/").filter((part) => part !== "" && !part.startsWith("{")).length;
  return { rank: 1 + full + literals * 2 + (wanted === "ANY" ? 0 : 1), pathParameters };
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  const parts = path.split("/");
  const wanted = pattern.split("/");
  for (const [index, want] of wanted.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(want) ?? [];
    const part = greedy ? parts.slice(index).join("/") : parts[index];
    if (name === undefined ? part !== want : !part) return undefined;
    if (name !== undefined && part !== undefined) found[name] = part;
    if (greedy) return found;
  }
  return parts.length === wanted.length ? found : undefined;
}
