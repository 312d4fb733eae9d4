import { parse } from "csv-parse/sync";
import { type Issue, issue } from "../issues/issue.ts";
import { mayHoldAccountNumber } from "../text/account-number.ts";

/** A record of a CSV: its cells without white space around them; or what is wrong with its quotes. `line` is where it begins, from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly issue: Issue };

export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** The records of a CSV, blank ones left out. */
export interface CsvTable {
  readonly separator: Separator;
  readonly records: readonly CsvRecord[];
}

const DECLARATION = /^[ "]*sep *= *([,;\t|])"?[ ,;\t|]*$/i;

/** A record with more lines has a quote left open. */
const MAX_LINES_OF_RECORD = 100;

/**
 * Parses CSV as RFC 4180 has it: a cell in quotes may hold line breaks, separators and doubled quotes. Excel's first line
 * "sep=;" names the separator, also where a program has filled it up with separators or put it in quotes; otherwise it is what the header holds most of. Each record is parsed by itself, so that a
 * quote left open spoils no other line.
 */
export function parseTable(text: string): CsvTable {
  const lines = text.split(/\r\n|\n|\r/);
  const declared = DECLARATION.exec(lines[0] ?? "")?.[1] as Separator | undefined;
  const first = declared === undefined ? 0 : 1;
  const separator = declared ?? separatorOf(lines.find((line) => line.trim() !== "") ?? "");
  const records: CsvRecord[] = [];
  for (let at = first; at < lines.length; ) {
    const count = linesOfRecord(lines, at);
    const record = parseRecord(lines.slice(at, at + count).join("\n"), at + 1, separator);
    // Where several lines make no record, the first is wrong, and the others stand for themselves.
    const isWrong = record !== undefined && "issue" in record;
    if (record !== undefined) records.push(record);
    at += isWrong ? 1 : count;
  }
  return { separator, records };
}

/** What separates the cells of a header: what stands in it most often, outside of quotes. */
function separatorOf(header: string): Separator {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  const count = (separator: string) => bare.split(separator).length;
  return SEPARATORS.reduce((most, each) => (count(each) > count(most) ? each : most));
}

/** How many lines belong together: quotes come in pairs within a record. */
function linesOfRecord(lines: readonly string[], start: number): number {
  let quotes = 0;
  for (let at = start; at < lines.length && at < start + MAX_LINES_OF_RECORD; at += 1) {
    quotes += (lines[at] ?? "").split('"').length - 1;
    if (quotes % 2 === 0) return at - start + 1;
  }
  return 1;
}

function parseRecord(content: string, line: number, delimiter: Separator): CsvRecord | undefined {
  // Most lines have no quotes.
  if (!content.includes('"')) return filled(content.split(delimiter), line);
  try {
    const [cells = []] = parse(content, { delimiter, trim: true, relax_column_count: true }) as string[][];
    return filled(cells, line);
  } catch {
    // The parser's message may hold what stands in the line.
    return { line, issue: issue("", "quotes-unbalanced") };
  }
}

function filled(cells: readonly string[], line: number): CsvRecord | undefined {
  const trimmed = cells.map((cell) => cell.trim());
  return trimmed.every((cell) => cell === "") ? undefined : { line, cells: trimmed };
}

/** A row of a file that is invalid, and why. */
export interface RowError {
  /** As an editor counts lines, from 1; what is wrong with the whole file stands at its first. */
  readonly line: number;
  readonly issues: readonly Issue[];
}

/** What a file is called, where no account number stands in its name. */
export const sourceOf = (fileName: string): string => (mayHoldAccountNumber(fileName) ? "…" : fileName.slice(0, 180));
