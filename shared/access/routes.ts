import type { Who } from "./who.ts";

/** One line of the table. */
interface Route {
  readonly id: string;
  readonly on: "api" | "site";
  readonly method: "GET";
  /** `:whose` stands for both `me` and `advisors/:advisorId`; a route with it is about one advisor. */
  readonly path: string;
  readonly who: Who;
}

/** An advisor's own data, and all data for those who run the agency's payments. */
const OWN_OR_STAFF = { advisor: "own", hr: "all", finance: "all", auditor: "all" } as const;
const STAFF = { hr: "all", finance: "all", auditor: "all" } as const;

const api = <const Id extends string, Allowed extends Who>(id: Id, path: string, who: Allowed) =>
  ({ id, on: "api", method: "GET", path, who }) as const;
const site = <const Id extends string, Allowed extends Who>(id: Id, path: string, who: Allowed) =>
  ({ id, on: "site", method: "GET", path, who }) as const;

/** Every route of API and site. Where two match, the one that stands first is taken. */
export const ROUTES = [
  api("api.account", "/v1/:whose", OWN_OR_STAFF),
  api("api.month", "/v1/:whose/months/:month", OWN_OR_STAFF),
  api("api.credits", "/v1/:whose/months/:month/components/:key/credits", OWN_OR_STAFF),
  api("api.order", "/v1/:whose/months/:month/orders/:orderId", OWN_OR_STAFF),
  api("api.forecast", "/v1/:whose/forecast", OWN_OR_STAFF),
  api("api.years", "/v1/:whose/years", OWN_OR_STAFF),
  api("api.quote", "/v1/:whose/quote", OWN_OR_STAFF),
  api("api.statements", "/v1/:whose/statements", OWN_OR_STAFF),
  api("api.statement", "/v1/:whose/statements/:month", OWN_OR_STAFF),
  api("api.statementFile", "/v1/:whose/statements/:month/file", OWN_OR_STAFF),
  api("api.equity", "/v1/:whose/equity", OWN_OR_STAFF),
  api("api.closes", "/v1/closes", "public"),
  api("api.close", "/v1/closes/:month", "public"),
  api("api.openapi", "/openapi.json", "public"),
  api("api.docs", "/docs", "public"),
  // Not under /assets/, which is the site's: both stand behind one address.
  api("api.docsAsset", "/docs/assets/:file", "public"),

  site("site.root", "/", "public"),
  site("site.signIn", "/sign-in", "public"),
  site("site.signedIn", "/signed-in", "public"),
  site("site.signOut", "/sign-out", "public"),
  site("site.asset", "/assets/:file", "public"),
  site("site.language", "/:lang", "public"),
  site("site.roots", "/:lang/roots", "public"),
  site("site.advisors", "/:lang/advisors", STAFF),
  site("site.thisMonth", "/:lang/:whose", OWN_OR_STAFF),
  site("site.month", "/:lang/:whose/months/:month", OWN_OR_STAFF),
  site("site.component", "/:lang/:whose/months/:month/components/:key", OWN_OR_STAFF),
  site("site.order", "/:lang/:whose/months/:month/orders/:orderId", OWN_OR_STAFF),
  site("site.forecast", "/:lang/:whose/forecast", OWN_OR_STAFF),
  site("site.years", "/:lang/:whose/years", OWN_OR_STAFF),
  site("site.statements", "/:lang/:whose/statements", OWN_OR_STAFF),
  site("site.statement", "/:lang/:whose/statements/:month", OWN_OR_STAFF),
  site("site.statementPdf", "/:lang/:whose/statements/:month/statement.pdf", OWN_OR_STAFF),
  site("site.statementCsv", "/:lang/:whose/statements/:month/statement.csv", OWN_OR_STAFF),
  site("site.statementJson", "/:lang/:whose/statements/:month/statement.json", OWN_OR_STAFF),
  site("site.verify", "/:lang/:whose/statements/:month/verify", OWN_OR_STAFF),
  site("site.statementComponent", "/:lang/:whose/statements/:month/components/:key", OWN_OR_STAFF),
  site("site.statementOrder", "/:lang/:whose/statements/:month/orders/:orderId", OWN_OR_STAFF),
  site("site.adjustment", "/:lang/:whose/statements/:month/adjustments/:of", OWN_OR_STAFF),
  site("site.equity", "/:lang/:whose/equity", OWN_OR_STAFF),
] as const satisfies readonly Route[];

/** The name of a route. */
export type RouteId = (typeof ROUTES)[number]["id"];

/** The paths under which a route is found: one, or two for a route about one advisor. */
export function pathsOf({ path }: Pick<Route, "path">): readonly string[] {
  return path.includes("/:whose") ? WHOSE.map((whose) => path.replace("/:whose", `/${whose}`)) : [path];
}

const WHOSE = ["me", "advisors/:advisorId"];
