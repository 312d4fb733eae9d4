import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpUserPoolAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { pathsOf, type Route } from "../functions/_platform/http/route.ts";
import { docsPages } from "../functions/advisor-api/docs/pages.ts";
import { ENDPOINTS as ADVISOR_API } from "../functions/advisor-api/endpoints.ts";
import { ENDPOINTS as FILE_LINKS } from "../functions/file-links/endpoints.ts";
import { PAGES as FILE_LINK_PAGES } from "../functions/file-links/pages.ts";
import type { FenrunFunction } from "./fenrun-function.ts";
import type { FinanceFunctions } from "./finance-functions.ts";
import type { HrFunctions } from "./hr-functions.ts";
import type { Identity } from "./identity.ts";
import { accept } from "./nag-suppressions.ts";

/** Requests a second, for all together, beyond which the gateway answers 429: far above an agency's mornings, far below the account's limits. */
const RATE_LIMIT = 200;
const BURST_LIMIT = 400;

/** The functions that answer. */
interface Responder {
  readonly advisorApi: FenrunFunction;
  readonly advisorSite: FenrunFunction;
  readonly hr: Pick<HrFunctions, "api" | "site">;
  readonly finance: Pick<FinanceFunctions, "api" | "site" | "fileLinks">;
}

/**
 * One address for APIs and sites. What stands below /v1 needs an access token before a function is called, unless its
 * definition says that it is public; everything else is a site's, which asks who someone is by its own cookie.
 */
export class Web extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    this.api = new HttpApi(this, "HttpApi", { apiName: name, description: "Fenrun: API and pages", createDefaultStage: false });
    new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: RATE_LIMIT, burstLimit: BURST_LIMIT },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, "AccessLogs", { retention: RetentionDays.SIX_MONTHS, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }

  /** Lets the functions answer. */
  serve({ advisorApi, advisorSite, hr, finance }: Responder, { userPool, client }: Identity): void {
    const api = new HttpLambdaIntegration("Api", advisorApi.live, { scopePermissionToRoute: false });
    const site = new HttpLambdaIntegration("Site", advisorSite.live, { scopePermissionToRoute: false });
    const hrApi = new HttpLambdaIntegration("HrApi", hr.api.live, { scopePermissionToRoute: false });
    const hrSite = new HttpLambdaIntegration("HrSite", hr.site.live, { scopePermissionToRoute: false });
    const financeApi = new HttpLambdaIntegration("FinanceApi", finance.api.live, { scopePermissionToRoute: false });
    const financeSite = new HttpLambdaIntegration("FinanceSite", finance.site.live, { scopePermissionToRoute: false });
    const fileLinks = new HttpLambdaIntegration("FileLinks", finance.fileLinks.live, { scopePermissionToRoute: false });
    const authorizer = new HttpUserPoolAuthorizer("AccessToken", userPool, { userPoolClients: [client] });
    const open = [
      ...gatewayPaths(PUBLIC).flatMap((path) => this.api.addRoutes({ path, methods: [HttpMethod.GET], integration: api })),
      ...HR_PAGES.flatMap((path) => this.api.addRoutes({ path, integration: hrSite })),
      ...FINANCE_PAGES.flatMap((path) => this.api.addRoutes({ path, integration: financeSite })),
      ...gatewayPaths(FILE_LINK_PAGES).flatMap((path) => this.api.addRoutes({ path, integration: fileLinks })),
      new HttpRoute(this, "Pages", { httpApi: this.api, routeKey: HttpRouteKey.DEFAULT, integration: site }),
    ];
    for (const route of open) accept(route, "AwsSolutions-APIG4", "Public by its definition, or a page, which asks by its own cookie.");
    this.api.addRoutes({ path: "/v1/{proxy+}", integration: api, authorizer });
    this.api.addRoutes({ path: "/v1/hr/{proxy+}", integration: hrApi, authorizer });
    this.api.addRoutes({ path: "/v1/finance/{proxy+}", integration: financeApi, authorizer });
    for (const path of gatewayPaths(FILE_LINKS)) this.api.addRoutes({ path, integration: fileLinks, authorizer });
  }
}

/**
 * What HR's pages stand under. The languages are spelt out: a variable in their place would match /v1/hr as well. All
 * methods lead there, as the function says itself which it knows.
 */
const HR_PAGES = ["/zh/hr", "/zh/hr/{proxy+}", "/en/hr", "/en/hr/{proxy+}", "/hr-assets/{file}"];
/** And finance's, which load the same script as HR's. */
const FINANCE_PAGES = ["/zh/finance", "/zh/finance/{proxy+}", "/en/finance", "/en/finance/{proxy+}"];
/** What of the advisors' API anyone may ask for. */
const PUBLIC = [...ADVISOR_API, ...docsPages].filter(({ access }) => access === "public");

/** Paths as the gateway writes them. Languages are spelt out there as well. */
function gatewayPaths(routes: readonly Pick<Route, "path">[]): string[] {
  const paths = routes
    .flatMap(pathsOf)
    .flatMap((path) => (path.startsWith("/:lang/") ? LANGUAGES.map((each) => path.replace(":lang", each)) : [path]));
  return paths.map((path) => path.replaceAll(/:(\w+)/g, "{$1}"));
}

const LANGUAGES = ["zh", "en"];

/** Which route, never which path or query: those hold ids and prices. */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLength: "$context.responseLength",
  latencyMs: "$context.responseLatency",
  authorizerError: "$context.authorizer.error",
  integrationError: "$context.integrationErrorMessage",
};
