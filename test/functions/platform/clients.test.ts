import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GenerateDataKeyCommand } from "@aws-sdk/client-kms";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { DescribeExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALL_LIMITS, type CallLimits, sdkClients } from "../../../functions/_platform/clients.ts";
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

type Clients = ReturnType<typeof sdkClients>;
type CallOptions = { readonly abortSignal: AbortSignal };

const CALLS: { readonly [Name in keyof Clients]: (client: Awaited<ReturnType<Clients[Name]>>, options?: CallOptions) => Promise<unknown> } =
  {
    dynamoDb: (client, options) => client.send(new ListTablesCommand({}), options),
    eventBridge: (client, options) => client.send(new PutEventsCommand({ Entries: [] }), options),
    kms: (client, options) => client.send(new GenerateDataKeyCommand({ KeyId: "key" }), options),
    s3: (client, options) => client.send(new PutObjectCommand({ ...inBucket, Body: "text" }), options),
    stepFunctions: (client, options) => client.send(new DescribeExecutionCommand({ executionArn: "arn" }), options),
  };
const NAMES = Object.keys(CALLS) as (keyof Clients)[];

async function begin<Name extends keyof Clients>(name: Name, limits?: CallLimits, options?: CallOptions) {
  const client = (await sdkClients(limits)[name]()) as Awaited<ReturnType<Clients[Name]>>;
  return { client, answer: CALLS[name](client, options) };
}

test.each(NAMES)(
  "clients: a call of %s that is never answered fails in time, after as many attempts as it may take, and may be tried again",
  async (name) => {
    beginning = "";
    connections = 0;
    await expect(orRetryable("the service", (await begin(name, QUICK)).answer)).rejects.toBeInstanceOf(RetryableError);
    expect(connections).toBe(QUICK.attempts);
  },
);

test.each(NAMES)("clients: one of %s has limits to connecting, to its answers and to attempts", async (name) => {
  // A client reads its settings at its first call; this one is given up before it is sent.
  const { client, answer } = await begin(name, undefined, { abortSignal: AbortSignal.abort() });
  await expect(answer).rejects.toThrow(/abort/i);
  const { connectionMs, responseMs, attempts } = CALL_LIMITS;
  expect(await client.config.maxAttempts()).toBe(attempts);
  const { requestHandler } = client.config;
  expect("httpHandlerConfigs" in requestHandler && (requestHandler.httpHandlerConfigs as () => object).call(requestHandler)).toMatchObject({
    connectionTimeout: connectionMs,
    requestTimeout: responseMs,
    throwOnRequestTimeout: true,
    socketTimeout: responseMs,
  });
});

test("an answer whose rest never comes ends too: a row's within the call, an object's while it is read", async () => {
  beginning = HEAD;
  await expect(orRetryable("the table", (await begin("dynamoDb", QUICK)).answer)).rejects.toBeInstanceOf(RetryableError);
  const { Body } = await (await sdkClients(QUICK).s3()).send(new GetObjectCommand(inBucket));
  await expect(orRetryable("the bucket", (async () => Body?.transformToString())())).rejects.toBeInstanceOf(RetryableError);
});

test("clients: all attempts of a call end before the gateway gives its caller up, and no client is made anywhere else", () => {
  const { connectionMs, responseMs, attempts } = CALL_LIMITS;
  expect((connectionMs + responseMs) * attempts).toBeLessThan(29_000);
  const sources = readdirSync("functions", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const making = sources.filter((file) => /new \w*Client\(/.test(readFileSync(join("functions", file), "utf8")));
  expect(making).toEqual([join("_platform", "clients.ts")]);
});
