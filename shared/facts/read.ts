import type * as z from "zod";

/** What reading a fact gave: the fact, or why it can't be read, a sentence for each field. */
export type Reading<Fact> = { readonly ok: true; readonly fact: Fact } | { readonly ok: false; readonly reasons: readonly string[] };

/** Reads content by a schema. Never throws: what is wrong is told by field. */
export function read<Fact>(schema: z.ZodType<Fact>, content: unknown): Reading<Fact> {
  const result = schema.safeParse(content);
  return result.success ? { ok: true, fact: result.data } : { ok: false, reasons: reasonsOf(result.error.issues) };
}

/** One sentence for each issue, "lines[0].price: expected …", at most 20. */
export function reasonsOf(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.slice(0, 20).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${pathOf([...issue.path, key])}: unknown field; remove it, or check its spelling`);
    }
    if (issue.code === "invalid_key") return issue.issues.map(({ message }) => `${pathOf(issue.path)}: ${message}`);
    return [`${pathOf(issue.path)}: ${issue.message}`];
  });
}

/** A path as one writes it: lines[0].price. The whole content is "(whole)". */
function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "(whole)";
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}
