import { decide, pathsOf, ROUTES, type RouteId } from "../../../shared/access/policy.ts";
import { id } from "../../../shared/engine/facts/fields.ts";
import type { App } from "./app.ts";
import type { HttpContext } from "./context.ts";
import { linesAt, routerPath } from "./match-route.ts";
import { HttpProblem, notFound } from "./problem.ts";
import { bearerToken } from "./session.ts";

/**
 * Registers a route's handler under the method and paths of the policy table, and asks the table before each call. The
 * handler finds who asks as c.get("person"), and whose data is asked for as c.get("advisorId"). Where two lines match an
 * address, the table's order counts, not that of registering.
 */
export function route(app: App, routeId: RouteId, handle: (c: HttpContext) => Response | Promise<Response>): void {
  const found = ROUTES.find((each) => each.id === routeId);
  if (!found) throw new Error(`there is no route ${routeId} in the policy table`);
  const { on, method } = found;
  for (const path of pathsOf(found)) {
    app.on(method, routerPath(path), async (c, next) => {
      if (linesAt(on, c.req.path).find((line) => line.method === method)?.id !== routeId) return next();
      admit(c, routeId);
      return handle(c);
    });
    app.all(routerPath(path), async (c, next) => {
      const methods = new Set<string>(linesAt(on, c.req.path).flatMap((line) => (line.method === "GET" ? ["GET", "HEAD"] : line.method)));
      if (methods.has(c.req.method)) return next();
      const allow = [...methods].join(", ");
      throw new HttpProblem("method-not-allowed", `Only ${allow} is known here.`, { headers: { allow } });
    });
  }
}

/** @throws HttpProblem where the table doesn't allow the request; only then whether what is asked for can exist is looked at. */
function admit(c: HttpContext, routeId: RouteId): void {
  const person = c.get("person");
  const asked = c.req.param("advisorId");
  const decision = decide(person, routeId, asked);
  if (decision === "unauthenticated") throw unauthenticated(c);
  if (decision === "forbidden") throw new HttpProblem("forbidden", "Your role does not allow this.");
  // What can't be an id is nobody's and nothing's, and may be longer than a key can be.
  for (const name of IDS) {
    const value = c.req.param(name);
    if (value !== undefined && !id.safeParse(name === "subject" ? value.replace(/^[a-z]+:/, "") : value).success)
      throw notFound("There is nothing at this address.");
  }
  c.set("advisorId", asked ?? person?.username ?? "");
}

const IDS = [
  "advisorId",
  "orderId",
  "planId",
  "proposalId",
  "trialId",
  "heldId",
  "subject",
  "payoutId",
  "answerId",
  "adjustmentId",
  "uploadId",
];

/** RFC 6750: what to bring, and where something was brought, that it doesn't hold. */
function unauthenticated(c: HttpContext): HttpProblem {
  const wasGiven = bearerToken(c) !== undefined;
  const challenge = wasGiven ? 'Bearer realm="fenrun", error="invalid_token"' : 'Bearer realm="fenrun"';
  const detail = wasGiven
    ? "The access token does not hold: it is malformed, over, or not for this API."
    : "Bring an access token: Authorization: Bearer ….";
  return new HttpProblem("unauthenticated", detail, { headers: { "www-authenticate": challenge } });
}
