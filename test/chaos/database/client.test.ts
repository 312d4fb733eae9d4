import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { BatchGetCommand, DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, expect, test, vi } from "vitest";
import { busAnnouncer } from "../../../functions/_platform/events/event-publisher.ts";
import { s3Archive } from "../../../functions/_platform/object-store/s3-object-store.ts";
import { type Answer, answer, answeredClient, NOWHERE, textBody } from "./client.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("client: a document client's commands arrive marshalled, by their low-level names, and what is answered is unmarshalled", async () => {
  const calls: unknown[] = [];
  const client = answeredClient(async (command, input) => {
    calls.push([command, input]);
    return command === "BatchGetItem" ? { Responses: { table: [{ n: { N: "9007199254740993" } }] } } : {};
  });
  const document = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
    unmarshallOptions: { wrapNumbers: (digits: string) => BigInt(digits) },
  });
  await document.send(
    new TransactWriteCommand({ TransactItems: [{ Put: { TableName: "table", Item: { n: 2n ** 60n, gone: undefined } } }] }),
  );
  const { Responses } = await document.send(new BatchGetCommand({ RequestItems: { table: { Keys: [{ pk: "a" }] } } }));
  expect(calls).toEqual([
    // No client token: nothing that chance makes.
    ["TransactWriteItems", { TransactItems: [{ Put: { TableName: "table", Item: { n: { N: "1152921504606846976" } } } }] }],
    ["BatchGetItem", { RequestItems: { table: { Keys: [{ pk: { S: "a" } }] } } }],
  ]);
  expect(Responses).toEqual({ table: [{ n: 9_007_199_254_740_993n }] });
});

test("a client's first call takes as many steps as its next: no story depends on who used a client before", async () => {
  const client = answeredClient(async () => ({}));
  const steps: number[] = [];
  for (let call = 0; call < 2; call += 1) {
    let count = 0;
    let isAnswered = false;
    const sent = client.send(new PutItemCommand({ TableName: "table", Item: {} })).then(() => {
      isAnswered = true;
    });
    for (; !isAnswered; count += 1) await null;
    await sent;
    steps.push(count);
  }
  expect(steps[0]).toBe(steps[1]);
});

test("client: what the answer throws arrives as it is, at the first attempt", async () => {
  const failure = Object.assign(new Error("too busy"), { name: "ThrottlingException" });
  const handler = vi.fn<Answer>().mockRejectedValue(failure);
  const client = answer(new DynamoDBClient(NOWHERE), handler);
  await expect(client.send(new PutItemCommand({ TableName: "table", Item: {} }))).rejects.toBe(failure);
  expect(handler).toHaveBeenCalledTimes(1);
});

test("client: no clock, chance or timer is used", async () => {
  const used = [
    vi.spyOn(Math, "random"),
    vi.spyOn(globalThis, "setTimeout"),
    vi.spyOn(crypto, "randomUUID"),
    vi.spyOn(crypto, "getRandomValues"),
    vi.spyOn(Date, "now"),
  ];
  const document = DynamoDBDocumentClient.from(answeredClient(async () => ({})));
  await document.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: "table", Item: {} } }] }));
  expect(used.map((spy) => spy.mock.calls)).toEqual(used.map(() => []));
});

test("S3 is answered: objects are put and got, and one that isn't there is missing", async () => {
  const objects = new Map<string, string>();
  const client = answer(new S3Client(NOWHERE), async (command, { Bucket, Key, Body }) => {
    const place = `${Bucket}/${Key}`;
    if (command === "PutObject") {
      objects.set(place, Body as string);
      return {};
    }
    const text = objects.get(place);
    if (text === undefined) throw new NoSuchKey({ message: "The specified key does not exist.", $metadata: {} });
    return { Body: textBody(text) };
  });
  await client.send(new PutObjectCommand({ Bucket: "bucket", Key: "a/b", Body: "分润" }));
  const { Body } = await client.send(new GetObjectCommand({ Bucket: "bucket", Key: "a/b" }));
  expect(await Body?.transformToString("utf-8")).toBe("分润");
  const archive = s3Archive("bucket", client);
  await archive.put("c", "text");
  expect(objects.get("bucket/c")).toBe("text");
  expect([await archive.get("c"), await archive.get("d")]).toEqual(["text", undefined]);
});

test("client: EventBridge is answered", async () => {
  const entries: unknown[] = [];
  const client = answer(new EventBridgeClient(NOWHERE), async (command, { Entries }) => {
    expect(command).toBe("PutEvents");
    entries.push(...(Entries as unknown[]));
    return { FailedEntryCount: 0, Entries: [{ EventId: "1" }] };
  });
  expect(await client.send(new PutEventsCommand({ Entries: [{ Detail: "{}" }] }))).toMatchObject({ Entries: [{ EventId: "1" }] });
  await busAnnouncer("bus", client).derivationPending();
  expect(entries).toEqual([{ Detail: "{}" }, { EventBusName: "bus", Source: "fenrun", DetailType: "DerivationQueued", Detail: "{}" }]);
});
