import type { MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import type { Wiring } from "../wiring.ts";
import { HttpProblem } from "./problem.ts";
import type { HttpContext } from "./route.ts";

/** What every answer carries that says nothing else about it: a page sets a policy of its own, an answer how long it may be kept. */
const HEADERS = {
  "cache-control": "private, no-cache",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Adds to every answer what browsers are to hold to. */
export const addSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  // What a browser has already stands by the headers that came with it: a policy that is sent now would replace its own.
  if (context.res.status === 304) return;
  for (const [name, value] of Object.entries(HEADERS)) if (!context.res.headers.has(name)) context.res.headers.set(name, value);
};

/**
 * Lets only pages of our own site send forms: a session's cookie comes along with what any page sends. The site's origin is
 * what people see in their browser, not what the gateway calls itself. What isn't sent as a form needs no guard: a browser asks us
 * before it sends such a thing for another site, and is not answered.
 */
export function ownPagesOnly(wiring: () => Pick<Wiring, "identity">) {
  const guard = csrf({ origin: (origin) => origin === new URL(wiring().identity.siteUrl).origin });
  return async (context: HttpContext, next: () => Promise<void>): Promise<void> => {
    try {
      await guard(context, async () => {});
    } catch (error) {
      if (error instanceof HTTPException) throw new HttpProblem("not-from-here", "Open the page on this site, and send it from there.");
      throw error;
    }
    await next();
  };
}
