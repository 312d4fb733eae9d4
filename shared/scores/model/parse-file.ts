import type { Month } from "../../base/calendar/month.ts";
import { parseMonth } from "../../base/calendar/parse-day.ts";
import type { TextEncoding } from "../../base/csv/decode-text.ts";
import { type FileSource, type InvalidFile, type OpenTable, openTables, sheetsTold } from "../../base/csv/open-tables.ts";
import { comparableName, damageOf, type LinePlace, namesIn, rowError, sheetOf } from "../../base/csv/parse-columns.ts";
import type { CsvRecord, RowError } from "../../base/csv/parse-table.ts";
import { type Issue, issue } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { attributesSchema, TENURE } from "../../engine/facts/attributes.ts";
import { name } from "../../engine/facts/fields.ts";

/** Whose scores: an advisor's or a store's. */
export type ScoreSubject = { readonly advisorId: string } | { readonly storeId: string };

/** A line of a file that can be read. Values are decimals as text, by attribute; empty cells are left out. */
export interface ScoresLine extends LinePlace {
  readonly subject: ScoreSubject;
  readonly month: Month;
  readonly values: Readonly<Record<string, string>>;
}

/** Scores as a file has them. `ignored`: columns that can't be scores, as their names aren't those of attributes. */
export interface ScoresFile extends FileSource {
  readonly fileName: string;
  /** Of the headers, in their order. */
  readonly attributes: readonly string[];
  readonly lines: readonly ScoresLine[];
  /** What is wrong with the whole file stands at line 1. */
  readonly wrong: readonly RowError[];
  /** The encodings that a person has to choose from, where it can be read in two. */
  readonly choices?: InvalidFile["choices"];
}

const MAX_CELLS = 50_000;
/** As much of what was typed is told. */
const MAX_NAME_LENGTH = 64;

/**
 * Reads a CSV file or a workbook of scores: advisorId or storeId, month, and an attribute for each further column, in any order. Never
 * throws. @param encoding as a person chose it.
 */
export function readScoresFile(bytes: Uint8Array, fileName: string, encoding?: TextEncoding): ScoresFile {
  const nothing = { fileName, encoding: "utf-8", separator: ",", ignored: [], attributes: [], lines: [] } as const;
  const wholly = (found: Issue, line = 1): ScoresFile => ({ ...nothing, ...opened, wrong: [{ line, issues: [found] }] });
  const tables = openTables(bytes, encoding);
  let opened: Pick<ScoresFile, "encoding" | "separator"> | undefined;
  if ("issue" in tables) return { ...wholly(tables.issue, tables.line), ...(tables.choices && { choices: tables.choices }) };
  const [first] = tables;
  if (first === undefined) return wholly(issue("", "file-empty"));
  const source = { encoding: first.encoding, separator: first.separator };
  opened = source;
  const found = scoreSheets(tables);
  if ("issue" in found) return wholly(found.issue, found.line);
  const { sheets, skipped } = found;
  const records = sheets.flatMap(recordsOf);
  const cells = records.reduce((count, { record, columns }) => count + ("cells" in record ? scoresIn(record.cells, columns) : 0), 0);
  if (cells > MAX_CELLS) return wholly(issue("", "too-many-scores", { count: cells, maximum: MAX_CELLS }));
  const lines: ScoresLine[] = [];
  const wrong: RowError[] = [];
  const given = new Map<string, LinePlace>();
  for (const { place, record, columns } of records) {
    const read = readLine(place, record, columns);
    const issues = "issues" in read ? read.issues : twice(place, read, given);
    if (issues.length > 0) wrong.push(rowError(place, issues));
    else if ("subject" in read) lines.push(read);
  }
  const ignored = [...new Set(sheets.flatMap(({ columns }) => columns.ignored))];
  const attributes = [...new Set(sheets.flatMap(({ columns }) => [...columns.attributes.values()]))];
  return { fileName, ...source, ignored, ...sheetsTold(sheets, skipped), attributes, lines, wrong };
}

/** A table of scores, with what its columns mean. */
type ScoreSheet = Pick<OpenTable, "records" | "sheet"> & { readonly columns: Columns };

/** Of a workbook all sheets with a header of scores: of advisors, or of stores. */
function scoreSheets(
  tables: readonly OpenTable[],
):
  | { readonly sheets: readonly ScoreSheet[]; readonly skipped: readonly (OpenTable & { readonly issue: Issue })[] }
  | { readonly line: number; readonly issue: Issue } {
  const read = tables.map((table) => ({ table, columns: readHeader(table.header) }));
  const sheets = read.flatMap(({ table, columns }) => ("issue" in columns ? [] : [{ ...table, columns }]));
  const [invalid] = read.flatMap(({ table, columns }) => ("issue" in columns ? [{ line: table.header.line, issue: columns.issue }] : []));
  if (sheets.length === 0 && invalid !== undefined) return invalid;
  const subjects = new Set(sheets.map(({ columns }) => columns.subject));
  if (subjects.size > 1) return { line: 1, issue: issue("", "scores-sheets-mixed") };
  const skipped = read.flatMap(({ table, columns }) =>
    "issue" in columns && isNearlyScores(table) ? [{ ...table, issue: columns.issue }] : [],
  );
  return { sheets, skipped };
}

const recordsOf = ({ columns, records, ...table }: ScoreSheet, _: number, { length }: readonly ScoreSheet[]) =>
  records.map((record) => ({ place: { line: record.line, ...sheetOf(table, length) }, record, columns }));

interface Columns {
  readonly subject: "advisorId" | "storeId";
  /** Where in a line the subject and the month stand, from 0. */
  readonly subjectAt: number;
  readonly monthAt: number;
  /** By index. */
  readonly attributes: ReadonlyMap<number, string>;
  readonly ignored: readonly string[];
  /** Indexes of columns that have a name: an unknown one too. */
  readonly named: ReadonlySet<number>;
}

const scoresIn = (cells: readonly string[], { attributes }: Columns): number =>
  [...attributes.keys()].filter((index) => (cells[index] ?? "") !== "").length;

/** What the columns of whose and when may be called. */
const NAMES = {
  advisorId: ["advisorId", "顾问编号", "编号", "advisor"],
  storeId: ["storeId", "门店编号", "store"],
  month: ["month", "月份", "评分月份"],
} as const;

const isCalled = (cell: string, names: readonly string[]): boolean => {
  const called = namesIn(cell);
  return names.some((name) => called.includes(comparableName(name)));
};

/** Whether a header without scores names whose or when: it may be one of scores with a mistake in it. */
const isNearlyScores = ({ header }: OpenTable): boolean =>
  "cells" in header && header.cells.some((cell) => Object.values(NAMES).some((names) => isCalled(cell, names)));

function readHeader(header: CsvRecord): Columns | { readonly issue: Issue } {
  if ("issue" in header) return header;
  const { cells } = header;
  const placesOf = (names: readonly string[]) => cells.flatMap((cell, index) => (isCalled(cell, names) ? [index] : []));
  const [advisors, stores, months] = [placesOf(NAMES.advisorId), placesOf(NAMES.storeId), placesOf(NAMES.month)];
  const [subjectAt] = [...advisors, ...stores];
  const [monthAt] = months;
  if (subjectAt === undefined || monthAt === undefined || advisors.length + stores.length > 1 || months.length > 1)
    return { issue: issue("header", "scores-header-expected") };
  const others = cells.flatMap((cell, index) =>
    cell !== "" && index !== subjectAt && index !== monthAt ? [[index, cell.normalize("NFKC")] as const] : [],
  );
  // An attribute's name is of ASCII letters: a column that is named in Chinese is for people.
  const ignored = others.filter(([, cell]) => /[^\p{ASCII}]/u.test(cell)).map(([, cell]) => cell.slice(0, 40));
  const attributes = new Map(others.filter(([, cell]) => !/[^\p{ASCII}]/u.test(cell)));
  if (attributes.size === 0) return { issue: issue("header", "scores-column-missing") };
  const found = attributesIssue([...attributes.values()]);
  if (found !== undefined) return { issue: found };
  const named = new Set(cells.flatMap((cell, index) => (cell === "" ? [] : [index])));
  return { subject: advisors.length > 0 ? "advisorId" : "storeId", subjectAt, monthAt, attributes, ignored, named };
}

function attributesIssue(attributes: readonly string[]): Issue | undefined {
  for (const [index, each] of attributes.entries()) {
    if (!parse(name, each).ok) return issue("header", "scores-column-name", { name: each.slice(0, MAX_NAME_LENGTH) });
    if (each === TENURE) return issue("header", "attribute-built-in", { attribute: TENURE });
    // Names of attributes that differ by case or hyphens alone are one, typed twice.
    if (attributes.findIndex((other) => comparableName(other) === comparableName(each)) !== index)
      return issue("header", "column-twice", { column: each });
  }
  return undefined;
}

function readLine(place: LinePlace, record: CsvRecord, columns: Columns): ScoresLine | { readonly issues: readonly Issue[] } {
  if ("issue" in record) return { issues: [record.issue] };
  const { cells } = record;
  const { subject, subjectAt, monthAt, attributes, named } = columns;
  const unnamed = cells.flatMap((cell, index) => (cell !== "" && !named.has(index) ? [index + 1] : []));
  if (unnamed.length > 0) return { issues: unnamed.map((column) => issue("", "column-unnamed", { column })) };
  const damaged = [[subjectAt, subject] as const, [monthAt, "month"] as const, ...attributes].flatMap(([index, name]) => {
    const damage = damageOf(cells[index] ?? "");
    return damage === undefined ? [] : [issue(name, damage)];
  });
  if (damaged.length > 0) return { issues: damaged };
  const [subjectId = "", typed = ""] = [cells[subjectAt], cells[monthAt]];
  const month = parseMonth(typed) ?? typed;
  const values = Object.fromEntries(
    [...attributes].flatMap(([index, each]) => (cells[index] ? [[each, cells[index].normalize("NFKC")]] : [])),
  );
  const parsed = parse(attributesSchema, { [subject]: subjectId, month, values, revision: 1 });
  if (!parsed.ok) return { issues: parsed.issues.map((each) => asTyped(each, typed)) };
  if (Object.keys(values).length === 0) return { issues: [issue("", "score-missing")] };
  return { ...place, subject: subject === "advisorId" ? { advisorId: subjectId } : { storeId: subjectId }, month, values };
}

/** Fields as the file calls them. What was typed belongs to a reason: a spreadsheet shows something else. */
function asTyped({ path, ...found }: Issue, month: string): Issue {
  // In JSON a decimal stands in quotes; in a file it doesn't.
  if (found.code === "decimal-expected") return issue(path.replace(/^values\./, ""), "score-decimal-expected");
  if (path === "month") return issue("month", "month-malformed", { given: month.slice(0, MAX_NAME_LENGTH) });
  return { ...found, path: path.replace(/^values\./, "") };
}

/** Which of a line's scores an earlier line has given. */
function twice(place: LinePlace, { subject, month, values }: ScoresLine, given: Map<string, LinePlace>): Issue[] {
  return Object.keys(values).flatMap((each) => {
    const key = JSON.stringify([subject, month, each]);
    const earlier = given.get(key);
    if (earlier === undefined) given.set(key, place);
    return earlier === undefined ? [] : [issue(each, "score-repeated", { ...earlier })];
  });
}
