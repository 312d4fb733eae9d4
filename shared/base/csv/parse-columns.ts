import { type CsvLine, csvLines, decodeText, separatorOf } from "./csv-text.ts";

/** A line of a file by its columns' names; or what is wrong with it as a line. */
export type NamedLine<Column extends string> =
  | { readonly line: number; readonly values: Readonly<Record<Column, string>> }
  | { readonly line: number; readonly wrong: string };

/** A column: what it may be called, and whether a file may do without it. */
export interface ColumnNames {
  readonly names: readonly string[];
  readonly isOptional?: boolean;
}

const MOST_BYTES = 4_000_000;

/**
 * Reads a CSV file whose header names its columns, in any order and by any of their names. Never throws. Reasons hold
 * nothing of what the lines say.
 */
export function readColumns<Column extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<Column, ColumnNames>>,
): { readonly lines: readonly NamedLine<Column>[] } | { readonly line: number; readonly wrong: string } {
  if (bytes.length > MOST_BYTES) return { line: 1, wrong: `(whole): ${bytes.length} bytes are more than ${MOST_BYTES}; split the file` };
  const decoded = decodeText(bytes);
  if (decoded === undefined) return { line: 1, wrong: "(whole): neither UTF-8 nor GB18030; save it as CSV UTF-8" };
  const separator = separatorOf(decoded.text.split(/[\r\n]+/).find((line) => line.trim() !== "") ?? "");
  const [header, ...rest] = csvLines(decoded.text, separator);
  if (header === undefined) return { line: 1, wrong: "(whole): the file is empty" };
  const places = placesOf(header, columns);
  if ("wrong" in places) return { line: header.line, wrong: places.wrong };
  const filled = rest.filter((line) => "wrong" in line || line.cells.some((cell) => cell !== ""));
  return { lines: filled.map((line) => namedLine(line, places.of)) };
}

function placesOf<Column extends string>(
  header: CsvLine,
  columns: Readonly<Record<Column, ColumnNames>>,
): { readonly of: ReadonlyMap<number, Column> } | { readonly wrong: string } {
  const all = Object.entries<ColumnNames>(columns) as [Column, ColumnNames][];
  const expected = `header: expected the columns ${all.map(([column]) => column).join(", ")}`;
  if ("wrong" in header) return { wrong: expected };
  const of = new Map<number, Column>();
  for (const [place, cell] of header.cells.entries()) {
    if (cell === "") continue;
    const found = all.find(([column, { names }]) => [column, ...names].some((name) => name.toLowerCase() === cell.toLowerCase()));
    if (found === undefined || [...of.values()].includes(found[0])) return { wrong: expected };
    of.set(place, found[0]);
  }
  const named = new Set(of.values());
  return all.every(([column, { isOptional }]) => named.has(column) || isOptional === true) ? { of } : { wrong: expected };
}

function namedLine<Column extends string>(line: CsvLine, of: ReadonlyMap<number, Column>): NamedLine<Column> {
  // What the parser says of a quote may hold what stands behind it.
  if ("wrong" in line) return { line: line.line, wrong: "(whole): its quotes are not in order; save the file as CSV again" };
  const unnamed = line.cells.findIndex((cell, place) => cell !== "" && !of.has(place));
  if (unnamed >= 0) return { line: line.line, wrong: `column ${unnamed + 1}: a value, and no name in the header` };
  const values = Object.fromEntries([...of].map(([place, column]) => [column, line.cells[place] ?? ""]));
  return { line: line.line, values: values as Record<Column, string> };
}
