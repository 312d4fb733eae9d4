import { mayHoldAccountNumber } from "../text/account-number.ts";
import { decodeText, type EncodingChoice, type TextEncoding } from "./decode-text.ts";
import { type CsvRecord, parseTable, type Separator } from "./parse-table.ts";

/** A line of a file by its columns' names; or what is wrong with it as a line. */
export type NamedLine<Column extends string> =
  | { readonly line: number; readonly values: Readonly<Record<Column, string>> }
  | { readonly line: number; readonly wrong: string };

/** A column: what it may be called, and whether a file may do without it. */
export interface ColumnNames {
  readonly names: readonly string[];
  readonly isOptional?: boolean;
}

/** A file's records under its header. */
export interface OpenTable {
  readonly encoding: TextEncoding;
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

/** What is taken of an uploaded file beside its columns. */
export interface FileSource {
  readonly encoding: TextEncoding;
  readonly separator: Separator;
  /** Columns that have a name and no meaning here: they are ignored. A name that may be an account number is not told. */
  readonly ignored: readonly string[];
}

const MAX_BYTES = 5_000_000;

/** Opens a CSV file: decodes it and parts its header from its records. Never throws. Reasons hold nothing of what the lines say. */
export function openTable(bytes: Uint8Array, encoding?: TextEncoding): OpenTable | UnreadableFile {
  if (bytes.length > MAX_BYTES) return { line: 1, wrong: `(whole): ${bytes.length} bytes are more than ${MAX_BYTES}; split the file` };
  const decoded = decodeText(bytes, encoding);
  if (decoded.kind === "refused") return { line: 1, wrong: `(whole): ${decoded.reason}` };
  if (decoded.kind === "ambiguous") {
    const { choices } = decoded;
    const shown = choices.map(({ encoding, samples }) => `${encoding} (${samples.join(", ")})`).join(" or ");
    return { line: 1, wrong: `encoding: it can be read in two encodings, ${shown}; choose the one that is right`, choices };
  }
  const { separator, records } = parseTable(decoded.text);
  const [header, ...rest] = records;
  if (header === undefined) return { line: 1, wrong: "(whole): the file is empty" };
  return { encoding: decoded.encoding, separator, header, records: rest };
}

/**
 * Reads a CSV file whose header names its columns, in any order and by any of their names; further columns are ignored, and
 * told. Never throws. Reasons hold nothing of what the lines say.
 */
export function readColumns<Column extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Column, ColumnNames>>,
  encoding?: TextEncoding,
): (FileSource & { readonly lines: readonly NamedLine<Column>[] }) | UnreadableFile {
  const table = openTable(bytes, encoding);
  if ("wrong" in table) return table;
  const found = findColumns(table.header, columns);
  if ("wrong" in found) return { line: table.header.line, wrong: found.wrong };
  return {
    encoding: table.encoding,
    separator: table.separator,
    ignored: found.ignored,
    lines: table.records.map((record) => namedLine(record, found)),
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
    const column = known.get(comparableName(cell));
    if (column === undefined) ignored.push(mayHoldAccountNumber(cell) ? "…" : cell.slice(0, 40));
    else if ([...byIndex.values()].includes(column)) return { wrong: `header: the column ${column} stands twice; leave one` };
    else byIndex.set(index, column);
  }
  const present = new Set(byIndex.values());
  const isComplete = all.every(([column, { isOptional }]) => present.has(column) || isOptional === true);
  return isComplete ? { byIndex, named, ignored } : { wrong: expected };
}

const nameInBoth = ([column, { names }]: [string, ColumnNames]): string => (names[0] === undefined ? column : `${column} (${names[0]})`);

function namedLine<Column extends string>(record: CsvRecord, { byIndex, named }: FoundColumns<Column>): NamedLine<Column> {
  if ("wrong" in record) return record;
  const { line, cells } = record;
  const unnamed = cells.findIndex((cell, index) => cell !== "" && !named.has(index));
  if (unnamed >= 0) return { line, wrong: `column ${unnamed + 1}: a value, and no name in the header` };
  const values: Record<string, string> = {};
  for (const [index, column] of byIndex) {
    const cell = cells[index] ?? "";
    const damage = damageOf(cell);
    if (damage !== undefined) return { line, wrong: `${column}: ${damage}` };
    values[column] = cell;
  }
  return { line, values: values as Record<Column, string> };
}

/** What a spreadsheet left around a value, and what to do; undefined where nothing. */
export function damageOf(cell: string): string | undefined {
  if (/^="[^"]*"$/.test(cell))
    return 'a spreadsheet\'s formula (="…") stands around the value; format the column as text, and save it again';
  return /^['\u2018\u2019`]\d/.test(cell) ? "a spreadsheet's apostrophe stands before the value; remove it" : undefined;
}
