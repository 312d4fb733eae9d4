import type { RowError } from "../base/csv/parse-table.ts";
import { ownValue } from "../base/json/own-value.ts";
import { col, num, table } from "./table.ts";
import { type Block, paragraph } from "./view.ts";
import type { IssueWriter, Writer } from "./writer.ts";

/** Rows of a file that are left out, each with what is wrong and where. @param labels what its columns are called. */
export function rowErrorsBlocks(
  errors: readonly RowError[],
  labels: Readonly<Record<string, string>>,
  writer: Writer & IssueWriter,
): Block[] {
  const words = writer.words.rowErrors;
  const labelOf = (path: string): string => (path === "header" ? words.header : (ownValue(labels, path) ?? path));
  return [
    paragraph(words.intro),
    table({ id: "wrong-lines", caption: words.title }, errors, [
      num(writer.words.line, ({ line }) => writer.count(line)),
      col(words.reason, ({ issues }) =>
        writer.text(issues.map((issue) => writer.formatIssue(issue, labelOf)).join(writer.words.joins.list)),
      ),
    ]),
  ];
}
