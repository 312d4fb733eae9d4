import { gzipSync } from "node:zlib";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { fenrunHandler } from "../middleware.ts";
import type { App } from "./app.ts";

/** The Lambda handler of an app: an HTTP API's event in, its answer out. */
export const httpHandler = (app: Pick<App, "fetch">) =>
  fenrunHandler(async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const response = await app.fetch(toRequest(event), { requestId: context.awsRequestId });
    return toResult(response);
  });

function toRequest(event: APIGatewayProxyEventV2): Request {
  const { domainName, http } = event.requestContext;
  const query = event.rawQueryString === "" ? "" : `?${event.rawQueryString}`;
  const headers = new Headers();
  // A header's value is Latin-1; what isn't says nothing to us.
  for (const [name, value] of Object.entries(event.headers)) if (value !== undefined && LATIN_1.test(value)) headers.set(name, value);
  const cookies = (event.cookies ?? []).filter((cookie) => LATIN_1.test(cookie));
  if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
  const init: RequestInit = { method: http.method, headers };
  if (event.body !== undefined) init.body = Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
  return new Request(`https://${domainName}${encodePath(event.rawPath)}${query}`, init);
}

const LATIN_1 = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The gateway decodes the path before it hands it over, so that a "?" or "%" of an id would be taken for one of the address.
 * What is encoded even then is a slash inside of an id, which links encode twice.
 */
function encodePath(decoded: string): string {
  return decoded
    .toWellFormed()
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll(/%252F/gi, "%2F"))
    .join("/");
}

/**
 * A function answers with at most 6 MB, in which each quote of a text counts twice. A larger text goes out compressed,
 * asked for or not: a client that says nothing of encodings has to take any (RFC 9110, 12.5.3).
 */
const LARGEST_TEXT_BYTES = 3_000_000;

async function toResult(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) if (name !== "set-cookie") headers[name] = value;
  const cookies = response.headers.getSetCookie();
  const given = Buffer.from(await response.arrayBuffer());
  const isTooLarge = given.length > LARGEST_TEXT_BYTES && isText(response.headers);
  if (isTooLarge) Object.assign(headers, { "content-encoding": "gzip", vary: "accept-encoding" });
  const bytes = isTooLarge ? gzipSync(given) : given;
  const isBase64Encoded = isTooLarge || !isText(response.headers);
  const body = bytes.toString(isBase64Encoded ? "base64" : "utf8");
  return { statusCode: response.status, headers, cookies, body, isBase64Encoded };
}

/** Whether a body goes through the gateway as it is. */
function isText(headers: Headers): boolean {
  if (headers.has("content-encoding")) return false;
  return /^(text\/|application\/([a-z.]+\+)?json|application\/javascript|image\/svg\+xml|$)/.test(headers.get("content-type") ?? "");
}
