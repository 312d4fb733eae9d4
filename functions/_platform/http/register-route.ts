import type { Hono } from "hono";
import { decide } from "../../../shared/access/policy.ts";
import { id } from "../../../shared/engine/facts/fields.ts";
import { routerPath } from "./match-route.ts";
import { HttpProblem, notFound } from "./problem.ts";
import { type HttpContext, type HttpEnv, isAboutAdvisor, pathsOf, type Route } from "./route.ts";
import { bearerToken } from "./session.ts";

/**
 * Registers a route under its method and paths, and asks its access before each call. The handler finds who asks as
 * c.get("person"), and whose data is asked for as c.get("advisorId"). Of two routes that match, the one registered first answers.
 */
export function register<Deps>(app: Hono<HttpEnv>, route: Route<Deps>, deps: () => Deps): void {
  for (const path of pathsOf(route)) {
    app.on(route.method, routerPath(path), (context) => {
      admit(context, route);
      return route.handle(context, deps());
    });
  }
}

/** @throws HttpProblem where the route doesn't allow the request; only then whether what is asked for can exist is looked at. */
function admit<Deps>(context: HttpContext, route: Pick<Route<Deps>, "access" | "path">): void {
  const person = context.get("person");
  const advisorId = context.req.param("advisorId");
  const decision = decide(route.access, person, isAboutAdvisor(route) ? { advisorId } : undefined);
  if (decision === "unauthenticated") throw unauthenticated(context);
  if (decision === "forbidden") throw new HttpProblem("forbidden", "Your role does not allow this.");
  // What can't be an id is nobody's and nothing's, and may be longer than a key can be.
  for (const [name, value] of Object.entries(context.req.param()))
    if (namesAnId(name) && !id.safeParse(name === "subject" ? value.replace(/^[a-z]+:/, "") : value).success)
      throw notFound("There is nothing at this address.");
  context.set("advisorId", advisorId ?? person?.username ?? "");
}

/** Which variables of a path are ids; a `subject` is one behind its kind, such as `plan:partner`. */
const namesAnId = (name: string): boolean => name.endsWith("Id") || name === "subject";

/** RFC 6750: what to bring, and where something was brought, that it doesn't hold. */
function unauthenticated(context: HttpContext): HttpProblem {
  const wasGiven = bearerToken(context) !== undefined;
  const challenge = wasGiven ? 'Bearer realm="fenrun", error="invalid_token"' : 'Bearer realm="fenrun"';
  const detail = wasGiven
    ? "The access token does not hold: it is malformed, over, or not for this API."
    : "Bring an access token: Authorization: Bearer ….";
  return new HttpProblem("unauthenticated", detail, { headers: { "www-authenticate": challenge } });
}
