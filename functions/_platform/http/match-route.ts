import { pathsOf } from "./route.ts";

/** What of a route tells where it is. */
interface Address {
  readonly method: string;
  readonly path: string;
}

/** The methods by which an address is known, in the routes' order. Only an address that nothing answers is looked at this way. */
export function methodsAt(routes: readonly Address[], path: string): readonly string[] {
  const found = routes.filter((route) => pathsOf(route).some((each) => patternOf(each).test(path)));
  return [...new Set(found.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
}

/** The nearest address at or above this one at which there is something to see: `path` of what was sent, without its query. */
export function pageAbove(routes: readonly Address[], path: string): string {
  if (path === "" || methodsAt(routes, path).includes("GET")) return path || "/";
  return pageAbove(routes, path.slice(0, path.lastIndexOf("/")));
}

/** A route's path as the router takes it: a language is one of ours. */
export const routerPath = (path: string): string => path.replace("/:lang", "/:lang{(?:zh|en)}");

function patternOf(path: string): RegExp {
  const parts = path
    .split("/")
    .map((part) => (part === ":lang" ? "(?:zh|en)" : part.startsWith(":") ? "[^/]+" : part.replaceAll(".", "\\.")));
  return new RegExp(`^${parts.join("/")}$`);
}
