import type { MiddlewareHandler } from "hono";

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
