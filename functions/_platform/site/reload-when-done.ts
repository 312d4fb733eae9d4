import type { HttpContext } from "../http/context.ts";

/**
 * Has a page that looks again by itself (`pollMarkup`) load anew as a whole once a section is worked on no more: then more
 * than that section has changed, or it is gone. htmx names what it would replace by its tag and id, as `section#state`.
 */
export function reloadWhenDone(context: HttpContext, section: string, isWorkedOn: boolean): void {
  const target = context.req.header("hx-target") ?? "";
  if (!isWorkedOn && target.slice(target.indexOf("#") + 1) === section) context.header("hx-refresh", "true");
}
