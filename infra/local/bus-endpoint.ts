import * as z from "zod";
import type { Bus } from "./bus.ts";
import { type JsonEndpoint, ServiceRefusal, serveJson } from "./json-endpoint.ts";

/**
 * Answers PutEvents on the loopback interface, so that a function's own EventBridgeClient reaches the bus. It refuses what
 * EventBridge refuses: more than ten entries or 256 KB, another bus, and a detail that is no JSON object.
 */
export function serveBus(bus: Bus, busName: string): Promise<JsonEndpoint> {
  return serveJson({ "AWSEvents.PutEvents": (body) => putEvents(body, bus, busName) });
}

const MAX_REQUEST_BYTES = 256 * 1024;

const putEventsSchema = z.object({
  Entries: z
    .array(z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), EventBusName: z.string().optional() }))
    .min(1)
    .max(10),
});

function putEvents(body: unknown, bus: Bus, busName: string): unknown {
  const read = putEventsSchema.safeParse(body);
  if (!read.success) throw new ServiceRefusal("ValidationException", z.prettifyError(read.error));
  const { Entries } = read.data;
  const bytes = Entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.Detail) + entry.Source.length + entry.DetailType.length, 0);
  if (bytes > MAX_REQUEST_BYTES)
    throw new ServiceRefusal("ValidationException", "Total size of the entries in the request is over the limit.");
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
