import { Match, Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { synthesizeTemplate } from "../../infra/synthesize.ts";
import { ACCOUNT, arnIn, evaluatePolicy, resourcePolicy, statementsIn } from "../support/iam.ts";

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation, which has no shape of its own here.
type Properties = Record<string, any>;

let template: Template;
beforeAll(() => {
  template = Template.fromJSON(synthesizeTemplate().template as unknown as Properties);
});

const all = (type: string): [string, Properties][] =>
  Object.entries(template.findResources(type)).map(([logicalId, resource]) => [logicalId, resource.Properties as Properties]);

const FUNCTIONS = [
  "advisor-api",
  "advisor-site",
  "audit-ledger",
  "begin-close",
  "derive-credits",
  "finance-api",
  "finance-jobs",
  "finance-site",
  "finish-close",
  "hr-api",
  "hr-jobs",
  "hr-site",
  "project-earnings",
  "record-facts",
  "reprocess-quarantine",
  "settle-shard",
];

const functionLogicalId = (name: string): string => {
  const found = Object.entries(template.findResources("AWS::Lambda::Function")).find(
    ([, resource]) => resource.Metadata["fenrun:entry"] === `functions/${name}/handler.ts`,
  );
  if (!found) throw new Error(`no function ${name}`);
  return found[0];
};

/** The statements of a function's role, found by way of the function. */
const statementsOf = (name: string): Properties[] => {
  const role = template.findResources("AWS::Lambda::Function")[functionLogicalId(name)]?.Properties.Role["Fn::GetAtt"][0];
  return all("AWS::IAM::Policy")
    .filter(([, policy]) => policy.Roles.some((each: Properties) => each.Ref === role))
    .flatMap(([, policy]) => policy.PolicyDocument.Statement);
};
/** Where in the bucket a function may do something. */
const placesOf = (name: string, action: string): string[] =>
  statementsOf(name)
    .filter((statement) => [statement.Action].flat().includes(action))
    .flatMap(({ Resource }) => [Resource].flat().map((resource: Properties) => resource["Fn::Join"][1][1]))
    .sort();
const actionsOf = (name: string): string[] => statementsOf(name).flatMap((statement) => statement.Action);

describe("what is kept", () => {
  test("the table has the keys pk and sk, is paid by use, recoverable, encrypted with our key, and not deleted by accident", () => {
    template.resourceCountIs("AWS::DynamoDB::Table", 1);
    template.hasResource("AWS::DynamoDB::Table", {
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: {
          SSEEnabled: true,
          SSEType: "KMS",
          KMSMasterKeyId: { "Fn::GetAtt": [Match.stringLikeRegexp("^DataKey"), "Arn"] },
        },
        StreamSpecification: Match.absent(),
        GlobalSecondaryIndexes: Match.absent(),
      },
    });
  });

  test("the bucket is encrypted with our key, versioned, private, and refuses plain HTTP", () => {
    template.hasResource("AWS::S3::Bucket", {
      DeletionPolicy: "Retain",
      Properties: {
        VersioningConfiguration: { Status: "Enabled" },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: "aws:kms" }) }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
    for (const [, policy] of all("AWS::S3::BucketPolicy")) {
      expect(policy.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      );
    }
  });

  test("every key rotates, and the data's survives the stack", () => {
    template.allResourcesProperties("AWS::KMS::Key", { EnableKeyRotation: true });
    const [data] = Object.entries(template.findResources("AWS::KMS::Key")).filter(([logicalId]) => logicalId.startsWith("DataKey"));
    expect(data?.[1].DeletionPolicy).toBe("Retain");
  });
});

describe("functions", () => {
  test("each runs on Node.js 24 and arm64, is traced, has its own log group with an end, and names its source", () => {
    const functions = Object.values(template.findResources("AWS::Lambda::Function"));
    expect(functions.map((each) => each.Metadata["fenrun:entry"]).sort()).toEqual(FUNCTIONS.map((name) => `functions/${name}/handler.ts`));
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        TracingConfig: { Mode: "Active" },
      });
      expect(
        template.findResources("AWS::Logs::LogGroup")[Properties.LoggingConfig.LogGroup.Ref]?.Properties.RetentionInDays,
      ).toBeGreaterThan(0);
    }
  });

  test("all share one environment, which names what they need", () => {
    const environments = all("AWS::Lambda::Function").map(([, properties]) => properties.Environment.Variables);
    // What starts closes is told by what machine, which can't be told to those it is made of.
    const shared = environments.map(({ CLOSE_MONTH_ARN, ...rest }) => rest);
    for (const environment of shared) expect(environment).toEqual(shared[0]);
    expect(environments[0]).toMatchObject({ SHARDS: "256", NODE_OPTIONS: "--enable-source-maps" });
    expect(JSON.parse(environments[0].AGENCY)).toMatchObject({ currency: "CNY", timeZone: "Asia/Shanghai" });
    expect(JSON.parse(environments[0].REVIEW)).toEqual({ openMonthLimit: "0.02", milestone: 10_000_000 });
    expect(Object.keys(environments[0])).toEqual(
      expect.arrayContaining(["TABLE_NAME", "BUCKET_NAME", "BUS_NAME", "POWERTOOLS_SERVICE_NAME"]),
    );
  });

  test("none may do everything, and a resource is a wildcard for traces and log delivery only", () => {
    for (const [, policy] of all("AWS::IAM::Policy")) {
      for (const { Effect, Action, Resource } of policy.PolicyDocument.Statement) {
        expect(Effect).toBe("Allow");
        for (const action of [Action].flat()) {
          expect(action).not.toMatch(/^\*|^[a-z0-9-]+:\*$/);
          if ([Resource].flat().includes("*")) expect(action).toMatch(/^(xray|logs):/);
        }
      }
    }
    for (const [, role] of all("AWS::IAM::Role")) expect(role.ManagedPolicyArns).toBeUndefined();
  });

  test("none may scan the table, delete an object, or touch the table's or the bucket's settings", () => {
    for (const action of FUNCTIONS.flatMap(actionsOf)) {
      expect(action).not.toMatch(/^dynamodb:(Scan|.*Table)$/);
      if (action.startsWith("s3:")) expect(action).toMatch(/^s3:(GetObject|PutObject|ListBucket)$/);
    }
  });

  test("each may touch the bucket and the bus only where it has to", () => {
    const withBus = FUNCTIONS.filter((name) => actionsOf(name).includes("events:PutEvents"));
    expect(withBus).toEqual([
      ...["audit-ledger", "begin-close", "derive-credits", "finance-api", "finance-jobs", "finance-site", "hr-api", "hr-jobs", "hr-site"],
      ...["record-facts", "reprocess-quarantine"],
    ]);
    const places = (name: string) => placesOf(name, "s3:PutObject");
    const asking = ["/answers/*", "/payouts/*", "/previews/*", "/proposals/*", "/quarantine/*"];
    const proposing = ["/proposals/*", "/quarantine/*", "/restatements/*", "/trials/*"];
    expect(Object.fromEntries(FUNCTIONS.map((name) => [name, places(name)]))).toEqual({
      "advisor-api": [],
      "advisor-site": [],
      "audit-ledger": [],
      "begin-close": ["/quarantine/*"],
      "derive-credits": ["/quarantine/*"],
      "finance-api": asking,
      "finance-site": asking,
      "finance-jobs": ["/answers/*", "/files/*", "/payouts/*", "/previews/*"],
      "hr-api": proposing,
      "hr-site": proposing,
      "hr-jobs": proposing,
      "project-earnings": [],
      "record-facts": ["/quarantine/*"],
      "reprocess-quarantine": ["/quarantine/*"],
      "settle-shard": ["/*"],
      "finish-close": ["/proofs/*"],
    });
  });

  test("the auditor may read every row and object, put rows, and change or delete nothing", () => {
    const actions = actionsOf("audit-ledger").filter((action) => /^(dynamodb|s3):/.test(action));
    expect(actions.sort()).toEqual([
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "s3:GetObject",
      "s3:ListBucket",
    ]);
  });
});

describe("payee details", () => {
  const keyActions = (name: string): string[] =>
    statementsOf(name)
      .filter(({ Resource }) => JSON.stringify(Resource).includes("DataPayeeKey"))
      .flatMap(({ Action }) => [Action].flat())
      .sort();

  test("have a key of their own, which survives the stack; what people ask seals with it, and what makes files opens", () => {
    const [key] = Object.entries(template.findResources("AWS::KMS::Key")).filter(([logicalId]) => logicalId.startsWith("DataPayeeKey"));
    expect(key?.[1].DeletionPolicy).toBe("Retain");
    expect(FUNCTIONS.filter((name) => keyActions(name).length > 0)).toEqual(["finance-api", "finance-jobs", "finance-site"]);
    expect(["finance-api", "finance-site"].map(keyActions)).toEqual([["kms:GenerateDataKey"], ["kms:GenerateDataKey"]]);
    expect(keyActions("finance-jobs")).toEqual(["kms:Decrypt"]);
  });
});

describe("people", () => {
  test.each(["advisor-api", "advisor-site"])("%s may read rows, statements and proofs, and change nothing", (name) => {
    const actions = actionsOf(name).filter((action) => /^(dynamodb|s3|kms|events):/.test(action));
    expect(actions.sort()).toEqual([
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "kms:Decrypt",
      "kms:DescribeKey",
      "s3:GetObject",
      "s3:ListBucket",
    ]);
    expect(placesOf(name, "s3:GetObject")).toEqual(["/proofs/*", "/statements/*"]);
  });

  test.each(["hr-api", "hr-site", "hr-jobs"])("%s may read what closes have fixed, and never write it", (name) => {
    const fixed = ["/proofs/*", "/snapshots/*", "/statements/*"];
    expect(placesOf(name, "s3:GetObject").filter((place) => !placesOf(name, "s3:PutObject").includes(place))).toEqual(fixed);
    expect(
      actionsOf(name)
        .filter((action) => /^(dynamodb|events):/.test(action))
        .sort(),
    ).toEqual([
      ...["dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
      ...["dynamodb:Query", "dynamodb:UpdateItem", "events:PutEvents"],
    ]);
  });

  test("of finance are given links to files by what can't write them; what makes files reads proposals, and neither what closes have fixed", () => {
    const readOnly = (name: string) => placesOf(name, "s3:GetObject").filter((place) => !placesOf(name, "s3:PutObject").includes(place));
    expect(["finance-api", "finance-site", "finance-jobs"].map(readOnly)).toEqual([["/files/*"], ["/files/*"], ["/proposals/*"]]);
  });

  test("are users of a pool with a group for each role, whom nobody but the agency creates, by names that tell a from A", () => {
    template.hasResource("AWS::Cognito::UserPool", {
      DeletionPolicy: "Retain",
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        UsernameConfiguration: { CaseSensitive: true },
        UsernameAttributes: Match.absent(),
        DeletionProtection: "ACTIVE",
        EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
        Policies: { PasswordPolicy: Match.objectLike({ MinimumLength: 12 }) },
      },
    });
    expect(all("AWS::Cognito::UserPoolGroup").map(([, group]) => group.GroupName)).toEqual(["advisor", "hr", "finance", "auditor"]);
  });

  test("sign in with a code and no secret, and come back to the site only", () => {
    template.resourceCountIs("AWS::Cognito::UserPoolClient", 1);
    const site = { "Fn::GetAtt": [Match.stringLikeRegexp("^WebHttpApi"), "ApiEndpoint"] };
    template.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      GenerateSecret: false,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: [{ "Fn::Join": ["", [site, "/signed-in"]] }],
      LogoutURLs: [{ "Fn::Join": ["", [site, "/"]] }],
      AccessTokenValidity: 60,
      TokenValidityUnits: Match.objectLike({ AccessToken: "minutes" }),
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: "ENABLED",
    });
  });

  test("are verified by the pool and the client of this stack, at the gateway and in the functions", () => {
    const [[pool]] = all("AWS::Cognito::UserPool") as [[string, Properties]];
    const [[client]] = all("AWS::Cognito::UserPoolClient") as [[string, Properties]];
    template.hasResourceProperties("AWS::ApiGatewayV2::Authorizer", {
      AuthorizerType: "JWT",
      JwtConfiguration: { Audience: [{ Ref: client }], Issuer: { "Fn::Join": ["", Match.arrayWith([{ Ref: pool }])] } },
    });
    for (const [, { Environment }] of all("AWS::Lambda::Function")) {
      expect(Environment.Variables).toMatchObject({ USER_POOL_ID: { Ref: pool }, CLIENT_ID: { Ref: client } });
      // The keys of one machine would open everything.
      expect(Object.keys(Environment.Variables).filter((name) => name.startsWith("LOCAL_"))).toEqual([]);
    }
  });

  test("reach one address, whose requests are logged without ids and throttled", () => {
    template.resourceCountIs("AWS::ApiGatewayV2::Api", 1);
    const [[, stage]] = all("AWS::ApiGatewayV2::Stage") as [[string, Properties]];
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 });
    expect(stage.AccessLogSettings.Format).not.toMatch(/context\.path|queryString/i);
    const settings = { siteUrl: "https://pay.example.com", authDomainPrefix: "example-pay" };
    const other = Template.fromJSON(synthesizeTemplate(settings).template as unknown as Properties);
    other.hasResourceProperties("AWS::Cognito::UserPoolClient", { CallbackURLs: ["https://pay.example.com/signed-in"] });
    other.hasResourceProperties("AWS::Cognito::UserPoolDomain", { Domain: "example-pay" });
  });
});

describe("the agency's facts and what follows from them", () => {
  test("facts are told by any source but Fenrun's own, which recording looks up in the settings, and by the beginning of their detail-type", () => {
    template.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: {
        source: [{ "anything-but": ["fenrun"] }],
        "detail-type": [{ prefix: "Order" }, { prefix: "Advisor" }, { prefix: "Attributes" }, { prefix: "Plan" }, { prefix: "Adjustment" }],
      },
      EventBusName: { Ref: Match.stringLikeRegexp("^FactsBus") },
    });
    template.hasResourceProperties("AWS::Events::Archive", {
      EventPattern: { source: [{ "anything-but": ["fenrun"] }] },
      RetentionDays: 0,
    });
  });

  test("other event sources, another number of shards and other limits of reviews reach rules and functions", () => {
    const other = Template.fromJSON(
      synthesizeTemplate({ eventSources: [{ source: "shop", kinds: ["order", "advisor"] }], shards: 8 }).template as unknown as Properties,
    );
    other.allResourcesProperties("AWS::Lambda::Function", {
      Environment: { Variables: Match.objectLike({ EVENT_SOURCES: '[{"source":"shop","kinds":["order","advisor"]}]' }) },
    });
    other.hasResourceProperties("AWS::IAM::ManagedPolicy", { Description: "Puts facts of shop on Fenrun's bus: order, advisor" });
    other.allResourcesProperties("AWS::Lambda::Function", {
      Environment: { Variables: Match.objectLike({ SHARDS: "8" }) },
    });
    const stricter = synthesizeTemplate({ review: { openMonthLimit: "0.01", milestone: 5_000_000 } }).template as unknown as Properties;
    Template.fromJSON(stricter).allResourcesProperties("AWS::Lambda::Function", {
      Environment: { Variables: Match.objectLike({ REVIEW: '{"openMonthLimit":"0.01","milestone":5000000}' }) },
    });
  });

  test.each([
    ["record-facts", { BatchSize: 1000, MaximumBatchingWindowInSeconds: 5, ScalingConfig: { MaximumConcurrency: 10 } }],
    ["derive-credits", { BatchSize: 10, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 2 } }],
    ["project-earnings", { BatchSize: 100, MaximumBatchingWindowInSeconds: 30, ScalingConfig: { MaximumConcurrency: 5 } }],
    ["audit-ledger", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 2 } }],
    ["finance-jobs", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 10 } }],
    ["hr-jobs", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 10 } }],
  ])("%s takes batches and answers with what failed", (name, mapping) => {
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      ...mapping,
      FunctionName: { Ref: functionLogicalId(name) },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  test("every queue that a function reads is encrypted, patient, and ends in a dead-letter queue that keeps for 14 days", () => {
    const queues = template.findResources("AWS::SQS::Queue");
    const functions = template.findResources("AWS::Lambda::Function");
    const mappings = all("AWS::Lambda::EventSourceMapping");
    expect(mappings).toHaveLength(6);
    for (const [, mapping] of mappings) {
      const queue = queues[mapping.EventSourceArn["Fn::GetAtt"][0]]?.Properties as Properties;
      const consumer = functions[mapping.FunctionName.Ref]?.Properties as Properties;
      expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.Timeout);
      expect(queue.SqsManagedSseEnabled).toBe(true);
      expect(queue.RedrivePolicy.maxReceiveCount).toBe(5);
      const dead = queues[queue.RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"][0]]?.Properties as Properties;
      expect(dead).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true });
    }
  });

  test("every rule leads to a queue, and what can't be delivered to its dead-letter queue", () => {
    const rules = all("AWS::Events::Rule");
    expect(rules).toHaveLength(12);
    for (const [, rule] of rules) {
      const [target] = rule.Targets;
      const queue = template.findResources("AWS::SQS::Queue")[target.Arn["Fn::GetAtt"][0]]?.Properties as Properties;
      expect(target.DeadLetterConfig.Arn).toEqual(queue.RedrivePolicy.deadLetterTargetArn);
    }
    template.hasResourceProperties("AWS::Events::Rule", { ScheduleExpression: "rate(5 minutes)" });
    template.hasResourceProperties("AWS::Events::Rule", { ScheduleExpression: "rate(1 hour)" });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["DerivationPending"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["AuditPending"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["EarningsTouched"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["TrialPending"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["PublishPending"] } });
    for (const pending of ["PayoutPending", "FilePending", "AnswerPending", "PreviewPending"])
      template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": [pending] } });
  });
});

describe("closing a month", () => {
  const definition = (): Properties => {
    const [[, machine]] = all("AWS::StepFunctions::StateMachine") as [[string, Properties]];
    const [, parts] = machine.DefinitionString["Fn::Join"];
    return JSON.parse(parts.map((part: string | Properties) => (typeof part === "string" ? part : part["Fn::GetAtt"][0])).join(""));
  };

  test("begins, settles each shard, and finishes with the answer of finish-close", () => {
    const { StartAt, States, QueryLanguage } = definition();
    // The local runner understands JSONPath only.
    expect(QueryLanguage ?? "JSONPath").toBe("JSONPath");
    expect(StartAt).toBe("BeginClose");
    expect(States.BeginClose).toMatchObject({ Type: "Task", Resource: functionLogicalId("begin-close"), Next: "SettleShards" });
    expect(States.SettleShards).toMatchObject({
      Type: "Map",
      ItemsPath: "$.shards",
      ItemSelector: { "month.$": "$.month", "period.$": "$.period", "shard.$": "$$.Map.Item.Value" },
      MaxConcurrency: 40,
      ResultPath: null,
      Next: "FinishClose",
    });
    expect(States.SettleShards.ItemProcessor.States.SettleShard).toMatchObject({
      Resource: functionLogicalId("settle-shard"),
      ResultPath: null,
      End: true,
    });
    expect(States.FinishClose).toMatchObject({
      Resource: functionLogicalId("finish-close"),
      Parameters: { "month.$": "$.month", "period.$": "$.period" },
      End: true,
    });
    expect(States.FinishClose.ResultPath).toBeUndefined();
  });

  test("is started by finance's API and pages, and by no other function", () => {
    const starting = FUNCTIONS.filter((name) => actionsOf(name).some((action) => action.startsWith("states:")));
    expect(starting).toEqual(["finance-api", "finance-site"]);
    const [[machine]] = all("AWS::StepFunctions::StateMachine") as [[string, Properties]];
    for (const name of starting) {
      const mayStart = statementsOf(name).filter(({ Action }) => [Action].flat().includes("states:StartExecution"));
      expect(mayStart.map(({ Action, Resource }) => [Action, Resource])).toEqual([["states:StartExecution", { Ref: machine }]]);
      const mayLook = statementsOf(name).filter(({ Action }) => [Action].flat().includes("states:DescribeExecution"));
      expect(JSON.stringify(mayLook.map(({ Resource }) => Resource))).toMatch(/:execution:.*CloseMonthStateMachine.*:\*/);
    }
  });

  test("tries again what may pass by itself, with a growing and jittered pause, and never a refusal", () => {
    const { States } = definition();
    for (const state of [States.BeginClose, States.SettleShards.ItemProcessor.States.SettleShard, States.FinishClose]) {
      expect(state.Retry).toHaveLength(1);
      expect(state.Retry[0]).toMatchObject({ JitterStrategy: "FULL", BackoffRate: 2 });
      expect(state.Retry[0].ErrorEquals).toEqual(
        expect.arrayContaining(["RetryableError", "Lambda.TooManyRequestsException", "Lambda.ServiceException"]),
      );
      for (const refused of ["RefusedError", "States.ALL", "States.TaskFailed"]) expect(state.Retry[0].ErrorEquals).not.toContain(refused);
    }
  });
});

describe("alarms", () => {
  test("ring for every dead-letter queue, every function, a request that was answered with a fault, and a close that fails or runs out of time", () => {
    const alarms = all("AWS::CloudWatch::Alarm").map(([, alarm]) => alarm);
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^AlarmsTopic/) }]);
      if (alarm.MetricName === "AuditRuns") continue;
      expect(alarm).toMatchObject({ Threshold: 0, ComparisonOperator: "GreaterThanThreshold", TreatMissingData: "notBreaching" });
    }
    const metrics = alarms.map((alarm) => `${alarm.Namespace} ${alarm.MetricName}`);
    expect(metrics.filter((metric) => metric === "AWS/SQS ApproximateNumberOfMessagesVisible")).toHaveLength(6);
    expect(metrics.filter((metric) => metric === "AWS/Lambda Errors")).toHaveLength(FUNCTIONS.length);
    expect(metrics).toEqual(expect.arrayContaining(["AWS/ApiGateway 5xx", "AWS/States ExecutionsFailed", "AWS/States ExecutionsTimedOut"]));
  });

  test("ring when an audit finds something, and when none was finished for a day", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", { Namespace: "Fenrun", MetricName: "AuditFindings", Period: 300 });
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Fenrun",
      MetricName: "AuditRuns",
      Period: 86_400,
      Statistic: "Sum",
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
      TreatMissingData: "breaching",
    });
  });

  test("reach their topic: CloudWatch may publish there and use its key, for alarms of this account and over TLS alone", () => {
    const topics = new Set(all("AWS::CloudWatch::Alarm").flatMap(([, { AlarmActions }]) => AlarmActions.map(({ Ref }: Properties) => Ref)));
    expect(topics.size).toBe(1);
    const [topic] = [...topics] as [string];
    const policy = resourcePolicy(template, "AWS::SNS::TopicPolicy", ({ Topics }) => Topics.some(({ Ref }: Properties) => Ref === topic));
    const principal = "Service:cloudwatch.amazonaws.com";
    const publish = (context: Record<string, string>, by = principal) =>
      evaluatePolicy(policy, { principal: by, action: "sns:Publish", resource: arnIn(topic), context });
    const alarm = `arn:aws:cloudwatch:eu-central-1:${ACCOUNT}:alarm:Fenrun-Any`;
    const ours = { "aws:SecureTransport": "true", "aws:SourceAccount": ACCOUNT, "aws:SourceArn": alarm };
    expect(publish(ours)).toBe("allowed");
    expect(publish({ ...ours, "aws:SecureTransport": "false" })).toBe("denied");
    expect(publish({ ...ours, "aws:SourceAccount": "999999999999", "aws:SourceArn": alarm.replace(ACCOUNT, "999999999999") })).toBe(
      "not granted",
    );
    expect(publish(ours, "Service:events.amazonaws.com")).toBe("not granted");

    const key = template.findResources("AWS::SNS::Topic")[topic]?.Properties.KmsMasterKeyId["Fn::GetAtt"][0];
    const keyPolicy = statementsIn(template.findResources("AWS::KMS::Key")[key]?.Properties.KeyPolicy);
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"])
      expect(evaluatePolicy(keyPolicy, { principal, action, resource: arnIn(key) })).toBe("allowed");
  });

  test("are the last of what a policy could cut off: each rule may send to its queue, and to its dead-letter queue", () => {
    for (const [rule, { Targets }] of all("AWS::Events::Rule")) {
      for (const { Arn, DeadLetterConfig } of Targets) {
        for (const queue of [Arn, DeadLetterConfig.Arn].map((each: Properties) => each["Fn::GetAtt"][0] as string)) {
          const policy = resourcePolicy(template, "AWS::SQS::QueuePolicy", ({ Queues }) =>
            Queues.some((each: Properties) => JSON.stringify(each).includes(`"${queue}"`)),
          );
          const send = (from: string) =>
            evaluatePolicy(policy, {
              principal: "Service:events.amazonaws.com",
              action: "sqs:SendMessage",
              resource: arnIn(queue),
              context: { "aws:SourceArn": from, "aws:SecureTransport": "true" },
            });
          expect([rule, send(arnIn(rule)), send("arn:another-rule")]).toEqual([rule, "allowed", "not granted"]);
        }
      }
    }
  });
});
