import type * as z from "zod";
import { ownValue } from "../../base/json/own-value.ts";

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};
const COUNTED: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

/** What a field expects, where its schema has no message of its own. */
export const settingsError: z.core.$ZodErrorMap = (issue) => {
  const { code, input } = issue;
  switch (code) {
    case "invalid_type": {
      const kind = ownValue(KINDS, issue.expected) ?? issue.expected;
      return input === undefined ? `missing; expected ${kind}` : `expected ${kind}`;
    }
    case "too_small":
      return `expected at least ${issue.minimum}${ownValue(COUNTED, issue.origin) ?? ""}`;
    case "too_big":
      return `expected at most ${issue.maximum}${ownValue(COUNTED, issue.origin) ?? ""}`;
    case "invalid_format":
      return `expected a text of the form ${issue.pattern ?? issue.format}`;
    case "invalid_value":
      return `expected one of ${issue.values.map(String).join(", ")}`;
    default:
      return undefined;
  }
};
