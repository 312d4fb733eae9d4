import type { App } from "../_platform/http/app.ts";
import { HttpProblem, notFound } from "../_platform/http/problem.ts";
import { route } from "../_platform/http/register-endpoint.ts";
import { STYLESHEET, verifier } from "../_platform/site/assets.ts";
import { languageOf } from "../_platform/site/request.ts";

/** Where a role begins; of several the first. */
const STARTS = [
  ["advisor", "me"],
  ["hr", "hr"],
  ["finance", "finance"],
] as const;

/** Adds what leads to the pages, and the files that they load. */
export function addEntrance(app: App): void {
  route(app, "site.root", (c) => {
    c.header("vary", "accept-language");
    return c.redirect(`/${languageOf(c)}`, 302);
  });

  // An advisor begins with their month, HR with the plans, finance with the close, other staff with the choice of an advisor.
  route(app, "site.language", (c) => {
    const roles = c.get("person")?.roles;
    if (roles === undefined) throw new HttpProblem("unauthenticated", "Please sign in.");
    const first = STARTS.find(([role]) => roles.includes(role))?.[1] ?? "advisors";
    return c.redirect(`/${languageOf(c)}/${first}`, 302);
  });

  route(app, "site.asset", (c) => {
    const path = `/assets/${c.req.param("file")}`;
    const asset = path === STYLESHEET.path ? STYLESHEET : verifier();
    if (asset.path !== path) throw notFound("There is no such file.");
    c.header("cache-control", "public, max-age=31536000, immutable");
    c.header("content-type", asset.type);
    return c.body(asset.text);
  });
}
