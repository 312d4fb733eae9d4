import { expect, test } from "vitest";
import { synthesizeTemplate } from "../../infra/synthesize.ts";
import type { Template } from "../../infra/template.ts";

const [withoutStage, ofTest, ofTry] = [undefined, "test", "try2"].map((stage) => synthesizeTemplate({ stage }).template) as [
  Template,
  Template,
  Template,
];

/** Names that count within the resource beside them alone: of a function, a pool, an API, a role. */
const SCOPED = new Set([
  "AWS::Lambda::Alias Name",
  "AWS::Cognito::UserPoolGroup GroupName",
  "AWS::ApiGatewayV2::Stage StageName",
  "AWS::ApiGatewayV2::Authorizer Name",
  "AWS::IAM::Policy PolicyName",
]);
/** Of what is measured: the queue, function, API or state machine is another each time. */
const MEASURED = "AWS::CloudWatch::Alarm MetricName";

/** The names that a template gives to what it makes: an account has one of each. What refers to another resource has none of its own. */
function physicalNames({ Resources }: Template): [string, string][] {
  return Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties).flatMap(([property, value]): [string, string][] => {
      const what = `${Type} ${property}`;
      if (!/(Name|^Domain)$/.test(property) || SCOPED.has(what) || what === MEASURED) return [];
      const text = JSON.stringify(value);
      const refersTo = [...text.matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].some(([, logicalId = ""]) => logicalId in Resources);
      return refersTo ? [] : [[what, text]];
    }),
  );
}

test("stages: two in one account have no physical name in common, and none in common with the one without a stage", () => {
  const names = [withoutStage, ofTest, ofTry].map((template) => physicalNames(template).map((each) => each.join(" = ")));
  for (const ofStage of names) expect(ofStage).toHaveLength(4);
  expect(new Set(names.flat()).size).toBe(12);
  expect(names[1]?.sort()).toEqual([
    'AWS::ApiGatewayV2::Api Name = "Fenrun-test"',
    'AWS::Cognito::UserPoolDomain Domain = {"Fn::Join":["",["fenrun-test-",{"Ref":"AWS::AccountId"}]]}',
    expect.stringMatching(/^AWS::Events::EventBus Name = "Fenruntest\w+"$/),
    'AWS::SNS::Topic DisplayName = "Fenrun-test alarms"',
  ]);
});

/** Where the metrics of an alarm are: of its one, or of those that its expression uses. */
function namespacesOf(alarm: Readonly<Record<string, unknown>> = {}): unknown[] {
  const { Namespace, Metrics } = alarm as { Namespace?: string; Metrics?: { MetricStat?: { Metric: { Namespace: string } } }[] };
  return Metrics === undefined ? [Namespace] : Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric.Namespace ?? []);
}

test("stages: no metric, alarm, output or setting of one is another's", () => {
  const namespaces = Object.values(ofTest.Resources).flatMap(({ Type, Properties }) => {
    if (Type === "AWS::CloudWatch::Alarm") return namespacesOf(Properties);
    const environment = Properties?.Environment as { readonly Variables: Record<string, unknown> } | undefined;
    return Type === "AWS::Lambda::Function" ? [environment?.Variables.POWERTOOLS_METRICS_NAMESPACE] : [];
  });
  expect([...new Set(namespaces)].filter((each) => !String(each).startsWith("AWS/"))).toEqual(["Fenrun-test"]);
  // An export's name is an account's; the stack's outputs have none. Secrets and parameters there are none.
  expect(JSON.stringify(ofTest)).not.toMatch(/"Export"|AWS::SecretsManager|AWS::SSM::Parameter"/);
  // Logs are kept by group: each function's is a resource, and none is left to be made by its name.
  for (const { Type, Properties } of Object.values(ofTest.Resources))
    if (Type === "AWS::Lambda::Function") expect(Properties?.LoggingConfig).toMatchObject({ LogGroup: { Ref: expect.any(String) } });
});
