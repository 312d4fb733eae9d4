import { HttpProblem, notFound } from "../_platform/http/problem.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { STYLESHEET, verifier } from "../_platform/site/assets.ts";
import { languageOf } from "../_platform/site/request.ts";

/** Where a role begins; of several the first. */
const STARTS = [
  ["advisor", "me"],
  ["hr", "hr"],
  ["finance", "finance"],
] as const;

/** What leads to the pages, and the files that they load. */
export const homePages: readonly Route[] = [
  page({
    id: "site.root",
    path: "/",
    access: "public",
    handle: (context) => {
      context.header("vary", "accept-language");
      return context.redirect(`/${languageOf(context)}`, 302);
    },
  }),

  page({
    id: "site.language",
    path: "/:lang",
    access: "public",
    handle: (context) => {
      const roles = context.get("person")?.roles;
      if (roles === undefined) throw new HttpProblem("unauthenticated", "Please sign in.");
      const first = STARTS.find(([role]) => roles.includes(role))?.[1] ?? "advisors";
      return context.redirect(`/${languageOf(context)}/${first}`, 302);
    },
  }),

  page({
    id: "site.asset",
    path: "/assets/:file",
    access: "public",
    handle: (context) => {
      const path = `/assets/${context.req.param("file")}`;
      const asset = path === STYLESHEET.path ? STYLESHEET : verifier();
      if (asset.path !== path) throw notFound("There is no such file.");
      context.header("cache-control", "public, max-age=31536000, immutable");
      context.header("content-type", asset.type);
      return context.body(asset.text);
    },
  }),
];
