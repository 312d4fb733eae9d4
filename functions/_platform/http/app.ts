import { Hono, type MiddlewareHandler } from "hono";
import { logger } from "../middleware.ts";
import type { Wiring } from "../wiring.ts";
import { methodsAt, pageAbove } from "./match-route.ts";
import { encodeSlashesTwice } from "./own-path.ts";
import { HttpProblem, notFound, type Problem, problemOf } from "./problem.ts";
import { register } from "./register-route.ts";
import type { HttpContext, HttpEnv, Route } from "./route.ts";
import { addSecurityHeaders, ownPagesOnly } from "./security-headers.ts";
import { personOf } from "./session.ts";
export type App = Hono<HttpEnv>;

interface AppOptions<Deps> {
  /** A site knows people by a cookie, an API by a header. */
  readonly kind: "api" | "site";
  /** What it answers. Where two match an address, the first answers. */
  readonly routes: readonly Route<Deps>[];
  readonly wiring: () => Deps;
  /** What comes before the routes, once it is known who asks. */
  readonly use?: readonly MiddlewareHandler[];
  /** How a problem is shown; by default as problem JSON. */
  readonly showProblem?: (problem: Problem, context: HttpContext) => Response | Promise<Response>;
}

/** An app that knows who asks, lets routes answer, and answers every error. */
export function createApp<Deps extends Pick<Wiring, "identity" | "withSettings">>({
  kind,
  routes,
  wiring,
  use = [],
  showProblem = sendProblem,
}: AppOptions<Deps>): App {
  const app: App = new Hono<HttpEnv>({ strict: false });
  const isSite = kind === "site";
  app.use(addSecurityHeaders);
  app.use(async (context, next) => {
    context.set("routes", routes);
    await next();
  });
  if (isSite) app.use(ownPagesOnly(wiring));
  app.use(async (context, next) => {
    const person = await personOf(context, isSite ? "cookie" : "header", wiring().identity);
    context.set("person", person);
    // What is public goes by no setting.
    if (person === undefined) await next();
    else await wiring().withSettings(next);
  });
  for (const each of use) app.use(each);
  for (const route of routes) register(app, route, wiring);
  app.onError(async (error, context) => {
    // Someone who opens a page without a token is asked to sign in, not shown an error.
    if (isSite && error instanceof HttpProblem && error.kind === "unauthenticated") return askWho(context);
    const { problem, headers } = problemOf(error, context.env.requestId);
    if (problem.status >= 500) logger.error("a request failed", error);
    const shown = await showProblem(problem, context);
    for (const [name, value] of Object.entries(headers)) shown.headers.set(name, value);
    shown.headers.set("cache-control", "no-store");
    return shown;
  });
  app.notFound((context) => {
    const allow = methodsAt(routes, context.req.path).join(", ");
    if (allow !== "") throw new HttpProblem("method-not-allowed", `Only ${allow} is known here.`, { headers: { allow } });
    throw notFound("There is nothing at this address.");
  });
  return app;
}

function sendProblem(problem: Problem, context: HttpContext): Response {
  return context.body(JSON.stringify(problem), problem.status as 400, { "content-type": "application/problem+json; charset=utf-8" });
}

/** Leads to the sign-in, and from there back to the page; from what was sent, to the page that it was sent on. */
function askWho(context: HttpContext): Response {
  const { pathname, search } = new URL(context.req.url);
  const isRead = context.req.method === "GET" || context.req.method === "HEAD";
  const page = isRead ? `${encodeSlashesTwice(pathname)}${search}` : encodeSlashesTwice(pageAbove(context.get("routes"), pathname));
  const signIn = `/sign-in?to=${encodeURIComponent(page)}`;
  // A page's script would follow a redirect by itself, to where it may not read.
  if (context.req.header("hx-request") !== undefined) return context.body(null, 200, { "hx-redirect": signIn });
  return context.redirect(signIn, isRead ? 302 : 303);
}
