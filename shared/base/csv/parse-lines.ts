import type { Issue } from "../issues/issue.ts";
import type { TextEncoding } from "./decode-text.ts";
import type { ParsedFile } from "./open-tables.ts";
import { type ColumnNames, type LinePlace, type NamedLine, readColumns, rowError } from "./parse-columns.ts";
import type { RowError } from "./parse-table.ts";

/** A file whose rows are lines of one kind. */
export interface LineFormat<Column extends string, Line> {
  readonly columns: Readonly<Record<Column, ColumnNames>>;
  /** Reads a line by its named values. */
  parse(values: Readonly<Record<Column, string>>): { readonly line?: Line; readonly issues: readonly Issue[] };
  /** What no two lines may have alike. */
  keyOf(line: Line): string;
  /** What is said of a line whose key an earlier one has. */
  repeated(earlier: LinePlace): Issue;
}

/** Reads a file line by line: one that can't be read holds none of the others up. Never throws. @param encoding as a person chose it. */
export function parseLines<Column extends string, Line extends object>(
  bytes: Uint8Array,
  fileName: string,
  format: LineFormat<Column, Line>,
  encoding?: TextEncoding,
): ParsedFile<Line & LinePlace> {
  const read = readColumns<Column>(bytes, format.columns, encoding);
  if ("issue" in read)
    return { fileName, lines: [], wrong: [{ line: read.line, issues: [read.issue] }], ...(read.choices && { choices: read.choices }) };
  const { lines: records, ...source } = read;
  const lines: (Line & LinePlace)[] = [];
  const wrong: RowError[] = [];
  const given = new Map<string, LinePlace>();
  const parseRecord = (record: NamedLine<Column>) => ("issue" in record ? { issues: [record.issue] } : format.parse(record.values));
  for (const record of records) {
    const { line, issues }: { readonly line?: Line; readonly issues: readonly Issue[] } = parseRecord(record);
    const earlier = line && given.get(format.keyOf(line));
    if (line === undefined || issues.length > 0) wrong.push(rowError(record, issues));
    else if (earlier !== undefined) wrong.push(rowError(record, [format.repeated(earlier)]));
    else {
      const place = { line: record.line, ...(record.sheet !== undefined && { sheet: record.sheet }) };
      given.set(format.keyOf(line), place);
      lines.push({ ...place, ...line });
    }
  }
  return { fileName, lines, wrong, source };
}
