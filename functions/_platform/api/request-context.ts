import type { Person } from "../../../shared/access/policy.ts";
import type { HttpContext } from "../http/context.ts";
import { HttpProblem } from "../http/problem.ts";

/** Who asks, on a route that is not public. */
export function personOf(context: HttpContext): Person {
  const person = context.get("person");
  if (person === undefined) throw new Error("a route that isn't public was asked by nobody");
  return person;
}

/** A part of the path. */
export const pathPart = (context: HttpContext, name: string): string => context.req.param(name) ?? "";

/** @throws HttpProblem where the person is not of HR: for what finance may not do on a route that it may ask for. */
export function expectHr({ roles }: Person): void {
  if (!roles.includes("hr")) throw new HttpProblem("forbidden", "Your role does not allow this: it is HR's to do.");
}
