import type * as z from "zod";
import { pathOf } from "../../../shared/base/issues/parse.ts";
import { month } from "../../../shared/engine/facts/fields.ts";
import type { HttpContext } from "../http/context.ts";
import { type FieldError, unprocessable } from "../http/problem.ts";

/** The month that the path names. @throws HttpProblem where it is none. */
export function monthOf(c: HttpContext): string {
  const { success, data, error } = month.safeParse(c.req.param("month"));
  if (success) return data;
  throw unprocessable(error.issues.map(({ message }) => ({ field: "month", message })));
}

/** Reads the query. @throws HttpProblem that says, by field, what is wrong with it. */
export const readQuery = <Schema extends z.ZodType>(c: HttpContext, schema: Schema): z.output<Schema> => readFields(c.req.query(), schema);

/** Reads what was sent. @throws HttpProblem that says, by field, what is wrong with it. */
export function readFields<Schema extends z.ZodType>(sent: unknown, schema: Schema): z.output<Schema> {
  const { success, data, error } = schema.safeParse(sent);
  if (success) return data;
  throw unprocessable(error.issues.flatMap(fieldErrors));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== "unrecognized_keys") return [{ field: pathOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({ field: pathOf([...issue.path, key]), message: "is not known here" }));
}
