import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GenerateDataKeyCommand } from "@aws-sdk/client-kms";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { DescribeExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALL_LIMITS, sdkClients } from "../../../functions/_platform/clients.ts";
import { orRetryable } from "../../../functions/_platform/transient-errors.ts";
import { applyEnvironment } from "../../../infra/local/environment.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";

/** A service that takes every call and never ends one; what it begins to say first is up to the test. */
let silent: Server;
let beginning = "";
let connections = 0;
const sockets = new Set<Socket>();
let restore: () => void;
beforeAll(async () => {
  silent = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => socket.write(beginning));
  });
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  restore = applyEnvironment({
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(silent.address() as { port: number }).port}`,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
  });
});
afterAll(async () => {
  restore();
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => silent.close(done));
});

const QUICK = { connectionMs: 100, responseMs: 100, attempts: 2 };
const HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning";
const inBucket = { Bucket: "bucket", Key: "key" };

const CALLS: Readonly<Record<keyof ReturnType<typeof sdkClients>, () => Promise<unknown>>> = {
  dynamoDb: () => sdkClients(QUICK).dynamoDb().send(new ListTablesCommand({})),
  eventBridge: () =>
    sdkClients(QUICK)
      .eventBridge()
      .send(new PutEventsCommand({ Entries: [] })),
  kms: () =>
    sdkClients(QUICK)
      .kms()
      .send(new GenerateDataKeyCommand({ KeyId: "key" })),
  s3: () =>
    sdkClients(QUICK)
      .s3()
      .send(new PutObjectCommand({ ...inBucket, Body: "text" })),
  stepFunctions: () =>
    sdkClients(QUICK)
      .stepFunctions()
      .send(new DescribeExecutionCommand({ executionArn: "arn" })),
};

test.each(Object.entries(CALLS))(
  "clients: a call of %s that is never answered fails in time, after as many attempts as it may take, and may be tried again",
  async (_, call) => {
    beginning = "";
    connections = 0;
    await expect(orRetryable("the service", call())).rejects.toBeInstanceOf(RetryableError);
    expect(connections).toBe(QUICK.attempts);
  },
);

test("an answer whose rest never comes ends too: a row's within the call, an object's while it is read", async () => {
  beginning = HEAD;
  await expect(orRetryable("the table", CALLS.dynamoDb())).rejects.toBeInstanceOf(RetryableError);
  const { Body } = await sdkClients(QUICK).s3().send(new GetObjectCommand(inBucket));
  await expect(orRetryable("the bucket", (async () => Body?.transformToString())())).rejects.toBeInstanceOf(RetryableError);
});

test("clients: all attempts of a call end before the gateway gives its caller up, and no client is made anywhere else", () => {
  const { connectionMs, responseMs, attempts } = CALL_LIMITS;
  expect((connectionMs + responseMs) * attempts).toBeLessThan(29_000);
  const sources = readdirSync("functions", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const making = sources.filter((file) => /new \w*Client\(/.test(readFileSync(join("functions", file), "utf8")));
  expect(making).toEqual([join("_platform", "clients.ts")]);
});
