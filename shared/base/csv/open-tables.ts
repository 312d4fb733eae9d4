import * as z from "zod";
import { type Issue, issue } from "../issues/issue.ts";
import { storedIssue } from "../issues/stored-issues.ts";
import { mayHoldAccountNumber } from "../text/account-number.ts";
import { isOldWorkbook, isZip, parseWorkbook, WorkbookError } from "../xlsx/parse-workbook.ts";
import { decodeText, type EncodingChoice, nameOfEncoding, TEXT_ENCODINGS, type TextEncoding } from "./decode-text.ts";
import { type CsvRecord, parseTable, type RowError, SEPARATORS, type Separator } from "./parse-table.ts";

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

/** A name from a file as it may be told: one that may be an account number is not. */
export const toldName = (name: string): string => (mayHoldAccountNumber(name) ? "…" : name.slice(0, 40));
