import type * as z from "zod";

/** What reading a fact gave: the fact, or why it can't be read, a sentence for each field. */
export type Reading<Fact> = { readonly ok: true; readonly fact: Fact } | { readonly ok: false; readonly reasons: readonly string[] };

/** How many reasons are told, and in how many characters each: few enough to be read, and to be kept beside what they are about. */
const MAX_REASONS = 20;
const MAX_REASON_LENGTH = 400;

/** Reads content by a schema. Never throws: what is wrong is told by field. */
export function read<Fact>(schema: z.ZodType<Fact>, content: unknown): Reading<Fact> {
  const result = schema.safeParse(content, { error: missing });
  return result.success ? { ok: true, fact: result.data } : unreadable(reasonsOf(result.error.issues));
}

/** Content that can't be read, for these reasons: as many of them, and as much of each, as can be told. */
export function unreadable(reasons: readonly string[]): Reading<never> {
  return { ok: false, reasons: reasons.slice(0, MAX_REASONS).map(tellable) };
}

/** Reasons quote what was sent, which may be long, or hold half a character, which can't be stored. Where and what stand at the ends. */
function tellable(reason: string): string {
  const half = MAX_REASON_LENGTH / 2 - 2;
  const text = reason.length > MAX_REASON_LENGTH ? `${reason.slice(0, half)} … ${reason.slice(-half)}` : reason;
  return text.toWellFormed();
}

/** What is said where a schema has no message of its own for a field that isn't there. */
const missing: z.core.$ZodErrorMap = ({ code, input, expected }) =>
  code === "invalid_type" && input === undefined ? `missing; expected ${expected}` : undefined;

/** One sentence for each issue, "lines[0].price: expected …". */
export function reasonsOf(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${pathOf([...issue.path, key])}: unknown field; remove it, or check its spelling`);
    }
    if (issue.code === "invalid_key") return issue.issues.map(({ message }) => `${pathOf(issue.path)}: ${message}`);
    return [`${pathOf(issue.path)}: ${issue.message}`];
  });
}

/** A field's path as one writes it: lines[0].price. The whole content is "(whole)", and a name that one would not see is quoted. */
export function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "(whole)";
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${seen(String(part))}`)).join("");
}

/** A reason for people: what is said of the whole needs no field before it. */
export const plainReason = (reason: string): string => reason.replace(/^(line \d+: )?\(whole\): /, "$1");

const seen = (name: string): string => (/^[^\s\p{C}]+$/u.test(name) ? name : JSON.stringify(name));
