import type * as z from "zod";
import { ownValue } from "../json/own-value.ts";
import { type Issue, type IssueCode, issue, type Params, pathOf } from "./issue.ts";

/** What parsing content from outside gave: the value; or what is wrong with it, and where. */
export type ParseResult<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly issues: readonly Issue[] };

/** How many issues are told, and how much of what was sent each: few enough to be read, and to be kept beside what they are about. */
const MAX_ISSUES = 20;
const MAX_TEXT_LENGTH = 200;

/**
 * Parses content by a schema. Never throws. A schema's messages are codes; what has none gets the code of its kind.
 * Params are the limits and choices that zod tells, or those that a rule gives.
 */
export function parse<Value>(schema: z.ZodType<Value>, content: unknown): ParseResult<Value> {
  const result = schema.safeParse(content, { error: standardCode });
  return result.success ? { ok: true, value: result.data } : invalid(issuesOf(result.error.issues));
}

/** Content that is invalid: as many of its issues, and as much of each, as can be told. */
export function invalid(issues: readonly Issue[]): ParseResult<never> {
  return { ok: false, issues: issues.slice(0, MAX_ISSUES).map(tellable) };
}

/** Issues quote what was sent, which may be long, or hold half a character, which can't be stored. */
function tellable({ path, code, params }: Issue): Issue {
  const kept = Object.entries(params).map(([name, value]) => [name, typeof value === "number" ? value : shortened(value)]);
  return { path: shortened(path), code, params: Object.fromEntries(kept) };
}

/** Where and what stand at the ends of a text. */
function shortened(text: string): string {
  const half = MAX_TEXT_LENGTH / 2 - 2;
  return (text.length > MAX_TEXT_LENGTH ? `${text.slice(0, half)} … ${text.slice(-half)}` : text).toWellFormed();
}

/** The code of what a schema has no message of its own for. */
const standardCode: z.core.$ZodErrorMap = (given): IssueCode => {
  switch (given.code) {
    case "invalid_type":
      return given.input === undefined ? "missing" : (ownValue(EXPECTED, given.expected) ?? "invalid");
    case "too_small":
      return ownValue(TOO_SMALL, given.origin) ?? "too-small";
    case "too_big":
      return ownValue(TOO_BIG, given.origin) ?? "too-large";
    case "invalid_value":
      return "not-a-choice";
    case "invalid_format":
      return "wrong-format";
    case "unrecognized_keys":
      return "unknown-field";
    case "invalid_union":
      return "options" in given && given.options !== undefined ? "not-a-choice" : "invalid";
    default:
      return "invalid";
  }
};

const EXPECTED: Readonly<Record<string, IssueCode>> = {
  string: "text-expected",
  number: "number-expected",
  int: "integer-expected",
  boolean: "boolean-expected",
  object: "object-expected",
  record: "object-expected",
  array: "list-expected",
};
const TOO_SMALL: Readonly<Record<string, IssueCode>> = { string: "too-short", array: "too-few" };
const TOO_BIG: Readonly<Record<string, IssueCode>> = { string: "too-long", array: "too-many" };

/** What zod found, as issues. Messages are codes. */
function issuesOf(found: readonly z.core.$ZodIssue[]): Issue[] {
  return found.flatMap((each) => {
    if (each.code === "unrecognized_keys") return each.keys.map((key) => issue(pathOf([...each.path, key]), "unknown-field"));
    if (each.code === "invalid_key") return each.issues.map(({ message }) => issue(pathOf(each.path), message as IssueCode));
    return [issue(pathOf(each.path), each.message as IssueCode, paramsOf(each))];
  });
}

function paramsOf(found: z.core.$ZodIssue): Params {
  switch (found.code) {
    case "too_small":
      return { minimum: Number(found.minimum) };
    case "too_big":
      return { maximum: Number(found.maximum) };
    case "invalid_value":
      return { values: found.values.map(String).join(", ") };
    case "invalid_union":
      return "options" in found && found.options !== undefined ? { values: found.options.map(String).join(", ") } : {};
    case "custom":
      return (found.params ?? {}) as Params;
    default:
      return {};
  }
}
