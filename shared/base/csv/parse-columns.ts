import * as z from "zod";
import { mayHoldAccountNumber } from "../text/account-number.ts";
import { isOldWorkbook, isZip, parseWorkbook, WorkbookError } from "../xlsx/parse-workbook.ts";
import { decodeText, type EncodingChoice, nameOfEncoding, TEXT_ENCODINGS, type TextEncoding } from "./decode-text.ts";
import { type CsvRecord, parseTable, SEPARATORS, type Separator } from "./parse-table.ts";

/** A line of a file by its columns' names; or what is wrong with it as a line. */
export type NamedLine<Column extends string> =
  | { readonly line: number; readonly values: Readonly<Record<Column, string>> }
  | { readonly line: number; readonly wrong: string };

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
  readonly header: CsvRecord;
  readonly records: readonly CsvRecord[];
}

/** Why a file can't be read as a whole, and what to do; with the encodings to choose from, where that is the reason. */
export interface UnreadableFile {
  readonly line: number;
  readonly wrong: string;
  readonly choices?: readonly EncodingChoice[];
}

/** What is told of an uploaded file beside its columns. */
export interface FileSource {
  readonly encoding: FileEncoding;
  readonly separator: Separator;
  /** Columns that have a name and no meaning here: they are ignored. A name that may be an account number is not told. */
  readonly ignored: readonly string[];
}

/** `FileSource` as it is kept. */
export const fileSourceSchema = z.strictObject({
  encoding: z.enum([...TEXT_ENCODINGS, "xlsx"]),
  separator: z.enum(SEPARATORS),
  ignored: z.array(z.string()),
});

const MAX_BYTES = 5_000_000;

/** What a file's encoding is called: UTF-8, GB18030, XLSX. */
export const nameOfFileEncoding = (encoding: FileEncoding): string => (encoding === "xlsx" ? "XLSX" : nameOfEncoding(encoding));

/**
 * Opens an uploaded file, CSV or XLSX: its tables, each with its header apart from its records. Never throws. Reasons hold
 * nothing of what the lines say.
 */
export function openTables(bytes: Uint8Array, encoding?: TextEncoding): readonly OpenTable[] | UnreadableFile {
  if (bytes.length > MAX_BYTES) return { line: 1, wrong: `(whole): ${bytes.length} bytes are more than ${MAX_BYTES}; split the file` };
  if (isOldWorkbook(bytes))
    return {
      line: 1,
      wrong: "(whole): a workbook of an old format, or one with a password; save it as XLSX without a password, or as CSV",
    };
  const tables = isZip(bytes) ? sheetTables(bytes) : textTable(bytes, encoding);
  return "wrong" in tables || tables.length > 0 ? tables : { line: 1, wrong: "(whole): the file is empty" };
}

function textTable(bytes: Uint8Array, chosen: TextEncoding | undefined): readonly OpenTable[] | UnreadableFile {
  const decoded = decodeText(bytes, chosen);
  if (decoded.kind === "refused") return { line: 1, wrong: `(whole): ${decoded.reason}` };
  if (decoded.kind === "ambiguous") {
    const { choices } = decoded;
    const shown = choices.map(({ encoding, samples }) => `${encoding} (${samples.join(", ")})`).join(" or ");
    return { line: 1, wrong: `encoding: it can be read in two encodings, ${shown}; choose the one that is right`, choices };
  }
  const { separator, records } = parseTable(decoded.text);
  const [header, ...rest] = records;
  return header === undefined ? [] : [{ encoding: decoded.encoding, separator, header, records: rest }];
}

function sheetTables(bytes: Uint8Array): readonly OpenTable[] | UnreadableFile {
  try {
    return parseWorkbook(bytes).flatMap(({ rows: [header, ...records] }) =>
      header === undefined ? [] : [{ encoding: "xlsx", separator: ",", header, records } as const],
    );
  } catch (error) {
    if (error instanceof WorkbookError) return { line: 1, wrong: `(whole): ${error.message}` };
    throw error;
  }
}

/**
 * Reads a file, CSV or XLSX, whose header names its columns, in any order and by any of their names; further columns are
 * ignored, and told. Of a workbook every sheet with such a header is read. Never throws. Reasons hold nothing of what the
 * lines say.
 */
export function readColumns<Column extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Column, ColumnNames>>,
  encoding?: TextEncoding,
): (FileSource & { readonly lines: readonly NamedLine<Column>[] }) | UnreadableFile {
  const tables = openTables(bytes, encoding);
  if ("wrong" in tables) return tables;
  const read = tables.map((table) => ({ table, found: findColumns(table.header, columns) }));
  const matching = read.flatMap(({ table, found }) => ("wrong" in found ? [] : [{ table, found }]));
  const [first] = matching;
  if (first === undefined)
    return { line: read[0]?.table.header.line ?? 1, wrong: read.flatMap(({ found }) => ("wrong" in found ? found.wrong : []))[0] ?? "" };
  return {
    encoding: first.table.encoding,
    separator: first.table.separator,
    ignored: [...new Set(matching.flatMap(({ found }) => found.ignored))],
    lines: matching.flatMap(({ table, found }) => table.records.flatMap((record) => namedLine(record, found, columns))),
  };
}

/** A name as headers are compared: full-width and half-width alike, without case, spaces, hyphens and underscores. */
export const comparableName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");

interface FoundColumns<Column extends string> {
  /** By index. */
  readonly byIndex: ReadonlyMap<number, Column>;
  /** Indexes of columns that have a name: an unknown one too. */
  readonly named: ReadonlySet<number>;
  readonly ignored: readonly string[];
}

function findColumns<Column extends string>(
  header: CsvRecord,
  columns: Readonly<Record<Column, ColumnNames>>,
): FoundColumns<Column> | { readonly wrong: string } {
  const all = Object.entries<ColumnNames>(columns) as [Column, ColumnNames][];
  const expected = `header: expected the columns ${all
    .filter(([, { isOptional }]) => isOptional !== true)
    .map(nameInBoth)
    .join(", ")}`;
  if ("wrong" in header) return { wrong: expected };
  const known = new Map(all.flatMap(([column, { names }]) => [column, ...names].map((name) => [comparableName(name), column] as const)));
  const byIndex = new Map<number, Column>();
  const named = new Set<number>();
  const ignored: string[] = [];
  for (const [index, cell] of header.cells.entries()) {
    if (cell === "") continue;
    named.add(index);
    const column = namesIn(cell).flatMap((name) => known.get(name) ?? [])[0];
    if (column === undefined) ignored.push(mayHoldAccountNumber(cell) ? "…" : cell.slice(0, 40));
    else if ([...byIndex.values()].includes(column)) return { wrong: `header: the column ${column} stands twice; leave one` };
    else byIndex.set(index, column);
  }
  const present = new Set(byIndex.values());
  const isComplete = all.every(([column, { isOptional }]) => present.has(column) || isOptional === true);
  return isComplete ? { byIndex, named, ignored } : { wrong: expected };
}

/** A header's name as it stands; of one in both languages, "付款编号 Reference", each too. */
function namesIn(cell: string): string[] {
  const [, chinese, english] = /^([^A-Za-z]*\p{Script=Han}[^A-Za-z]*?)[\s/]+([A-Za-z].*)$/u.exec(cell) ?? [];
  return [cell, ...(chinese === undefined || english === undefined ? [] : [chinese, english])].map(comparableName);
}

const nameInBoth = ([column, { names }]: [string, ColumnNames]): string => (names[0] === undefined ? column : `${column} (${names[0]})`);

/** None where all columns that are needed are empty: a total, or a remark below the table. */
function namedLine<Column extends string>(
  record: CsvRecord,
  { byIndex, named }: FoundColumns<Column>,
  columns: Readonly<Record<Column, ColumnNames>>,
): NamedLine<Column>[] {
  const wrong = (line: number, reason: string): NamedLine<Column>[] => [{ line, wrong: reason }];
  if ("wrong" in record) return [record];
  const { line, cells } = record;
  const needed = [...byIndex].filter(([, column]) => columns[column].isOptional !== true);
  if (needed.every(([index]) => (cells[index] ?? "") === "") && cells.every((cell, index) => cell === "" || named.has(index))) return [];
  const unnamed = cells.findIndex((cell, index) => cell !== "" && !named.has(index));
  if (unnamed >= 0) return wrong(line, `column ${unnamed + 1}: a value, and no name in the header`);
  const values: Record<string, string> = {};
  for (const [index, column] of byIndex) {
    const cell = cells[index] ?? "";
    const damage = damageOf(cell);
    if (damage !== undefined) return wrong(line, `${column}: ${damage}`);
    values[column] = cell;
  }
  return [{ line, values: values as Record<Column, string> }];
}

/** What a spreadsheet left around a value, and what to do; undefined where nothing. */
export function damageOf(cell: string): string | undefined {
  if (/^="[^"]*"$/.test(cell))
    return 'a spreadsheet\'s formula (="…") stands around the value; format the column as text, and save it again';
  if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/.test(cell))
    return "a formula gave no value; mend it in the spreadsheet, or type the value";
  return /^['\u2018\u2019`]\d/.test(cell) ? "a spreadsheet's apostrophe stands before the value; remove it" : undefined;
}
