import type { LocalRoute } from "../wiring.ts";

/** A route, and what its path's variables stand for. */
interface FoundRoute {
  readonly route: LocalRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route that a gateway takes: the one that says most. A path in full goes before one that ends in a greedy variable,
 * a method by its name before any, and $default takes what no other wants.
 * @param path decoded.
 */
export function findRoute(routes: readonly LocalRoute[], method: string, path: string): FoundRoute | undefined {
  let best: (FoundRoute & { readonly rank: number }) | undefined;
  for (const route of routes) {
    const match = matchRoute(route, method, path);
    if (match && match.rank > (best?.rank ?? -1)) best = { route, ...match };
  }
  return best;
}

function matchRoute(
  { key }: LocalRoute,
  method: string,
  path: string,
): { rank: number; pathParameters: Record<string, string> } | undefined {
  if (key === "$default") return { rank: 0, pathParameters: {} };
  const [wanted = "", pattern = ""] = key.split(" ");
  if (wanted !== "ANY" && wanted !== method) return undefined;
  const pathParameters = matchPath(pattern, path);
  if (!pathParameters) return undefined;
  const full = pattern.includes("+}") ? 0 : 1_000;
  // The longer the part that is the same for all, the more a route says.
  const literals = pattern.split("/").filter((part) => part !== "" && !part.startsWith("{")).length;
  return { rank: 1 + full + literals * 2 + (wanted === "ANY" ? 0 : 1), pathParameters };
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  const parts = path.split("/");
  const wanted = pattern.split("/");
  for (const [index, want] of wanted.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(want) ?? [];
    const part = greedy ? parts.slice(index).join("/") : parts[index];
    if (name === undefined ? part !== want : !part) return undefined;
    if (name !== undefined && part !== undefined) found[name] = part;
    if (greedy) return found;
  }
  return parts.length === wanted.length ? found : undefined;
}
