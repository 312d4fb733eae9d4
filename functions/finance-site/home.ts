import type { App } from "../_platform/http/app.ts";
import { route } from "../_platform/http/register-endpoint.ts";
import { languageOf } from "../_platform/site/request.ts";

/** Adds what leads to finance's pages. */
export function addEntrance(app: App): void {
  route(app, "finance.home", (c) => c.redirect(`/${languageOf(c)}/finance/close`, 302));
}
