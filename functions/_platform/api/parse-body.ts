import type * as z from "zod";
import { issue } from "../../../shared/base/issues/issue.ts";
import { parseJson } from "../../../shared/base/json/parse-json.ts";
import type { HttpContext } from "../http/context.ts";
import { HttpProblem, unprocessable } from "../http/problem.ts";
import { readFields } from "./request-context.ts";

/** How large a body may be, below what a function is handed at most. */
const LARGEST_BYTES = 5_000_000;
/** How deep content may be nested: more than anything of ours, and less than what whoever walks through it can bear. */
const DEEPEST = 24;

/** Reads a JSON body. @throws HttpProblem where it is none (415, 413, 400), or, by field, is not what is expected (422). */
export async function readBody<Schema extends z.ZodType>(context: HttpContext, schema: Schema): Promise<z.output<Schema>> {
  if (mediaTypeOf(context) !== "application/json") throw unsupported("Send JSON, with Content-Type: application/json.");
  return readFields(parse(await readBytes(context)), schema);
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

function parse(bytes: Uint8Array): unknown {
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
