import { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { synthesizeTemplate } from "../../infra/synthesize.ts";
import { arnIn, evaluatePolicy, type IamDecision, type Statement, statementsIn } from "../support/iam.ts";

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation, which has no shape of its own here.
type Properties = Record<string, any>;

/** More sources than few, whose names begin alike. */
const SHOPS = Array.from({ length: 12 }, (_, index) => `agency.orders.shop-${index}`);

let template: Template;
let bus: string;
let busPolicy: Statement[];
beforeAll(() => {
  const eventSources = [
    { source: "agency.orders", kinds: ["order" as const] },
    { source: "agency.hr", kinds: ["advisor" as const, "attributes" as const] },
    ...SHOPS.map((source) => ({ source, kinds: ["order" as const] })),
  ];
  template = Template.fromJSON(synthesizeTemplate({ eventSources }).template as unknown as Properties);
  bus = arnIn(Object.keys(template.findResources("AWS::Events::EventBus"))[0] ?? "");
  busPolicy = Object.values(template.findResources("AWS::Events::EventBusPolicy")).flatMap(({ Properties }) =>
    statementsIn({ Statement: [Properties.Statement] }),
  );
});

/** Whether whoever has these statements may put an event: by their own policies and the bus's. */
function mayPut(own: readonly Statement[], principal: string, source?: string, detailType?: string): IamDecision {
  const context = {
    "aws:PrincipalArn": principal,
    ...(source !== undefined && { "events:source": [source] }),
    ...(detailType !== undefined && { "events:detail-type": [detailType] }),
  };
  return evaluatePolicy([...own, ...busPolicy], { principal: `AWS:${principal}`, action: "events:PutEvents", resource: bus, context });
}

/** The policies of the stack's functions, by the role that has them. */
function functionRoles(): { readonly role: string; readonly statements: Statement[] }[] {
  return Object.values(template.findResources("AWS::IAM::Policy"))
    .map(({ Properties }) => ({ role: arnIn(Properties.Roles[0].Ref), statements: statementsIn(Properties.PolicyDocument) }))
    .filter(({ statements }) => statements.some(({ Action }) => [Action].flat().includes("events:PutEvents")));
}

const producer = (source: string): Statement[] =>
  Object.values(template.findResources("AWS::IAM::ManagedPolicy"))
    .filter(({ Properties }) => Properties.Description.includes(` ${source} `))
    .flatMap(({ Properties }) => statementsIn(Properties.PolicyDocument));

describe("who may put what on the bus", () => {
  test("a producer's policy lets it put events of its source and kinds, and nothing else", () => {
    const role = "arn:shop";
    const orders = producer("agency.orders");
    expect(mayPut(orders, role, "agency.orders", "OrderBooked")).toBe("allowed");
    for (const detailType of ["PlanPublished", "AdvisorChanged", "AttributesGiven", "AdjustmentApproved", "FileQueued"])
      expect(mayPut(orders, role, "agency.orders", detailType), detailType).toBe("not granted");
    expect(mayPut(orders, role, "agency.hr", "OrderBooked")).toBe("not granted");
    expect(mayPut(orders, role, "fenrun", "OrderBooked")).toBe("denied");
    expect(mayPut(orders, role)).toBe("not granted");
    const hr = producer("agency.hr");
    expect(mayPut(hr, role, "agency.hr", "AdvisorChanged")).toBe("allowed");
    expect(mayPut(hr, role, "agency.hr", "AttributesGiven")).toBe("allowed");
    expect(mayPut(hr, role, "agency.hr", "AdjustmentApproved")).toBe("not granted");
  });

  test("of many sources each has a policy of its own, and puts nothing under another's name", () => {
    expect(Object.keys(template.findResources("AWS::IAM::ManagedPolicy"))).toHaveLength(SHOPS.length + 2);
    for (const shop of SHOPS) {
      const own = [...SHOPS, "agency.orders", "agency.hr"].filter(
        (source) => mayPut(producer(shop), "arn:shop", source, "OrderBooked") === "allowed",
      );
      expect(own).toEqual([shop]);
    }
    const { Variables } = Object.values(template.findResources("AWS::Lambda::Function"))[0]?.Properties.Environment ?? {};
    expect(JSON.stringify(Variables).length).toBeLessThan(4096);
  });

  test("nobody but Fenrun's functions puts events of Fenrun's own source, whatever other policies allow", () => {
    const everything: Statement = { Effect: "Allow", Action: "events:*", Resource: "*" };
    expect(mayPut([everything], "arn:admin", "fenrun", "PublishQueued")).toBe("denied");
    expect(mayPut([everything], "arn:admin", "agency.orders", "OrderBooked")).toBe("allowed");
  });

  test("Fenrun's functions put what its own rules listen to, under its own source, and no facts", () => {
    const rules = Object.values(template.findResources("AWS::Events::Rule")).flatMap(({ Properties }) =>
      Properties.EventPattern?.source?.includes("fenrun") ? (Properties.EventPattern["detail-type"] as string[]) : [],
    );
    expect(rules.length).toBeGreaterThan(8);
    const roles = functionRoles();
    expect(roles.length).toBeGreaterThan(8);
    for (const { role, statements } of roles) {
      for (const detailType of rules) expect(mayPut(statements, role, "fenrun", detailType), `${role} ${detailType}`).toBe("allowed");
      expect(mayPut(statements, role, "agency.orders", "OrderBooked"), role).toBe("not granted");
      expect(mayPut(statements, role, "fenrun", "AdjustmentApproved"), role).toBe("not granted");
      expect(mayPut(statements, role), role).toBe("not granted");
    }
  });

  test("an entry of another source in one call with an own one is not let through", () => {
    const [{ role, statements } = expect.unreachable()] = functionRoles();
    const context = {
      "aws:PrincipalArn": role,
      "events:source": ["fenrun", "agency.orders"],
      "events:detail-type": ["FileQueued", "FileQueued"],
    };
    const request = { principal: `AWS:${role}`, action: "events:PutEvents", resource: bus, context };
    expect(evaluatePolicy([...statements, ...busPolicy], request)).toBe("not granted");
  });
});
