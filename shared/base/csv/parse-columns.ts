import * as z from "zod";
import { type Issue, type IssueCode, issue } from "../issues/issue.ts";
import { storedIssue } from "../issues/stored-issues.ts";
import { mayHoldAccountNumber } from "../text/account-number.ts";
import { isOldWorkbook, isZip, parseWorkbook, WorkbookError } from "../xlsx/parse-workbook.ts";
import { decodeText, type EncodingChoice, nameOfEncoding, TEXT_ENCODINGS, type TextEncoding } from "./decode-text.ts";
import { type CsvRecord, parseTable, type RowError, SEPARATORS, type Separator } from "./parse-table.ts";

/** Where a line stands: its number as an editor counts them, from 1, and its sheet in a workbook of which several are read. */
export interface LinePlace {
  readonly line: number;
  readonly sheet?: string;
}

/** A line of a file by its columns' names; or what is wrong with it as a line. */
export type NamedLine<Column extends string> = LinePlace &
  ({ readonly values: Readonly<Record<Column, string>> } | { readonly issue: Issue });

/** What is told of a line before its issues: the sheet, as each sheet counts its own lines. */
export const sheetIssue = ({ sheet }: LinePlace): Issue[] => (sheet === undefined ? [] : [issue("", "in-sheet", { sheet })]);

/** What is wrong with a line, told of where it stands. */
export const rowError = (place: LinePlace, issues: readonly Issue[]): RowError => ({
  line: place.line,
  issues: [...sheetIssue(place), ...issues],
});

/** The sheet that is told of the lines of a table: none where it is the only one that is read. */
export const sheetOf = ({ sheet }: Pick<OpenTable, "sheet">, count: number): Pick<LinePlace, "sheet"> =>
  count > 1 && sheet !== undefined ? { sheet: toldName(sheet) } : {};

/** A column: what it may be called, and whether a file may do without it. */
export interface ColumnNames {
  readonly names: readonly string[];
  readonly isOptional?: boolean;
}

/** How a file was encoded: a text's encoding, or as a workbook. */
export type FileEncoding = TextEncoding | "xlsx";

/** A table of a file: its records under its header. A CSV file is one, a workbook has one for each sheet. */
export interface OpenTable {
  readonly encoding: FileEncoding;
  /** Of a workbook always a comma. */
  readonly separator: Separator;
  /** Of a workbook. */
  readonly sheet?: string;
  readonly header: CsvRecord;
  readonly records: readonly CsvRecord[];
}

/** Why a file can't be read as a whole, and what to do; with the encodings to choose from, where that is the reason. */
export interface InvalidFile {
  readonly line: number;
  readonly issue: Issue;
  readonly choices?: readonly EncodingChoice[];
}

/** What is told of an uploaded file beside its columns. */
export interface FileSource {
  readonly encoding: FileEncoding;
  readonly separator: Separator;
  /** Columns that have a name and no meaning here: they are ignored. A name that may be an account number is not told. */
  readonly ignored: readonly string[];
  /** Of a workbook of which several sheets are read: their names, in its order. */
  readonly sheets?: readonly string[] | undefined;
  /** Sheets of a workbook that aren't read though their header is nearly right. */
  readonly skipped?: readonly SkippedSheet[] | undefined;
}

/** A sheet that looks like those that are read, and what is wrong with its header. */
export interface SkippedSheet {
  readonly sheet: string;
  readonly issue: Issue;
}

/** What is told of a workbook's sheets: those that are read where there are several, and those that nearly are. */
export const sheetsTold = (
  read: readonly Pick<OpenTable, "sheet">[],
  skipped: readonly (Pick<OpenTable, "sheet"> & { readonly issue: Issue })[],
): Pick<FileSource, "sheets" | "skipped"> => ({
  ...(read.length > 1 && { sheets: read.map(({ sheet = "" }) => toldName(sheet)) }),
  ...(skipped.length > 0 && { skipped: skipped.map(({ sheet = "", issue }) => ({ sheet: toldName(sheet), issue })) }),
});

/** Rows in the order of the file: by its sheets where several are read, then by line. */
export function inFileOrder(rows: readonly RowError[], { sheets = [] }: Pick<FileSource, "sheets"> = {}): RowError[] {
  const sheetAt = ({ issues: [first] }: RowError) => (first?.code === "in-sheet" ? sheets.indexOf(String(first.params.sheet)) : -1);
  return [...rows].sort((left, right) => sheetAt(left) - sheetAt(right) || left.line - right.line);
}

/** A file by its lines: those that can be read, and those that can't. */
export interface ParsedFile<Line> {
  readonly fileName: string;
  /** In the order of the file. */
  readonly lines: readonly Line[];
  /** Lines that are left out, and why; the whole file's reasons stand at line 1. */
  readonly wrong: readonly RowError[];
  /** How the file was read; none where it can't be read as a whole. */
  readonly source?: FileSource;
  /** The encodings that a person has to choose from, where it can be read in two. */
  readonly choices?: InvalidFile["choices"];
}

/** `FileSource` as it is kept. */
export const fileSourceSchema = z.strictObject({
  encoding: z.enum([...TEXT_ENCODINGS, "xlsx"]),
  separator: z.enum(SEPARATORS),
  ignored: z.array(z.string()),
  sheets: z.array(z.string()).optional(),
  skipped: z.array(z.strictObject({ sheet: z.string(), issue: storedIssue })).optional(),
});

const MAX_BYTES = 5_000_000;

/**
 * Opens an uploaded file, CSV or XLSX: its tables, each with its header apart from its records. Never throws. Issues hold
 * nothing of what the lines say.
 */
export function openTables(bytes: Uint8Array, encoding?: TextEncoding): readonly OpenTable[] | InvalidFile {
  if (bytes.length > MAX_BYTES) return { line: 1, issue: issue("", "file-too-large", { bytes: bytes.length, maximum: MAX_BYTES }) };
  if (isOldWorkbook(bytes))
    return {
      line: 1,
      issue: issue("", "workbook-old"),
    };
  const tables = isZip(bytes) ? sheetTables(bytes) : textTable(bytes, encoding);
  return "issue" in tables || tables.length > 0 ? tables : { line: 1, issue: issue("", "file-empty") };
}

function textTable(bytes: Uint8Array, chosen: TextEncoding | undefined): readonly OpenTable[] | InvalidFile {
  const decoded = decodeText(bytes, chosen);
  if (decoded.kind === "refused") return { line: 1, issue: decoded.issue };
  if (decoded.kind === "ambiguous") {
    const { choices } = decoded;
    const [first, second] = choices;
    const params = {
      first: nameOfEncoding(first.encoding),
      firstSamples: first.samples.join(", "),
      second: nameOfEncoding(second.encoding),
      secondSamples: second.samples.join(", "),
    };
    return { line: 1, issue: issue("encoding", "encoding-ambiguous", params), choices };
  }
  const { separator, records } = parseTable(decoded.text);
  const [header, ...rest] = records;
  return header === undefined ? [] : [{ encoding: decoded.encoding, separator, header, records: rest }];
}

function sheetTables(bytes: Uint8Array): readonly OpenTable[] | InvalidFile {
  try {
    return parseWorkbook(bytes).flatMap(({ name, rows: [header, ...records] }) =>
      header === undefined ? [] : [{ encoding: "xlsx", separator: ",", sheet: name, header, records } as const],
    );
  } catch (error) {
    if (error instanceof WorkbookError) return { line: 1, issue: error.issue };
    throw error;
  }
}

/**
 * Reads a file, CSV or XLSX, whose header names its columns, in any order and by any of their names; further columns are
 * ignored, and told. Of a workbook every sheet with such a header is read. Never throws. Issues hold nothing of what the
 * lines say.
 */
export function readColumns<Column extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Column, ColumnNames>>,
  encoding?: TextEncoding,
): (FileSource & { readonly lines: readonly NamedLine<Column>[] }) | InvalidFile {
  const tables = openTables(bytes, encoding);
  if ("issue" in tables) return tables;
  const read = tables.map((table) => ({ table, found: findColumns(table.header, columns) }));
  const matching = read.flatMap(({ table, found }) => ("issue" in found ? [] : [{ table, found }]));
  const [first] = matching;
  if (first === undefined) {
    const [wrong] = read.flatMap(({ table, found }) => ("issue" in found ? [{ line: table.header.line, issue: found.issue }] : []));
    return wrong ?? { line: 1, issue: issue("", "file-empty") };
  }
  const nearly = read.flatMap(({ table, found }) => ("issue" in found && found.nearly ? [{ ...table, issue: found.nearly }] : []));
  return {
    encoding: first.table.encoding,
    separator: first.table.separator,
    ignored: [...new Set(matching.flatMap(({ found }) => found.ignored))],
    ...sheetsTold(
      matching.map(({ table }) => table),
      nearly,
    ),
    lines: matching.flatMap(({ table, found }) => {
      const place = sheetOf(table, matching.length);
      return table.records.flatMap((record) => namedLine(record, found, columns)).map((line) => ({ ...line, ...place }));
    }),
  };
}

/** A name as headers are compared: full-width and half-width alike, without case, spaces, hyphens and underscores. */
export const comparableName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");

interface ColumnMap<Column extends string> {
  readonly byIndex: ReadonlyMap<number, Column>;
  /** Indexes of columns that have a name: an unknown one too. */
  readonly named: ReadonlySet<number>;
  readonly ignored: readonly string[];
}

function findColumns<Column extends string>(
  header: CsvRecord,
  columns: Readonly<Record<Column, ColumnNames>>,
): ColumnMap<Column> | { readonly issue: Issue; readonly nearly?: Issue } {
  const all = Object.entries<ColumnNames>(columns) as [Column, ColumnNames][];
  const needed = all.filter(([, { isOptional }]) => isOptional !== true);
  const namesOf = (some: typeof all) => some.map(nameInBoth).join(", ");
  const expected = { issue: issue("header", "columns-expected", { columns: namesOf(needed) }) };
  if ("issue" in header) return expected;
  const known = new Map(all.flatMap(([column, { names }]) => [column, ...names].map((name) => [comparableName(name), column] as const)));
  const byIndex = new Map<number, Column>();
  const named = new Set<number>();
  const ignored: string[] = [];
  for (const [index, cell] of header.cells.entries()) {
    if (cell === "") continue;
    named.add(index);
    const column = namesIn(cell).flatMap((name) => known.get(name) ?? [])[0];
    if (column === undefined) ignored.push(toldName(cell));
    else if ([...byIndex.values()].includes(column)) return nearlyAs(issue("header", "column-twice", { column }));
    else byIndex.set(index, column);
  }
  const present = new Set(byIndex.values());
  const missing = needed.filter(([column]) => !present.has(column));
  if (missing.length === 0) return { byIndex, named, ignored };
  const isNear = missing.length * 2 <= needed.length;
  return { ...expected, ...(isNear && { nearly: issue("header", "columns-missing", { columns: namesOf(missing) }) }) };
}

const nearlyAs = (found: Issue) => ({ issue: found, nearly: found });

/** A name in Chinese and one in Latin letters, in either order, parted by a blank, a line break, a slash or brackets. */
const IN_BOTH = [
  /^([^A-Za-z]*\p{Script=Han}[^A-Za-z]*?)[\s/|(]+([A-Za-z][^\p{Script=Han}]*?)[\s)]*$/u,
  /^([A-Za-z][^\p{Script=Han}]*?)[\s/|(]+([^A-Za-z\s]*\p{Script=Han}[^A-Za-z]*?)[\s)]*$/u,
];

/** What a header's cell may be called, comparable: as it stands; and of one in both languages, "账号 (Account)", each too. */
export function namesIn(cell: string): string[] {
  const plain = cell.normalize("NFKC");
  return [plain, ...IN_BOTH.flatMap((both) => both.exec(plain)?.slice(1) ?? [])].map(comparableName);
}

const nameInBoth = ([column, { names }]: [string, ColumnNames]): string => (names[0] === undefined ? column : `${column} (${names[0]})`);

/** A name from a file as it may be told: one that may be an account number is not. */
const toldName = (name: string): string => (mayHoldAccountNumber(name) ? "…" : name.slice(0, 40));

/** None where all columns that are needed are empty: a total, or a remark below the table. */
function namedLine<Column extends string>(
  record: CsvRecord,
  { byIndex, named }: ColumnMap<Column>,
  columns: Readonly<Record<Column, ColumnNames>>,
): NamedLine<Column>[] {
  const wrong = (line: number, found: Issue): NamedLine<Column>[] => [{ line, issue: found }];
  if ("issue" in record) return [record];
  const { line, cells } = record;
  const needed = [...byIndex].filter(([, column]) => columns[column].isOptional !== true);
  if (needed.every(([index]) => (cells[index] ?? "") === "") && cells.every((cell, index) => cell === "" || named.has(index))) return [];
  const unnamed = cells.findIndex((cell, index) => cell !== "" && !named.has(index));
  if (unnamed >= 0) return wrong(line, issue("", "column-unnamed", { column: unnamed + 1 }));
  const values: Record<string, string> = {};
  for (const [index, column] of byIndex) {
    const cell = cells[index] ?? "";
    const damage = damageOf(cell);
    if (damage !== undefined) return wrong(line, issue(column, damage));
    values[column] = cell;
  }
  return [{ line, values: values as Record<Column, string> }];
}

/** What a spreadsheet left around a value; undefined where nothing. */
export function damageOf(cell: string): IssueCode | undefined {
  if (/^="[^"]*"$/.test(cell)) return "spreadsheet-formula";
  if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/.test(cell)) return "formula-without-value";
  return /^['\u2018\u2019`]\d/.test(cell) ? "spreadsheet-apostrophe" : undefined;
}
