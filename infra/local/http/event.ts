import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { LOCAL_ACCOUNT } from "../intrinsics.ts";

/** What a request is made an event of. */
interface EventSource {
  readonly request: Request;
  readonly routeKey: string;
  /** Decoded, as the gateway hands it over. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The event, version 2.0, that an HTTP API makes of a request. */
export async function toEvent({ request, routeKey, path, pathParameters }: EventSource): Promise<APIGatewayProxyEventV2> {
  const url = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  const { cookie, ...others } = headers;
  const body = Buffer.from(await request.arrayBuffer());
  const isBase64Encoded = !isHandedOverAsText(others);
  const now = Date.now();
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split("; ") }),
    headers: others,
    ...(url.search !== "" && { queryStringParameters: parametersOf(url) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters: { ...pathParameters } }),
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId: "local",
      domainName: url.hostname,
      domainPrefix: "local",
      http: { method: request.method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: others["user-agent"] ?? "" },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? "base64" : "utf8") }),
    isBase64Encoded: isBase64Encoded && body.length > 0,
  };
}

/**
 * HTTP API hands over as text only what is named text, JSON, XML or JavaScript, and isn't compressed; the rest, forms and
 * bodies of no type too, comes in base64. Of a text whatever isn't UTF-8 is lost.
 */
function isHandedOverAsText(headers: Readonly<Record<string, string>>): boolean {
  const type = (headers["content-type"] ?? "").split(";", 1).join().trim().toLowerCase();
  return headers["content-encoding"] === undefined && /^(text\/.+|application\/(json|xml|javascript))$/.test(type);
}

/** Values of one name are joined by commas. */
function parametersOf({ searchParams }: URL): Record<string, string> {
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join(",")]));
}

/** More than this a function can't answer. */
const MAX_ANSWER_BYTES = 6 * 1024 * 1024;

/** The response that a function's answer means. @throws Error where the gateway would not understand it. */
export function toResponse(answer: unknown): Response {
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded = false } = answer as APIGatewayProxyStructuredResultV2;
  if (typeof statusCode !== "number") throw new Error("The function's answer has no statusCode");
  if (Buffer.byteLength(JSON.stringify(answer)) > MAX_ANSWER_BYTES) throw new Error("The function's answer has more than 6 MB");
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const response = new Response(BODYLESS.has(statusCode) ? null : bytes, { status: statusCode });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, String(value));
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

const BODYLESS = new Set([101, 204, 205, 304]);
