import type { RowError } from "../../../shared/base/csv/parse-table.ts";
import type { Refusal } from "../../../shared/base/issues/refusal.ts";
import { issueFormatIn } from "../issue-texts.ts";
import type { IssueResource } from "./common-schemas.ts";

/** Issues and refusals as the API tells them. */
export const toIssues = (issues: readonly Refusal[] | undefined): IssueResource[] => (issues ?? []).map(toIssue);

/** The message is the text alone: the path stands beside it. */
export const toIssue = ({ path = "", code, params }: Refusal): IssueResource => ({
  path,
  code,
  params: { ...params },
  message: issueFormatIn("en")({ code, params }),
});

/** Rows of a file that are left out. */
export const toRowErrors = (errors: readonly RowError[]) => errors.map(({ line, issues }) => ({ line, issues: toIssues(issues) }));
