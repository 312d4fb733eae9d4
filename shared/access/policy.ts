import type { Access, Person } from "./person.ts";

export { type Access, type Person, ROLES } from "./person.ts";

/** What becomes of a request. */
export type Decision = "allowed" | "unauthenticated" | "forbidden";

/** Of a route about one advisor: whose data is asked for; undefined means the person's own (`me`). */
interface AboutAdvisor {
  readonly advisorId: string | undefined;
}

/**
 * Decides on a request.
 * @param access who may ask for the route.
 * @param person who asks; undefined where nobody is known.
 * @param about given on a route about one advisor alone.
 */
export function decide(access: Access, person: Person | undefined, about?: AboutAdvisor): Decision {
  if (access === "public") return "allowed";
  if (person === undefined) return "unauthenticated";
  const reaches = person.roles.map((role) => access[role]);
  if (about === undefined) return reaches.includes("all") ? "allowed" : "forbidden";
  const { advisorId } = about;
  const isOwn = advisorId === undefined || advisorId === person.username;
  if (isOwn && reaches.includes("own")) return "allowed";
  return advisorId !== undefined && reaches.includes("all") ? "allowed" : "forbidden";
}
