import { pathsOf, ROUTES, type Route, type RouteId } from "../../../shared/access/policy.ts";

type Line = Route & { readonly id: RouteId };

/** The table's lines that an address belongs to, in the table's order. */
export function linesAt(on: Route["on"], path: string): readonly Line[] {
  return PATTERNS.filter(({ line, pattern }) => line.on === on && pattern.test(path)).map(({ line }) => line);
}

/** The nearest address at or above this one at which there is something to see: `path` of what was sent, without its query. */
export function pageAbove(on: Route["on"], path: string): string {
  if (path === "" || linesAt(on, path).some(({ method }) => method === "GET")) return path || "/";
  return pageAbove(on, path.slice(0, path.lastIndexOf("/")));
}

/** A path of the table as the router takes it: a language is one of ours. */
export const routerPath = (path: string): string => path.replace("/:lang", "/:lang{(?:zh|en)}");

const PATTERNS = ROUTES.flatMap((line: Line) => pathsOf(line).map((path) => ({ line, pattern: patternOf(path) })));

function patternOf(path: string): RegExp {
  const parts = path
    .split("/")
    .map((part) => (part === ":lang" ? "(?:zh|en)" : part.startsWith(":") ? "[^/]+" : part.replaceAll(".", "\\.")));
  return new RegExp(`^${parts.join("/")}$`);
}
