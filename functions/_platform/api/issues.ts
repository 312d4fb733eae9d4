import type { FileSource } from "../../../shared/base/csv/open-tables.ts";
import type { RowError } from "../../../shared/base/csv/parse-table.ts";
import type { Refusal } from "../../../shared/base/issues/issue.ts";
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

/** How an uploaded file was read; of a bank report its tables. */
export const toSource = (sources: readonly FileSource[] = []) => ({
  encoding: sources[0]?.encoding,
  ignoredColumns: [...new Set(sources.flatMap(({ ignored }) => ignored))],
  skippedSheets: sources.flatMap(({ skipped = [] }) => skipped.map(({ sheet, issue }) => ({ sheet, issue: toIssue(issue) }))),
});

/** Rows of a file that are left out. */
export const toRowErrors = (errors: readonly RowError[]) => errors.map(({ line, issues }) => ({ line, issues: toIssues(issues) }));
