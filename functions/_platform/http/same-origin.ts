import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import type { Wiring } from "../wiring.ts";
import type { HttpContext } from "./context.ts";
import { HttpProblem } from "./problem.ts";

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
