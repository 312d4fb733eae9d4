import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterEach, describe, expect, test } from "vitest";
import { Bus } from "../../infra/local/bus.ts";
import { serveBus } from "../../infra/local/bus-endpoint.ts";
import { LOCAL_CREDENTIALS } from "../../infra/local/intrinsics.ts";
import type { JsonEndpoint } from "../../infra/local/json-endpoint.ts";
import type { LocalRule } from "../../infra/local/resources.ts";

const rule = (name: string, rest: Partial<LocalRule>): LocalRule => ({
  name,
  busName: "agency",
  pattern: undefined,
  schedule: undefined,
  queueArns: [name],
  ...rest,
});

const RULES = [
  rule("facts", { pattern: { source: ["agency.orders"], "detail-type": [{ prefix: "Order" }, { prefix: "Plan" }] } }),
  rule("pending", { pattern: { source: ["fenrun"], "detail-type": ["DerivationQueued"] } }),
  rule("everything", { pattern: { source: [{ prefix: "" }] } }),
  rule("tick", { schedule: "rate(5 minutes)", busName: undefined }),
];

function busWith(rules: readonly LocalRule[] = RULES) {
  const received: Record<string, string[]> = Object.fromEntries(rules.map(({ name }) => [name, []]));
  const targets = new Map(rules.map(({ name }) => [name, { send: (body: string) => void received[name]?.push(body) }]));
  return { bus: new Bus(rules, targets, () => Date.parse("2026-10-09T04:00:00.789Z")), received };
}

const receivers = (received: Record<string, string[]>) => Object.keys(received).filter((name) => received[name]?.length);

describe("the bus", () => {
  test.each([
    ["agency.orders", "Order", ["facts", "everything"]],
    ["agency.orders", "OrderChanged", ["facts", "everything"]],
    ["agency.orders", "PlanPublished", ["facts", "everything"]],
    ["agency.orders", "order", ["everything"]],
    ["agency.orders", "Reorder", ["everything"]],
    ["agency", "Order", ["everything"]],
    ["fenrun", "DerivationQueued", ["pending", "everything"]],
    ["fenrun", "DerivationQueuedNot", ["everything"]],
    ["fenrun", "Order", ["everything"]],
  ])("tells what comes from %s as %s to %j", (source, detailType, expected) => {
    const { bus, received } = busWith();
    bus.put({ source, detailType, detail: "{}" });
    expect(receivers(received)).toEqual(expected);
  });

  test("wraps an event as EventBridge does, and leaves its detail as it is, letter for letter", () => {
    const { bus, received } = busWith();
    const id = bus.put({ source: "agency.orders", detailType: 'Order "new"', detail: '{ "price": 1.10, "big": 9007199254740993 }' });
    const [body = ""] = received.facts ?? [];
    expect(body).toContain('{ "price": 1.10, "big": 9007199254740993 }');
    expect(JSON.parse(body)).toEqual({
      version: "0",
      id,
      "detail-type": 'Order "new"',
      source: "agency.orders",
      account: "000000000000",
      time: "2026-10-09T04:00:00Z",
      region: "us-east-1",
      resources: [],
      detail: { price: 1.1, big: expect.any(Number) },
    });
  });

  test("passes on a detail that is no JSON, so that it can be tried on the functions", () => {
    const { bus, received } = busWith();
    bus.put({ source: "agency.orders", detailType: "Order", detail: "{oops" });
    expect(received.facts?.[0]).toMatch(/"detail":\{oops\}$/);
  });

  test("fires schedules when it is told to", () => {
    const { bus, received } = busWith();
    bus.fireSchedules();
    expect(receivers(received)).toEqual(["tick"]);
    expect(JSON.parse(received.tick?.[0] ?? "")).toMatchObject({ source: "aws.events", "detail-type": "Scheduled Event", detail: {} });
  });
});

describe("the bus's address", () => {
  let endpoint: JsonEndpoint | undefined;
  afterEach(async () => {
    await endpoint?.stop();
    endpoint = undefined;
  });

  async function clientOf(bus: Bus) {
    endpoint = await serveBus(bus, "agency");
    return new EventBridgeClient({ endpoint: endpoint.endpoint, region: "us-east-1", credentials: LOCAL_CREDENTIALS });
  }
  const entry = (Detail: string, EventBusName: string | undefined = "agency") => ({
    Source: "fenrun",
    DetailType: "DerivationQueued",
    Detail,
    EventBusName,
  });

  test("takes the SDK's PutEvents", async () => {
    const { bus, received } = busWith();
    const client = await clientOf(bus);
    const answer = await client.send(new PutEventsCommand({ Entries: [entry('{"count":1}'), entry('{"count":2}')] }));
    expect(answer.FailedEntryCount).toBe(0);
    const told = received.pending?.map((body) => JSON.parse(body)) ?? [];
    expect(told.map(({ detail }) => detail)).toEqual([{ count: 1 }, { count: 2 }]);
    expect(told.map(({ id }) => id)).toEqual(answer.Entries?.map(({ EventId }) => EventId));
  });

  test("fails the entries that EventBridge would not tell, and tells the others", async () => {
    const { bus, received } = busWith();
    const client = await clientOf(bus);
    const answer = await client.send(
      new PutEventsCommand({
        Entries: [entry("{oops"), entry("[]"), entry("{}", "another"), entry("{}", "arn:aws:events:x:y:event-bus/agency")],
      }),
    );
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual(["MalformedDetail", "MalformedDetail", "InvalidArgument", undefined]);
    expect(received.pending).toHaveLength(1);
  });

  test("refuses more than ten entries, and more than 256 KB", async () => {
    const client = await clientOf(busWith().bus);
    const tooMany = client.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry("{}")) }));
    await expect(tooMany).rejects.toMatchObject({ name: "ValidationException" });
    const tooLarge = client.send(new PutEventsCommand({ Entries: [entry(JSON.stringify({ text: "x".repeat(256 * 1024) }))] }));
    await expect(tooLarge).rejects.toMatchObject({ name: "ValidationException" });
  });
});
