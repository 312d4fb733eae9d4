import { HTTPException } from "hono/http-exception";
import { type Issue, type IssueCode, type Refusal, RefusedError } from "../../../shared/base/issues/issue.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import type { IssueResource } from "../api/common-schemas.ts";
import { toIssues } from "../api/issues.ts";
import { issueFormatIn } from "../issue-texts.ts";

/** What is told of an error: RFC 9457, with the id under which the log knows the request. */
export interface Problem {
  /** What kind of problem it is: a name that stays. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What went wrong here, and what to do: a sentence. */
  readonly detail: string;
  readonly requestId: string;
  /** One by one: by field where the request can't be read, else why it is refused. */
  readonly issues?: readonly IssueResource[];
}

/** Thrown to answer with a problem. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly kind: Kind;
  readonly headers: Readonly<Record<string, string>>;
  readonly issues: readonly Refusal[] | undefined;

  constructor(kind: Kind, detail: string, more: Partial<Pick<HttpProblem, "headers" | "issues">> = {}) {
    super(detail);
    this.kind = kind;
    this.headers = more.headers ?? {};
    this.issues = more.issues;
  }
}

/** There is nothing of that name. */
export const notFound = (detail: string): HttpProblem => new HttpProblem("not-found", detail);

/** The request can't be read; what is wrong, by field. */
export const unprocessable = (issues: readonly Issue[]): HttpProblem => new HttpProblem("unprocessable", textOf(issues, "; "), { issues });

/** It is refused, for these reasons. */
export const refusedProblem = (issues: readonly Refusal[]): HttpProblem =>
  new HttpProblem(kindOfRefusal(issues), textOf(issues, " "), { issues });

const textOf = (issues: readonly Refusal[], between: string): string => issues.map((each) => issueFormatIn("en")(each)).join(between);

/** Each kind of problem, with its status and title. */
const KINDS = {
  "bad-request": [400, "Bad request"],
  unauthenticated: [401, "Not signed in"],
  forbidden: [403, "Forbidden"],
  "not-from-here": [403, "Not sent by a page of this site"],
  "not-found": [404, "Not found"],
  "method-not-allowed": [405, "Method not allowed"],
  conflict: [409, "Changed meanwhile"],
  "too-large": [413, "Too large"],
  "unsupported-media-type": [415, "Unsupported media type"],
  unprocessable: [422, "The request can't be read"],
  refused: [422, "Refused"],
  internal: [500, "Something went wrong"],
  unavailable: [503, "Try again"],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;
type Kind = keyof typeof KINDS;

/** The problem that an error is answered with, and the headers that belong to it. Of what was not expected no detail is told. */
export function problemOf(
  error: unknown,
  requestId: string,
): { readonly problem: Problem; readonly headers: Readonly<Record<string, string>> } {
  const { kind, message, headers, issues } = readError(error);
  const [status, title] = KINDS[kind];
  const problem = {
    type: `urn:fenrun:problem:${kind}`,
    title,
    status,
    detail: message,
    requestId,
    ...(issues && { issues: toIssues(issues) }),
  };
  return { problem, headers };
}

function readError(error: unknown): Pick<HttpProblem, "kind" | "message" | "headers" | "issues"> {
  if (error instanceof HttpProblem) return error;
  if (error instanceof RefusedError) return refusedProblem(error.issues);
  if (error instanceof RetryableError) return new HttpProblem("unavailable", "Please try again.", { headers: { "retry-after": "1" } });
  // Hono's own refusals, of a body that is none for example.
  if (error instanceof HTTPException && error.status < 500) return new HttpProblem("bad-request", error.message || "Bad request.");
  return new HttpProblem("internal", "It is our fault, and has been logged. Try again, or tell us the request's id.");
}

type RefusedKind = "refused" | "not-found" | "forbidden" | "conflict";

/** Refusals that HTTP has a status of its own for. */
const REFUSAL_KINDS: Readonly<Partial<Record<IssueCode, RefusedKind>>> = {
  "not-found": "not-found",
  "file-unknown": "not-found",
  "record-unknown": "not-found",
  role: "forbidden",
  "four-eyes": "forbidden",
  "payout-four-eyes": "forbidden",
  "adjustment-four-eyes": "forbidden",
  "report-four-eyes": "forbidden",
  "outcome-needs-two": "forbidden",
  "derivation-not-running": "conflict",
  "derivation-not-stopped": "conflict",
  "outcome-moved": "conflict",
  "paid-again": "conflict",
  "own-matter": "forbidden",
  "withdrawal-four-eyes": "forbidden",
  "gate-moved": "conflict",
  "payee-taken": "conflict",
  "changed-meanwhile": "conflict",
  "revision-taken": "conflict",
  "restatement-unseen": "conflict",
};

/** What kind of problem refusals are: the first decides, as it decided the step. */
function kindOfRefusal(refusals: readonly Refusal[]): RefusedKind {
  const [first] = refusals;
  return (first && REFUSAL_KINDS[first.code]) ?? "refused";
}
