import { createHash } from "node:crypto";
import { issue } from "../../../shared/base/issues/issue.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import type { HttpContext } from "../http/context.ts";
import { unprocessable } from "../http/problem.ts";
import { Reply } from "./endpoint.ts";

/**
 * A response whose ETag begins with the lock version, so that it can be sent back as If-Match; the rest names the response, since
 * what a review finds changes with the facts around it.
 */
export function withEtag<Resource>(
  { lockVersion }: Pick<Proposal, "lockVersion">,
  resource: Resource,
  status: 200 | 201 | 202 = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply<Resource> {
  const hash = createHash("sha256").update(JSON.stringify(resource)).digest("base64url").slice(0, 16);
  return new Reply(resource, status, { ...headers, etag: `"${lockVersion}.${hash}"` });
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
