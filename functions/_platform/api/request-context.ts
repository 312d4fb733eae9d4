import type * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import { issue, under } from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import { parseJson } from "../../../shared/base/json/parse-json.ts";
import { month } from "../../../shared/engine/facts/fields.ts";
import { HttpProblem, unprocessable } from "../http/problem.ts";
import type { HttpContext } from "../http/route.ts";

/** Who asks, on a route that is not public. */
export function personOf(context: HttpContext): Person {
  const person = context.get("person");
  if (person === undefined) throw new Error("a route that isn't public was asked by nobody");
  return person;
}

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

/** How large a body may be, below what a function is handed at most. */
const LARGEST_BYTES = 5_000_000;
/** How deep content may be nested: more than anything of ours, and less than what whoever walks through it can bear. */
const DEEPEST = 24;

/** Reads a JSON body. @throws HttpProblem where it is none (415, 413, 400), or, by field, is not what is expected (422). */
export async function readBody<Schema extends z.ZodType>(context: HttpContext, schema: Schema): Promise<z.output<Schema>> {
  if (mediaTypeOf(context) !== "application/json") throw unsupported("Send JSON, with Content-Type: application/json.");
  return readFields(parseBounded(await readBytes(context)), schema);
}

/** What kind of body was sent, in small letters and without parameters; empty where none is named. */
export const mediaTypeOf = (context: HttpContext): string =>
  (context.req.header("content-type") ?? "").split(";", 1).join().trim().toLowerCase();

/** What is sent is of no kind that is taken here. */
export const unsupported = (detail: string): HttpProblem => new HttpProblem("unsupported-media-type", detail);

/** The body as it came. @throws HttpProblem where it is too large. */
export async function readBytes(context: HttpContext): Promise<Uint8Array> {
  const bytes = new Uint8Array(await context.req.arrayBuffer());
  if (bytes.length > LARGEST_BYTES) throw new HttpProblem("too-large", "A body may have at most 5,000,000 bytes. Send it in parts.");
  return bytes;
}

function parseBounded(bytes: Uint8Array): unknown {
  const content = parseExactly(bytes);
  if (isDeeper(content, DEEPEST)) throw unprocessable([issue("", "nested-too-deep", { maximum: DEEPEST })]);
  return content;
}

/** @throws HttpProblem where it is no JSON, or holds what would be changed in silence: a key twice, a number beyond 2^53. */
function parseExactly(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw NO_JSON;
  }
  const reading = parseJson(text);
  if (reading.ok) return reading.value;
  if (reading.issue.code === "not-json") throw NO_JSON;
  throw unprocessable([reading.issue]);
}

const NO_JSON = new HttpProblem("bad-request", "The body is no JSON in UTF-8.");

const isDeeper = (content: unknown, levels: number): boolean =>
  typeof content === "object" && content !== null && (levels === 0 || Object.values(content).some((each) => isDeeper(each, levels - 1)));
