import { randomUUID } from "node:crypto";
import type { Identity } from "../../../functions/_platform/http/identity.ts";
import { HttpProblem, problemOf } from "../../../functions/_platform/http/problem.ts";
import type { LoadedFunction } from "../lambda.ts";
import type { LocalRoute } from "../wiring.ts";
import { toEvent, toResponse } from "./event.ts";
import { findRoute } from "./read-routes.ts";

interface GatewayOptions {
  readonly routes: readonly LocalRoute[];
  readonly functions: { get(name: string): Pick<LoadedFunction, "invoke"> };
  readonly identity: Identity;
}

/** Answers requests as the HTTP API does: by its routes, its authorizer, and the functions behind. */
export function createGateway({ routes, functions, identity }: GatewayOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = decodePath(new URL(request.url).pathname);
    if (path === undefined) return message(400, "Bad Request");
    const found = findRoute(routes, request.method, path);
    if (!found) return message(404, "Not Found");
    const { route, pathParameters } = found;
    if (route.authorizer && !(await holds(request, identity))) return unauthorized();
    try {
      const event = await toEvent({ request, routeKey: route.key, path, pathParameters });
      return toResponse(await functions.get(route.functionName).invoke(event));
    } catch (error) {
      process.stderr.write(`${route.functionName} gave no answer: ${error instanceof Error ? error.stack : String(error)}\n`);
      return message(500, "Internal Server Error");
    }
  };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

async function holds(request: Request, identity: Identity): Promise<boolean> {
  const token = /^(?:Bearer +)?([^ ]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return token !== undefined && (await identity.verify(token)) !== undefined;
}

const message = (status: number, text: string): Response => Response.json({ message: text }, { status });

/** In the account the body is the gateway's own, {"message":"Unauthorized"}; here it says more, as the function would. */
function unauthorized(): Response {
  const { problem } = problemOf(
    new HttpProblem("unauthenticated", "Bring an access token that holds: Authorization: Bearer …."),
    randomUUID(),
  );
  const headers = { "content-type": "application/problem+json; charset=utf-8", "www-authenticate": 'Bearer realm="fenrun"' };
  return new Response(JSON.stringify(problem), { status: 401, headers });
}
