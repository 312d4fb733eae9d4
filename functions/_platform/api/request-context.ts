import type * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import { issue, under } from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import { month } from "../../../shared/engine/facts/fields.ts";
import type { HttpContext } from "../http/context.ts";
import { HttpProblem, unprocessable } from "../http/problem.ts";

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

/**
 * The lock version that a step is decided on: of the body, or of If-Match.
 * @throws HttpProblem where neither names one, or they name two.
 */
export function lockVersionOf(context: HttpContext, inBody: number | undefined): number {
  const header = context.req.header("if-match");
  const digits = header === undefined ? undefined : /^(?:W\/)?"(\d{1,9})\.[\w-]+"$/.exec(header.trim())?.[1];
  if (header !== undefined && digits === undefined) throw unprocessable([issue("If-Match", "etag-expected")]);
  const inHeader = digits === undefined ? undefined : Number(digits);
  const lockVersion = inBody ?? inHeader;
  if (lockVersion === undefined) throw unprocessable([issue("lockVersion", "lock-version-missing")]);
  if (inHeader !== undefined && inHeader !== lockVersion) throw unprocessable([issue("lockVersion", "lock-version-differs")]);
  return lockVersion;
}

/** The month that the path names. @throws HttpProblem where it is none. */
export function monthOf(context: HttpContext): string {
  const parsed = parse(month, context.req.param("month"));
  if (parsed.ok) return parsed.value;
  throw unprocessable(parsed.issues.map((each) => under("month", each)));
}

/** Reads the query. @throws HttpProblem that says, by field, what is wrong with it. */
export const readQuery = <Schema extends z.ZodType>(context: HttpContext, schema: Schema): z.output<Schema> =>
  readFields(context.req.query(), schema);

/** Reads what was sent. @throws HttpProblem that says, by field, what is wrong with it. */
export function readFields<Schema extends z.ZodType>(sent: unknown, schema: Schema): z.output<Schema> {
  const parsed = parse<z.output<Schema>>(schema as z.ZodType<z.output<Schema>>, sent);
  if (parsed.ok) return parsed.value;
  throw unprocessable(parsed.issues);
}
