import { describe, expect, test } from "vitest";
import { pathsOf } from "../../functions/_platform/http/route.ts";
import { readCdkContext, readConfig } from "../../infra/config.ts";
import { readTemplate } from "../../infra/local/cached-template.ts";
import { findRoute } from "../../infra/local/http/read-routes.ts";
import { createResolver } from "../../infra/local/intrinsics.ts";
import { readWiring } from "../../infra/local/template.ts";
import { ROUTES } from "../../infra/routes.ts";
import { synthesizeTemplate } from "../../infra/synthesize.ts";
import type { Template, TemplateResource } from "../../infra/template.ts";

const { template } = synthesizeTemplate({ shards: 4 });

/** The stack's template with one resource of a type changed. */
function withChanged(type: string, change: Record<string, unknown>): Template {
  const [logicalId, resource] = Object.entries(template.Resources).find(([, each]) => each.Type === type) as [string, TemplateResource];
  return { Resources: { ...template.Resources, [logicalId]: { ...resource, Properties: { ...resource.Properties, ...change } } } };
}

describe("the stack's template", () => {
  const wiring = readWiring(template);

  test("is understood: functions with their sources, and queues in front of them", () => {
    expect(wiring.functions.map(({ name, entry }) => [name, entry])).toContainEqual(["record-facts", "functions/record-facts/handler.ts"]);
    expect(wiring.functions).toHaveLength(18);
    expect(
      wiring.consumers.map(({ functionName, batchSize, windowSeconds, maxConcurrency, maxReceiveCount, partialFailures }) => [
        functionName,
        batchSize,
        windowSeconds,
        maxConcurrency,
        maxReceiveCount,
        partialFailures,
      ]),
    ).toEqual([
      ["record-facts", 4000, 5, 10, 5, true],
      ["derive-credits", 1, 0, 8, 5, true],
      ["sum-forecasts", 100, 30, 5, 5, true],
      ["audit-ledger", 1, 0, 2, 5, true],
      ["hr-jobs", 1, 0, 10, 5, true],
      ["finance-jobs", 1, 0, 10, 5, true],
    ]);
  });

  test("gives names instead of references", () => {
    const { environment } = wiring.functions[0] ?? { environment: {} };
    expect(environment).toMatchObject({
      USER_POOL_ID: "us-east-1_Local",
      TABLE_NAME: wiring.table.name,
      BUS_NAME: wiring.busName,
      SHARDS: "4",
    });
    expect(readWiring(template, "mine").functions[0]?.environment.TABLE_NAME).toBe("mine");
    expect(wiring.stateMachine.definition.States.BeginClose?.Resource).toBe("arn:aws:lambda:us-east-1:000000000000:function:begin-close");
  });

  test("has two schedules and twelve patterns, each leading to a queue", () => {
    const targets = wiring.rules.map((rule) => [
      rule.schedule ?? rule.pattern?.["detail-type"],
      wiring.consumers.find(({ queueArn }) => rule.queueArns.includes(queueArn))?.functionName,
    ]);
    expect(targets).toContainEqual(["rate(5 minutes)", "derive-credits"]);
    expect(targets).toContainEqual([["DerivationQueued"], "derive-credits"]);
    expect(targets).toContainEqual([["ForecastsChanged"], "sum-forecasts"]);
    expect(targets).toContainEqual(["rate(1 hour)", "audit-ledger"]);
    expect(targets).toContainEqual([["AuditQueued"], "audit-ledger"]);
    expect(targets).toContainEqual([["SimulationQueued"], "hr-jobs"]);
    expect(targets).toContainEqual([["PublishQueued"], "hr-jobs"]);
    expect(targets).toContainEqual([["ScoresUploadQueued"], "hr-jobs"]);
    for (const pending of ["PayoutDraftQueued", "FileQueued", "BankReportQueued", "ClosePreviewQueued", "UploadQueued"])
      expect(targets).toContainEqual([[pending], "finance-jobs"]);
    expect(targets).toContainEqual([expect.arrayContaining([{ prefix: "Order" }, { prefix: "Adjustment" }]), "record-facts"]);
  });
});

test("local template: every route leads to its function, through the authorizer where it is below /v1 and not public", () => {
  const { routes } = readWiring(template);
  for (const { id, on, method, access, path } of ROUTES) {
    for (const each of pathsOf({ path })) {
      const address = each.replace("/:lang", "/en").replaceAll(/:\w+/g, "x");
      const found = findRoute(routes, method, address)?.route;
      const name = {
        api: "advisor-api",
        site: "advisor-site",
        "hr-api": "hr-api",
        "hr-site": "hr-site",
        "finance-api": "finance-api",
        "finance-site": "finance-site",
        "file-links-api": "file-links",
        "file-links-site": "file-links",
      }[on];
      const asksForToken = address.startsWith("/v1/") && access !== "public";
      expect([id, found?.functionName, found?.authorizer !== undefined]).toEqual([id, name, asksForToken]);
    }
  }
  // What isn't in the table can't be reached either without a token.
  for (const method of ["GET", "POST", "DELETE"]) expect(findRoute(routes, method, "/v1/anything/else")?.route.authorizer).toBeDefined();
});

test("local template: the template that is kept in a file is the one that is synthesized", async () => {
  const context: Record<string, unknown> = { ...readCdkContext(), shards: 4 };
  const config = readConfig((key) => context[key]);
  for (let time = 0; time < 2; time++) expect(await readTemplate(config)).toEqual(template);
});

describe("what the runner does not understand is an error", () => {
  test.each([
    ["a stream of the table", "AWS::DynamoDB::Table", { StreamSpecification: { StreamViewType: "KEYS_ONLY" } }, /StreamSpecification/],
    ["a filter of a mapping", "AWS::Lambda::EventSourceMapping", { FilterCriteria: { Filters: [] } }, /FilterCriteria/],
    ["a mapping that is off", "AWS::Lambda::EventSourceMapping", { Enabled: false }, /Enabled/],
    ["a delay of a queue", "AWS::SQS::Queue", { DelaySeconds: 5 }, /DelaySeconds/],
    ["a pattern on the detail", "AWS::Events::Rule", { EventPattern: { detail: { status: ["booked"] } } }, /EventPattern.*detail/],
    ["another kind of match", "AWS::Events::Rule", { EventPattern: { source: [{ wildcard: "agency.*" }] } }, /EventPattern\.source/],
    ["a rule that is off", "AWS::Events::Rule", { State: "DISABLED" }, /State/],
    ["an event made over", "AWS::Events::Rule", { Targets: [{ Id: "T", Arn: "x", InputPath: "$.detail" }] }, /InputPath/],
    [
      "a target that is no queue of ours",
      "AWS::Events::Rule",
      { Targets: [{ Id: "T", Arn: "arn:aws:sns:x" }] },
      /arn:aws:sns:x is no queue/,
    ],
    ["a rule of another bus", "AWS::Events::Rule", { EventBusName: "another" }, /patterns on .* only/],
    ["an intrinsic", "AWS::Events::Rule", { EventBusName: { "Fn::ImportValue": "bus" } }, /EventBusName: .*Fn::ImportValue/],
    ["an HTTP API that opens itself to other sites", "AWS::ApiGatewayV2::Api", { CorsConfiguration: {} }, /CorsConfiguration/],
    ["a scope that a route asks for", "AWS::ApiGatewayV2::Route", { AuthorizationScopes: ["a"] }, /AuthorizationScopes/],
    ["a route that leads nowhere", "AWS::ApiGatewayV2::Route", { Target: "integrations/none" }, /no integration of the template/],
    [
      "a route that forgot its authorizer",
      "AWS::ApiGatewayV2::Route",
      { AuthorizationType: "JWT" },
      /with a JWT authorizer, or without any/,
    ],
    ["an integration made over", "AWS::ApiGatewayV2::Integration", { RequestParameters: {} }, /RequestParameters/],
    ["another payload", "AWS::ApiGatewayV2::Integration", { PayloadFormatVersion: "1.0" }, /PayloadFormatVersion/],
    ["a stage in the path", "AWS::ApiGatewayV2::Stage", { StageName: "v1" }, /StageName/],
    ["another place for tokens", "AWS::ApiGatewayV2::Authorizer", { IdentitySource: ["$request.querystring.token"] }, /IdentitySource/],
    ["a layer of a function", "AWS::Lambda::Function", { Layers: ["arn"] }, /Layers/],
  ])("%s", (_, type, change, message) => {
    expect(() => readWiring(withChanged(type, change))).toThrow(message);
  });

  test("a kind of resource", () => {
    const more = { Resources: { ...template.Resources, Pipe: { Type: "AWS::Pipes::Pipe" } } };
    expect(() => readWiring(more)).toThrow(/Pipe: .*AWS::Pipes::Pipe/);
  });

  test("a function that does not say where its source is", () => {
    const [logicalId, resource] = Object.entries(template.Resources).find(([, each]) => each.Type === "AWS::Lambda::Function") as [
      string,
      TemplateResource,
    ];
    expect(() => readWiring({ Resources: { ...template.Resources, [logicalId]: { ...resource, Metadata: {} } } })).toThrow(/fenrun:entry/);
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Fn::Sub's own placeholders.
describe("intrinsics", () => {
  const resolve = createResolver({ Resources: { Other: { Type: "AWS::X::Y" } } }, (logicalId) =>
    logicalId === "Table" ? { ref: "table-name", arn: "arn:table" } : undefined,
  );

  test("become what they stand for, at any depth", () => {
    const value = {
      name: { Ref: "Table" },
      arns: [{ "Fn::GetAtt": ["Table", "Arn"] }, { "Fn::GetAtt": "Table.Arn" }],
      parted: { "Fn::Select": [1, { "Fn::Split": [":", { "Fn::GetAtt": ["Table", "Arn"] }] }] },
      joined: { "Fn::Join": ["/", ["a", { Ref: "AWS::Region" }, { Ref: "Table" }]] },
      substituted: { "Fn::Sub": "${AWS::Partition}:${Table}:${Table.Arn}:${!Literal}" },
      untouched: { Reference: 1, list: [null, true] },
    };
    expect(resolve(value, "here")).toEqual({
      name: "table-name",
      arns: ["arn:table", "arn:table"],
      parted: "table",
      joined: "a/us-east-1/table-name",
      substituted: "aws:table-name:arn:table:${Literal}",
      untouched: { Reference: 1, list: [null, true] },
    });
  });

  test.each([
    [{ "Fn::Cidr": ["a", 1] }, /here\.at\[0\]: .*Fn::Cidr/],
    [{ "Fn::Select": [1, ["a"]] }, /here\.at\[0\]: not a valid Fn::Select/],
    [{ "Fn::Split": "a" }, /not a valid Fn::Split/],
    [{ "Fn::GetAtt": ["Table", "StreamArn"] }, /Table\.StreamArn/],
    [{ Ref: "Other" }, /Other \(AWS::X::Y\)/],
    [{ Ref: "Nowhere" }, /Nowhere \(no resource of this template\)/],
    [{ "Fn::Sub": ["${A}", { A: 1 }] }, /Fn::Sub with variables/],
    [{ "Fn::Join": "a" }, /not a valid Fn::Join/],
  ])("%j is refused, with where it stands", (value, message) => {
    expect(() => resolve({ at: [value] }, "here")).toThrow(message);
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: Fn::Sub's own placeholders.
