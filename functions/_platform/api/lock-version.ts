import { issue } from "../../../shared/base/issues/issue.ts";
import type { HttpContext } from "../http/context.ts";
import { unprocessable } from "../http/problem.ts";

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
