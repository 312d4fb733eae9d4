import { Match, Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { synthesizeTemplate } from "../../infra/synthesize.ts";
import { ACCOUNT, arnIn, evaluatePolicy, resourcePolicy, rolePolicy, statementsIn } from "../support/iam.ts";

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
  "file-links",
  "finance-api",
  "finance-jobs",
  "finance-site",
  "finish-close",
  "gather-shard",
  "hr-api",
  "hr-jobs",
  "hr-site",
  "record-facts",
  "reprocess-quarantine",
  "settle-shard",
  "sum-forecasts",
];

const functionLogicalId = (name: string): string => {
  const found = Object.entries(template.findResources("AWS::Lambda::Function")).find(
    ([, resource]) => resource.Metadata["fenrun:entry"] === `functions/${name}/handler.ts`,
  );
  if (!found) throw new Error(`no function ${name}`);
  return found[0];
};

/** The function that a reference leads to, by way of a version or of the alias that is called. */
const functionBehind = (type: "Alias" | "Version", reference: unknown): string => {
  const [, logicalId = ""] = /"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/.exec(JSON.stringify(reference)) ?? [];
  const found = template.findResources(`AWS::Lambda::${type}`)[logicalId];
  if (!found) throw new Error(`${JSON.stringify(reference)} is no ${type} of a function`);
  return found.Properties.FunctionName.Ref;
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

  test("every key rotates that can, and the data's survives the stack", () => {
    const keys = Object.values(template.findResources("AWS::KMS::Key"));
    // KMS rotates no HMAC keys.
    const rotating = keys.filter(({ Properties }) => Properties.KeySpec !== "HMAC_256");
    expect(rotating.length).toBe(keys.length - 1);
    for (const { Properties } of rotating) expect(Properties.EnableKeyRotation).toBe(true);
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
    // What starts closes is told by what machine, which can't be told to those it is made of; they are told what code they are.
    const shared = environments.map(({ CLOSE_MONTH_ARN, CLOSE_CODE_HASH, ...rest }) => rest);
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
        if (Effect === "Deny") continue;
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
    const asking = ["/bank-reports/*", "/payouts/*", "/previews/*", "/proposals/*", "/quarantine/*"];
    const proposing = ["/previews/uploads/scores/*", "/proposals/*", "/quarantine/*", "/restatements/*", "/simulations/*"];
    const closed = ["/proofs/*", "/snapshots/*", "/statements/*"];
    const looking = ["/proofs/*", "/statements/*"];
    const places = (name: string) => ({ puts: placesOf(name, "s3:PutObject"), gets: placesOf(name, "s3:GetObject") });
    expect(Object.fromEntries(FUNCTIONS.map((name) => [name, places(name)]))).toEqual({
      "advisor-api": { puts: [], gets: looking },
      "advisor-site": { puts: [], gets: looking },
      "audit-ledger": { puts: [], gets: ["/payouts/*", "/proofs/*", "/quarantine/*", "/snapshots/*", "/statements/*"] },
      "begin-close": { puts: ["/quarantine/*"], gets: ["/quarantine/*"] },
      "derive-credits": { puts: ["/quarantine/*"], gets: ["/quarantine/*"] },
      // Files can be read by what signs links to them alone, and be written by what makes them.
      "file-links": { puts: [], gets: ["/bank-files/*", "/files/*", "/payouts/*"] },
      // Who takes uploads can't read them back.
      "finance-api": { puts: [...asking, "/uploads/finance/*"], gets: asking },
      "finance-site": { puts: [...asking, "/uploads/finance/*"], gets: asking },
      "finance-jobs": {
        puts: ["/bank-files/*", "/bank-reports/*", "/files/*", "/payouts/*", "/previews/*"],
        gets: ["/bank-reports/*", "/payouts/*", "/previews/*", "/proposals/*", "/uploads/finance/*"],
      },
      "hr-api": { puts: [...proposing, "/uploads/hr/*"], gets: [...proposing, ...closed].sort() },
      "hr-site": { puts: [...proposing, "/uploads/hr/*"], gets: [...proposing, ...closed].sort() },
      "hr-jobs": { puts: proposing, gets: [...proposing, ...closed, "/uploads/hr/*"].sort() },
      "sum-forecasts": { puts: [], gets: [] },
      "record-facts": { puts: ["/quarantine/*"], gets: ["/quarantine/*"] },
      "reprocess-quarantine": { puts: ["/quarantine/*"], gets: ["/proposals/*", "/quarantine/*"] },
      "gather-shard": { puts: ["/gathers/*"], gets: [] },
      "settle-shard": { puts: ["/snapshots/*", "/statements/*"], gets: ["/gathers/*", "/snapshots/*", "/statements/*"] },
      "finish-close": { puts: ["/proofs/*"], gets: ["/proofs/*"] },
    });
  });
});

describe("rows", () => {
  const WRITES = ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"];

  /** In which partitions a function may do what, as its role says it; undefined where it may not at all. */
  const rowsOf = (name: string): Record<string, string> =>
    Object.fromEntries(
      WRITES.flatMap((action) => {
        const found = statementsOf(name).filter(
          ({ Effect, Action }) => Effect === "Allow" && [Action].flat().includes(`dynamodb:${action}`),
        );
        const partitions = found.map(({ Condition }) => Condition?.["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] ?? "any");
        return found.length === 0 ? [] : [[action, partitions.flat().sort().join(" ")]];
      }),
    );

  test("are written by each function only how and where it has to", () => {
    const recorded = "A#* ADJUSTMENT#* AWAITING#* DERIVATIONS GATE#* LEDGER O#* PLANS QUARANTINE#* SHARD#* STORE#* UNASSIGNED";
    const recording = { PutItem: recorded, UpdateItem: "A#* LEDGER QUARANTINE#*", ConditionCheckItem: "GATE#*" };
    const derived = recorded.replace("DERIVATIONS", "DERIVATION#* DERIVATIONS");
    const deriving = { ...recording, PutItem: derived, UpdateItem: "A#* DERIVATIONS LEDGER QUARANTINE#*", DeleteItem: "DERIVATIONS" };
    const proposing = {
      PutItem: "any",
      UpdateItem: "A#* DERIVATIONS LEDGER PAYOUTS QUARANTINE#* SIMULATION#*",
      ConditionCheckItem: "any",
      DeleteItem: "DERIVATIONS PROPOSALS#*",
    };
    const asking = {
      PutItem: "any",
      UpdateItem: "A#* LEDGER PAYOUT#* PAYOUTS QUARANTINE#*",
      ConditionCheckItem: "any",
      DeleteItem: "HOLDS PROPOSALS#*",
    };
    expect(Object.fromEntries(FUNCTIONS.map((name) => [name, rowsOf(name)]))).toEqual({
      "advisor-api": {},
      "advisor-site": { PutItem: "SESSIONEND#*" },
      "audit-ledger": { PutItem: "AUDIT#* AUDITS" },
      "begin-close": { ...deriving, ConditionCheckItem: "CLOSE#* GATE#*", PutItem: derived.replace("DERIVATION#*", "CLOSES DERIVATION#*") },
      "derive-credits": deriving,
      "file-links": { ConditionCheckItem: "PAYOUTS SETTINGS", PutItem: "ACTIVITY#* FILE#* PAYOUTS" },
      "finance-api": asking,
      "finance-site": asking,
      "finance-jobs": { PutItem: "any", UpdateItem: "PAYOUT#* PAYOUTS", ConditionCheckItem: "any" },
      "finish-close": { UpdateItem: "CLOSES" },
      "hr-api": proposing,
      "hr-jobs": proposing,
      "hr-site": proposing,
      "sum-forecasts": { PutItem: "A#*" },
      "record-facts": recording,
      "reprocess-quarantine": { ...deriving, PutItem: derived.replace("GATE", "DISMISSED#* GATE") },
      "gather-shard": { PutItem: "GATHERS#*" },
      "settle-shard": { ConditionCheckItem: "CLOSES", PutItem: "A#* CLOSE#* SNAPSHOTS#*" },
    });
  });

  const decide = (name: string, action: string, pk: string, attributes: readonly string[] = []) =>
    evaluatePolicy(rolePolicy(template.toJSON().Resources, name), {
      principal: "",
      action: `dynamodb:${action}`,
      resource: arnIn(all("AWS::DynamoDB::Table")[0]?.[0] ?? ""),
      context: { "dynamodb:LeadingKeys": [pk], "dynamodb:Attributes": ["pk", "sk", ...attributes] },
    });

  test.each(["PutItem", "UpdateItem", "DeleteItem"])("of what a close fixes are refused to everyone else: %s", (action) => {
    const others = FUNCTIONS.filter((name) => !["begin-close", "gather-shard", "settle-shard", "finish-close"].includes(name));
    for (const name of others) {
      for (const pk of ["CLOSES", "GATHERS#2026-10", "CLOSE#2026-10#7", "SNAPSHOTS#2026-10"])
        expect([name, pk, decide(name, action, pk)]).not.toContain("allowed");
      // A settlement, and a statement, in an advisor's partition.
      for (const attributes of [
        ["p", "rows", "settled", "carriedForward"],
        ["statement", "hash", "bodyKey"],
      ])
        expect([name, attributes, decide(name, action, "A#li", attributes)]).not.toContain("allowed");
    }
    // Of the close's own functions each does its step: neither begins with settlements nor settles what isn't begun.
    expect(decide("begin-close", action, "A#li", ["settled"])).not.toBe("allowed");
    expect(decide("begin-close", action, "CLOSE#2026-10#7")).not.toBe("allowed");
    for (const pk of ["CLOSES", "GATHERS#2026-10"]) expect(decide("settle-shard", action, pk)).not.toBe("allowed");
    for (const pk of ["CLOSES", "CLOSE#2026-10#7", "SNAPSHOTS#2026-10", "A#li"])
      expect(decide("gather-shard", action, pk)).not.toBe("allowed");
  });

  test("of a close are written by the step that they belong to", () => {
    expect(decide("begin-close", "PutItem", "CLOSES")).toBe("allowed");
    expect(decide("gather-shard", "PutItem", "GATHERS#2026-10")).toBe("allowed");
    expect(decide("finish-close", "UpdateItem", "CLOSES")).toBe("allowed");
    for (const pk of ["CLOSE#2026-10#7", "SNAPSHOTS#2026-10"]) expect(decide("settle-shard", "PutItem", pk)).toBe("allowed");
    expect(decide("settle-shard", "PutItem", "A#li", ["settled", "carriedForward"])).toBe("allowed");
    expect(decide("finance-site", "PutItem", "A#li", ["payee"])).toBe("allowed");
  });
});

describe("payee details", () => {
  const role = (name: string) => rolePolicy(template.toJSON().Resources, name);
  const key = () => Object.keys(template.findResources("AWS::KMS::Key")).find((logicalId) => logicalId.startsWith("DataPayeeKey")) ?? "";
  const decide = (name: string, action: string, context: Record<string, string>) =>
    evaluatePolicy(role(name), { principal: "", action, resource: arnIn(key()), context });
  const bucket = () => arnIn(Object.keys(template.findResources("AWS::S3::Bucket")).find((id) => !id.includes("AccessLogs")) ?? "");
  const allowed = (action: string, context: Record<string, string>) =>
    FUNCTIONS.filter((name) => decide(name, action, context) === "allowed");
  const asPayee = { "kms:EncryptionContext:purpose": "fenrun-payee" };
  const asFile = (object: string) => ({
    "kms:ViaService": "s3.eu-central-1.amazonaws.com",
    "kms:EncryptionContext:aws:s3:arn": `${bucket()}/${object}`,
  });

  test("have a key of their own, which survives the stack: what people ask encrypts with it, and what makes files decrypts", () => {
    expect(template.findResources("AWS::KMS::Key")[key()]?.DeletionPolicy).toBe("Retain");
    expect(allowed("kms:GenerateDataKey", asPayee)).toEqual(["finance-api", "finance-site"]);
    expect(allowed("kms:Decrypt", asPayee)).toEqual(["finance-jobs"]);
    for (const action of ["kms:GenerateDataKey", "kms:Decrypt"]) expect(allowed(action, {})).toEqual([]);
  });

  test("are tagged under an HMAC key that survives the stack, by what encrypts them and by nothing else", () => {
    const keys = Object.entries(template.findResources("AWS::KMS::Key"));
    const [logicalId = "", tagKey] = keys.find(([id]) => id.startsWith("DataAccountTagKey")) ?? [];
    expect(tagKey?.DeletionPolicy).toBe("Retain");
    expect(tagKey?.Properties).toMatchObject({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
    const may = (action: string, context: Record<string, string>) =>
      FUNCTIONS.filter((name) => evaluatePolicy(role(name), { principal: "", action, resource: arnIn(logicalId), context }) === "allowed");
    const byMac = { "kms:MacAlgorithm": "HMAC_SHA_256" };
    expect(may("kms:GenerateMac", byMac)).toEqual(["finance-api", "finance-site"]);
    expect(may("kms:GenerateMac", {})).toEqual([]);
    for (const action of ["kms:VerifyMac", "kms:Decrypt", "kms:GenerateDataKey"]) expect(may(action, { ...byMac, ...asPayee })).toEqual([]);
  });

  test("in files for banks lie under that key too: they are encrypted by what makes them, and decrypted for links, by way of S3 alone", () => {
    const file = "bank-files/payout/2026-10-1/pain.001/1";
    expect(allowed("kms:GenerateDataKey", asFile(file))).toEqual(["finance-jobs"]);
    expect(allowed("kms:Decrypt", asFile(file))).toEqual(["file-links", "finance-jobs"]);
    expect(allowed("kms:Decrypt", asFile("files/payout/2026-10-1/csv/1"))).toEqual([]);
    expect(allowed("kms:Decrypt", { ...asFile(file), "kms:ViaService": "dynamodb.eu-central-1.amazonaws.com" })).toEqual([]);
    const reading = FUNCTIONS.filter(
      (name) => evaluatePolicy(role(name), { principal: "", action: "s3:GetObject", resource: `${bucket()}/${file}` }) === "allowed",
    );
    expect(reading).toEqual(["file-links"]);
  });
});

describe("people", () => {
  test("who look at what they earned change nothing by it: the API may read alone, the site besides records who signs out", () => {
    const reading = [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "kms:Decrypt",
      "kms:DescribeKey",
      "s3:GetObject",
      "s3:ListBucket",
    ];
    const allowed = (name: string) =>
      statementsOf(name)
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Action }) => [Action].flat())
        .filter((action) => /^(dynamodb|s3|kms|events):/.test(action));
    expect(allowed("advisor-api").sort()).toEqual(reading);
    expect(allowed("advisor-site")).toContain("dynamodb:PutItem");
    expect(allowed("advisor-site").filter((action) => /^(dynamodb|s3|events):/.test(action) && !reading.includes(action))).toEqual([
      "dynamodb:PutItem",
    ]);
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
    ["record-facts", { BatchSize: 4000, MaximumBatchingWindowInSeconds: 5, ScalingConfig: { MaximumConcurrency: 10 } }],
    ["derive-credits", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 8 } }],
    ["sum-forecasts", { BatchSize: 100, MaximumBatchingWindowInSeconds: 30, ScalingConfig: { MaximumConcurrency: 5 } }],
    ["audit-ledger", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 2 } }],
    ["finance-jobs", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 10 } }],
    ["hr-jobs", { BatchSize: 1, MaximumBatchingWindowInSeconds: 0, ScalingConfig: { MaximumConcurrency: 10 } }],
  ])("%s takes batches and answers with what failed", (name, mapping) => {
    const reads = all("AWS::Lambda::EventSourceMapping").filter(
      ([, { FunctionName }]) => functionBehind("Alias", FunctionName) === functionLogicalId(name),
    );
    expect(reads.map(([, properties]) => properties)).toEqual([
      expect.objectContaining({ ...mapping, FunctionResponseTypes: ["ReportBatchItemFailures"] }),
    ]);
  });

  test("every queue that a function reads is encrypted, patient, and ends in a dead-letter queue that keeps for 14 days", () => {
    const queues = template.findResources("AWS::SQS::Queue");
    const functions = template.findResources("AWS::Lambda::Function");
    const mappings = all("AWS::Lambda::EventSourceMapping");
    expect(mappings).toHaveLength(6);
    for (const [, mapping] of mappings) {
      const queue = queues[mapping.EventSourceArn["Fn::GetAtt"][0]]?.Properties as Properties;
      const consumer = functions[functionBehind("Alias", mapping.FunctionName)]?.Properties as Properties;
      expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.Timeout);
      expect(queue.SqsManagedSseEnabled).toBe(true);
      expect(queue.RedrivePolicy.maxReceiveCount).toBe(5);
      const dead = queues[queue.RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"][0]]?.Properties as Properties;
      expect(dead).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true });
    }
  });

  test("every rule leads to a queue, and what can't be delivered to its dead-letter queue", () => {
    const rules = all("AWS::Events::Rule");
    expect(rules).toHaveLength(14);
    for (const [, rule] of rules) {
      const [target] = rule.Targets;
      const queue = template.findResources("AWS::SQS::Queue")[target.Arn["Fn::GetAtt"][0]]?.Properties as Properties;
      expect(target.DeadLetterConfig.Arn).toEqual(queue.RedrivePolicy.deadLetterTargetArn);
    }
    template.hasResourceProperties("AWS::Events::Rule", { ScheduleExpression: "rate(5 minutes)" });
    template.hasResourceProperties("AWS::Events::Rule", { ScheduleExpression: "rate(1 hour)" });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["DerivationQueued"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["AuditQueued"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["ForecastsChanged"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["SimulationQueued"] } });
    template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": ["PublishQueued"] } });
    for (const pending of ["PayoutDraftQueued", "FileQueued", "BankReportQueued", "ClosePreviewQueued", "UploadQueued"])
      template.hasResourceProperties("AWS::Events::Rule", { EventPattern: { source: ["fenrun"], "detail-type": [pending] } });
  });
});

describe("closing a month", () => {
  const definition = (): Properties => {
    const [[, machine]] = all("AWS::StepFunctions::StateMachine") as [[string, Properties]];
    const [, parts] = machine.DefinitionString["Fn::Join"];
    return JSON.parse(
      parts.map((part: string | Properties) => (typeof part === "string" ? part : functionBehind("Version", part))).join(""),
    );
  };

  test("begins, gathers each shard, then settles each, and finishes with the answer of finish-close", () => {
    const { StartAt, States, QueryLanguage } = definition();
    // The local runner understands JSONPath only.
    expect(QueryLanguage ?? "JSONPath").toBe("JSONPath");
    expect(StartAt).toBe("BeginClose");
    expect(States.BeginClose).toMatchObject({ Type: "Task", Resource: functionLogicalId("begin-close"), Next: "GatherShards" });
    const ofShards = {
      Type: "Map",
      ItemsPath: "$.shards",
      ItemSelector: { "month.$": "$.month", "period.$": "$.period", "shard.$": "$$.Map.Item.Value" },
      MaxConcurrency: 40,
      ResultPath: null,
    };
    expect(States.GatherShards).toMatchObject({ ...ofShards, Next: "SettleShards" });
    expect(States.SettleShards).toMatchObject({ ...ofShards, Next: "FinishClose" });
    for (const [name, { GatherShard, SettleShard }] of [
      ["gather-shard", States.GatherShards.ItemProcessor.States],
      ["settle-shard", States.SettleShards.ItemProcessor.States],
    ])
      expect(GatherShard ?? SettleShard).toMatchObject({ Resource: functionLogicalId(name), ResultPath: null, End: true });
    expect(States.FinishClose).toMatchObject({
      Resource: functionLogicalId("finish-close"),
      Parameters: { "month.$": "$.month", "period.$": "$.period" },
      End: true,
    });
    expect(States.FinishClose.ResultPath).toBeUndefined();
  });

  test("goes on with the code that began it, whatever is deployed meanwhile", () => {
    // What runs keeps its definition: it names versions, which stay when later ones come, and may all be called.
    const versions = template.findResources("AWS::Lambda::Version");
    const steps = ["begin-close", "gather-shard", "settle-shard", "finish-close"].map(functionLogicalId);
    for (const step of steps) {
      const [ofStep] = Object.values(versions).filter(({ Properties }) => Properties.FunctionName.Ref === step);
      expect(ofStep).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    }
    const [[machine, { RoleArn }]] = all("AWS::StepFunctions::StateMachine") as [[string, Properties]];
    const roles = all("AWS::IAM::Policy").filter(([, policy]) =>
      policy.Roles.some(({ Ref }: Properties) => Ref === RoleArn["Fn::GetAtt"][0]),
    );
    const mayCall = roles
      .flatMap(([, policy]) => policy.PolicyDocument.Statement)
      .filter(({ Action }) => Action === "lambda:InvokeFunction");
    for (const step of steps)
      expect(mayCall.flatMap(({ Resource }) => Resource)).toContainEqual({ "Fn::Join": ["", [{ "Fn::GetAtt": [step, "Arn"] }, ":*"]] });
    // A new version of the state machine comes with each change, and finance starts closes by it.
    const [[version, published]] = Object.entries(template.findResources("AWS::StepFunctions::StateMachineVersion")) as [
      [string, Properties],
    ];
    expect(published).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: { StateMachineRevisionId: { "Fn::GetAtt": [machine, "StateMachineRevisionId"] } },
    });
    const functions = template.findResources("AWS::Lambda::Function");
    const variables = (name: string) => functions[functionLogicalId(name)]?.Properties.Environment.Variables;
    for (const name of ["finance-api", "finance-site"]) expect(variables(name).CLOSE_MONTH_ARN).toEqual({ Ref: version });
    // Its steps know what code they are; other settings that it computes by make it other code.
    const hashes = steps.map((step) => functions[step]?.Properties.Environment.Variables.CLOSE_CODE_HASH);
    expect(new Set(hashes).size).toBe(1);
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    const other = synthesizeTemplate({ shards: 8 }).template.Resources[steps[0] ?? ""]?.Properties as Properties;
    expect(other.Environment.Variables.CLOSE_CODE_HASH).not.toBe(hashes[0]);
  });

  test("is started by finance's API and pages, and by no other function", () => {
    const starting = FUNCTIONS.filter((name) => actionsOf(name).some((action) => action.startsWith("states:")));
    expect(starting).toEqual(["finance-api", "finance-site"]);
    const [[machine]] = all("AWS::StepFunctions::StateMachine") as [[string, Properties]];
    for (const name of starting) {
      const mayStart = statementsOf(name).filter(({ Action }) => [Action].flat().includes("states:StartExecution"));
      const versions = { "Fn::Join": ["", [{ Ref: machine }, ":*"]] };
      expect(mayStart.map(({ Action, Resource }) => [Action, Resource])).toEqual([["states:StartExecution", versions]]);
      const mayLook = statementsOf(name).filter(({ Action }) => [Action].flat().includes("states:DescribeExecution"));
      expect(JSON.stringify(mayLook.map(({ Resource }) => Resource))).toMatch(/:execution:.*CloseMonthStateMachine.*:\*/);
    }
  });

  test("tries again what may pass by itself, with a growing and jittered pause, and never a refusal", () => {
    const { States } = definition();
    const ofShards = [States.GatherShards, States.SettleShards].flatMap(({ ItemProcessor }) =>
      Object.values<Properties>(ItemProcessor.States),
    );
    expect(ofShards).toHaveLength(2);
    for (const state of [States.BeginClose, ...ofShards, States.FinishClose]) {
      expect(state.Retry).toHaveLength(1);
      expect(state.Retry[0]).toMatchObject({ JitterStrategy: "FULL", BackoffRate: 2 });
      expect(state.Retry[0].ErrorEquals).toEqual(
        expect.arrayContaining(["RetryableError", "Lambda.TooManyRequestsException", "Lambda.ServiceException"]),
      );
      for (const refused of ["RefusedError", "States.ALL", "States.TaskFailed"]) expect(state.Retry[0].ErrorEquals).not.toContain(refused);
    }
  });
});

describe("versions", () => {
  test("are what everyone calls, by an alias that a deployment moves and an operator can move back: no call goes to code that is being replaced", () => {
    const called = [
      ...all("AWS::Lambda::EventSourceMapping").map(([, { FunctionName }]) => FunctionName),
      ...all("AWS::ApiGatewayV2::Integration").map(([, { IntegrationUri }]) => IntegrationUri),
    ];
    expect(called).toHaveLength(6 + 7);
    for (const reference of called) expect(FUNCTIONS.map(functionLogicalId)).toContain(functionBehind("Alias", reference));
    for (const [, { Name, FunctionVersion, FunctionName }] of all("AWS::Lambda::Alias")) {
      expect(Name).toBe("live");
      expect(functionBehind("Version", FunctionVersion)).toBe(FunctionName.Ref);
    }
    for (const version of Object.values(template.findResources("AWS::Lambda::Version"))) expect(version.UpdateReplacePolicy).toBe("Retain");
    for (const [, { FunctionName }] of all("AWS::Lambda::Permission")) functionBehind("Alias", FunctionName);
  });
});

describe("alarms", () => {
  test("ring for every dead-letter queue, every function, a request that was answered with a fault, and a close that fails or runs out of time", () => {
    const alarms = all("AWS::CloudWatch::Alarm").map(([, alarm]) => alarm);
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^AlarmsTopic/) }]);
      if (alarm.MetricName === "AuditRuns" || alarm.Metrics !== undefined) continue;
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

  test("ring when recorders do much of their work again for a quarter of an hour", () => {
    const shares = all("AWS::CloudWatch::Alarm").filter(([, { Metrics }]) => Metrics !== undefined);
    const counted = shares.map(([, { Metrics, ...alarm }]) => {
      expect(alarm).toMatchObject({ Threshold: 30, EvaluationPeriods: 3, TreatMissingData: "notBreaching" });
      expect(Metrics).toContainEqual(expect.objectContaining({ Expression: "IF(tried > 1000, 100 * counted / tried, 0)" }));
      return Metrics.flatMap(({ MetricStat }: Properties) => MetricStat?.Metric.MetricName ?? []).sort();
    });
    expect(counted).toEqual([
      ["TransactionsBusy", "TransactionsTried"],
      ["TransactionsRefused", "TransactionsTried"],
    ]);
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
