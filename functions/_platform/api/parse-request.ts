import type * as z from "zod";
import { under } from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import { month } from "../../../shared/engine/facts/fields.ts";
import type { HttpContext } from "../http/context.ts";
import { unprocessable } from "../http/problem.ts";

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
