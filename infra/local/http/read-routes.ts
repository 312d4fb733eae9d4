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
