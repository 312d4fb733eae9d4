import type { Context } from "hono";
import type { Access } from "../../../shared/access/person.ts";
import type { Person } from "../../../shared/access/policy.ts";
import type { Wiring } from "../wiring.ts";

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

/** An address, who may ask for it, and what answers: of a page, or of an endpoint of an API. */
export interface Route<Deps = Wiring> {
  /** Unique among all routes, such as `finance.payouts`. */
  readonly id: string;
  /** Who may GET may ask for the HEAD too. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** `:whose` stands for both `me` and `advisors/:advisorId`; a route with it is about one advisor. `:lang` is a language of ours. */
  readonly path: string;
  readonly access: Access;
  handle(context: HttpContext, deps: Deps): Response | Promise<Response>;
}

/** A page of a site, or a form that is sent to it: its route, access and handler. GET unless another method is named. */
export const page = <Deps = Wiring>(definition: Omit<Route<Deps>, "method"> & Partial<Pick<Route<Deps>, "method">>): Route<Deps> => ({
  method: "GET",
  ...definition,
});

/** The paths under which a route is found: one, or two for a route about one advisor. */
export function pathsOf({ path }: Pick<Route, "path">): readonly string[] {
  return isAboutAdvisor({ path }) ? WHOSE.map((whose) => path.replace("/:whose", `/${whose}`)) : [path];
}

/** Whether a route is about one advisor, whose own data it may be. */
export const isAboutAdvisor = ({ path }: Pick<Route, "path">): boolean => path.includes("/:whose");

const WHOSE = ["me", "advisors/:advisorId"];
