import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as z from "zod";
import type { Bus } from "./bus.ts";

/** EventBridge's address on this machine, for the SDK. */
export interface BusEndpoint {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Answers PutEvents on the loopback interface, so that a function's own EventBridgeClient reaches the bus. It refuses what
 * EventBridge refuses: more than ten entries or 256 KB, another bus, and a detail that is no JSON object.
 */
export async function serveBus(bus: Bus, busName: string): Promise<BusEndpoint> {
  const server = createServer((request, response) => {
    answer(request, bus, busName).then(
      (result) => reply(response, 200, result),
      (error: unknown) => {
        const refused = error instanceof Refused;
        const type = refused ? "ValidationException" : "InternalException";
        reply(response, refused ? 400 : 500, { __type: type, message: error instanceof Error ? error.message : String(error) });
      },
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // It must not keep this process alive.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bus has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.close();
      // The SDK keeps its connections open for the next call.
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

class Refused extends Error {}

const MAX_REQUEST_BYTES = 256 * 1024;

const putEventsSchema = z.object({
  Entries: z
    .array(z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), EventBusName: z.string().optional() }))
    .min(1)
    .max(10),
});

async function answer(request: IncomingMessage, bus: Bus, busName: string): Promise<unknown> {
  if (request.headers["x-amz-target"] !== "AWSEvents.PutEvents")
    throw new Refused(`Only PutEvents is known here, not ${request.headers["x-amz-target"]}`);
  const read = putEventsSchema.safeParse(JSON.parse(await readBody(request)));
  if (!read.success) throw new Refused(z.prettifyError(read.error));
  const { Entries } = read.data;
  const bytes = Entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.Detail) + entry.Source.length + entry.DetailType.length, 0);
  if (bytes > MAX_REQUEST_BYTES) throw new Refused("Total size of the entries in the request is over the limit.");
  const results = Entries.map((entry) => {
    if (!isBus(entry.EventBusName, busName))
      return failure("InvalidArgument", `There is no bus ${entry.EventBusName ?? "default"} here, only ${busName}.`);
    if (!isObject(entry.Detail)) return failure("MalformedDetail", "Detail is malformed.");
    return { EventId: bus.put({ source: entry.Source, detailType: entry.DetailType, detail: entry.Detail }) };
  });
  return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
}

const failure = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });

/** A bus may be named by its ARN. */
const isBus = (named: string | undefined, busName: string): boolean =>
  named === busName || named?.endsWith(`:event-bus/${busName}`) === true;

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() });
  response.end(JSON.stringify(body));
}
