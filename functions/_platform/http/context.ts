import type { Context } from "hono";
import type { Person } from "../../../shared/access/policy.ts";

/** What a handler finds at its request. */
export interface HttpEnv {
  readonly Bindings: { readonly requestId: string };
  readonly Variables: {
    /** Who asks; undefined only on public routes. */
    person: Person | undefined;
    /** Whose data is asked for, on a route about one advisor: `me` is the person's own. Empty on any other route. */
    advisorId: string;
    /** What the app answers. */
    routes: readonly { readonly method: string; readonly path: string }[];
  };
}

export type HttpContext = Context<HttpEnv>;
