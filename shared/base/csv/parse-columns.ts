import { type Issue, type IssueCode, issue } from "../issues/issue.ts";
import type { TextEncoding } from "./decode-text.ts";
import { type FileSource, type InvalidFile, type OpenTable, openTables, sheetsTold, toldName } from "./open-tables.ts";
import type { CsvRecord, RowError } from "./parse-table.ts";

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
