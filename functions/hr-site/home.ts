import type { App } from "../_platform/http/app.ts";
import { notFound } from "../_platform/http/problem.ts";
import { route } from "../_platform/http/register-endpoint.ts";
import { liveForms } from "../_platform/site/assets.ts";
import { languageOf } from "../_platform/site/request.ts";

/** Adds what leads to HR's pages, and the file that they load. */
export function addEntrance(app: App): void {
  route(app, "hr.home", (c) => c.redirect(`/${languageOf(c)}/hr/plans`, 302));

  route(app, "hr.asset", (c) => {
    const { path, type, text } = liveForms();
    if (path !== `/hr-assets/${c.req.param("file")}`) throw notFound("There is no such file.");
    c.header("cache-control", "public, max-age=31536000, immutable");
    c.header("content-type", type);
    return c.body(text);
  });
}
