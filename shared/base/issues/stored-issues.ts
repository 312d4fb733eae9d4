import * as z from "zod";
import type { RowError } from "../csv/parse-table.ts";
import type { IssueCode } from "./codes.ts";
import type { Refusal } from "./refusal.ts";

/** The form in which issues are stored: raised where it changes, so that what was stored before can still be told apart. */
const FORM = 1;

interface StoredIssues {
  readonly form: number;
  readonly issues: readonly Refusal[];
}

/** Encodes issues for a store: their codes and params, never a text. */
export const encodeIssues = (issues: readonly Refusal[]): string => JSON.stringify({ form: FORM, issues } satisfies StoredIssues);

/** Decodes stored issues. Codes that are no more stay as they are. @throws Error where they are of a form that is not known. */
export function decodeIssues<Kind extends Refusal = Refusal>(text: string): readonly Kind[] {
  const { form, issues } = JSON.parse(text) as StoredIssues;
  if (form !== FORM) throw new Error(`issues of form ${form} are stored, and only form ${FORM} is read`);
  return issues as readonly Kind[];
}

/** Issues as they are stored within a record that has a form of its own. */
const issueSchema = z.strictObject({
  path: z.string(),
  line: z.int().exactOptional(),
  code: z.custom<IssueCode>((given) => typeof given === "string"),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const issuesSchema = z.array(issueSchema);

/** Rows of a file that are invalid, as they are stored. */
export const rowErrorsSchema: z.ZodType<RowError[]> = z.array(z.strictObject({ line: z.int(), issues: issuesSchema }));
