import type { Person, Who } from "./person.ts";
import { ROUTES, type RouteId } from "./routes.ts";

export { type Person, ROLES } from "./person.ts";
export { pathsOf, ROUTES, type Route, type RouteId } from "./routes.ts";

/** What becomes of a request. */
export type Decision = "allowed" | "unauthenticated" | "forbidden";

const WHO: ReadonlyMap<RouteId, { readonly who: Who; readonly isAboutAdvisor: boolean }> = new Map(
  ROUTES.map(({ id, who, path }) => [id, { who, isAboutAdvisor: path.includes("/:whose") }]),
);

/**
 * Decides on a request.
 * @param person who asks; undefined where nobody is known.
 * @param advisorId whose data is asked for, on a route about one advisor; undefined there means the person's own (`me`).
 */
export function decide(person: Person | undefined, routeId: RouteId, advisorId?: string): Decision {
  const { who, isAboutAdvisor } = WHO.get(routeId) ?? { who: {}, isAboutAdvisor: true };
  if (who === "public") return "allowed";
  if (person === undefined) return "unauthenticated";
  const reaches = person.roles.map((role) => who[role]);
  if (!isAboutAdvisor) return reaches.includes("all") ? "allowed" : "forbidden";
  const isOwn = advisorId === undefined || advisorId === person.username;
  if (isOwn && reaches.includes("own")) return "allowed";
  return advisorId !== undefined && reaches.includes("all") ? "allowed" : "forbidden";
}
