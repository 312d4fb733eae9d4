import { HTTPException } from "hono/http-exception";
import { plainReason } from "../../../shared/base/issues/parse.ts";
import { messageOf, type Refusal, RefusedError } from "../../../shared/base/issues/refusal.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { kindOfRefusal } from "./refusal-status.ts";

/** What is told of an error: RFC 9457, with the id under which the log knows the request. */
export interface Problem {
  /** What kind of problem it is: a name that stays. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What went wrong here, and what to do: a sentence. */
  readonly detail: string;
  readonly requestId: string;
  /** By field, where the request can't be read. */
  readonly errors?: readonly FieldError[];
  /** The reasons by their names, where a step of a proposal is refused. */
  readonly refusals?: readonly (Refusal & { readonly message: string })[];
}

/** What is wrong with one field of a request. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Thrown to answer with a problem. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly kind: Kind;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[] | undefined;
  readonly refusals: readonly Refusal[] | undefined;

  constructor(kind: Kind, detail: string, more: Partial<Pick<HttpProblem, "headers" | "errors" | "refusals">> = {}) {
    super(detail);
    this.kind = kind;
    this.headers = more.headers ?? {};
    this.errors = more.errors;
    this.refusals = more.refusals;
  }
}

/** There is nothing of that name. */
export const notFound = (detail: string): HttpProblem => new HttpProblem("not-found", detail);

/** The request can't be read; what is wrong, by field. */
export const unprocessable = (errors: readonly FieldError[]): HttpProblem =>
  new HttpProblem("unprocessable", errors.map(({ field, message }) => plainReason(`${field}: ${message}`)).join("; "), { errors });

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
  const { kind, message, headers, errors, refusals } = readError(error);
  const [status, title] = KINDS[kind];
  const more = {
    ...(errors && { errors }),
    ...(refusals && { refusals: refusals.map((each) => ({ ...each, message: messageOf(each) })) }),
  };
  const problem = { type: `urn:fenrun:problem:${kind}`, title, status, detail: message, requestId, ...more };
  return { problem, headers };
}

function readError(error: unknown): Pick<HttpProblem, "kind" | "message" | "headers" | "errors" | "refusals"> {
  if (error instanceof HttpProblem) return error;
  if (error instanceof RefusedError) return new HttpProblem(kindOfRefusal(error.refusals), error.message, { refusals: error.refusals });
  if (error instanceof RetryableError) return new HttpProblem("unavailable", "Please try again.", { headers: { "retry-after": "1" } });
  // Hono's own refusals, of a body that is none for example.
  if (error instanceof HTTPException && error.status < 500) return new HttpProblem("bad-request", error.message || "Bad request.");
  return new HttpProblem("internal", "It is our fault, and has been logged. Try again, or tell us the request's id.");
}
