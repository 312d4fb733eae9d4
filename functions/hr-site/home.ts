import { STAFF } from "../../shared/access/groups.ts";
import { notFound } from "../_platform/http/problem.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { liveForms } from "../_platform/site/assets.ts";
import { languageOf } from "../_platform/site/request.ts";

/** What leads to HR's pages, and the file that they load. */
export const homePages: readonly Route[] = [
  page({ id: "hr.home", path: "/:lang/hr", access: STAFF, handle: (c) => c.redirect(`/${languageOf(c)}/hr/plans`, 302) }),

  page({
    id: "hr.asset",
    path: "/hr-assets/:file",
    access: "public",
    handle: (c) => {
      const { path, type, text } = liveForms();
      if (path !== `/hr-assets/${c.req.param("file")}`) throw notFound("There is no such file.");
      c.header("cache-control", "public, max-age=31536000, immutable");
      c.header("content-type", type);
      return c.body(text);
    },
  }),
];
