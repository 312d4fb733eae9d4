import type { Month } from "../../base/calendar/month.ts";
import { type CsvLine, csvLines, decodeText, separatorOf } from "../../base/csv/csv-text.ts";
import { read } from "../../base/issues/parse.ts";
import { attributesSchema, TENURE } from "../../engine/facts/attributes.ts";
import { name } from "../../engine/facts/fields.ts";

/** Whose scores: an advisor's or a store's. */
export type ScoreSubject = { readonly advisorId: string } | { readonly storeId: string };

/** A line of a file that can be read. Values are decimals as text, by attribute; empty cells are left out. */
export interface ScoresLine {
  /** As an editor counts them, from 1. */
  readonly line: number;
  readonly subject: ScoreSubject;
  readonly month: Month;
  readonly values: Readonly<Record<string, string>>;
}

/** A line that can't be read. */
export interface WrongLine {
  readonly line: number;
  readonly reasons: readonly string[];
}

/** Scores as a file has them. */
export interface ScoresFile {
  readonly fileName: string;
  readonly encoding: "utf-8" | "utf-16le" | "gb18030";
  readonly separator: "," | ";" | "\t";
  /** Of the header, in its order. */
  readonly attributes: readonly string[];
  readonly lines: readonly ScoresLine[];
  /** The whole file's reasons stand at line 1. */
  readonly wrong: readonly WrongLine[];
}

const MOST_BYTES = 5_000_000;
const MOST_CELLS = 50_000;
const HEADER = "expected advisorId or storeId, then month, then a name for each column of scores, such as advisorId,month,serviceScore";

/** Reads a CSV file of scores: advisorId or storeId, month, and an attribute for each further column. Never throws. */
export function readScoresFile(bytes: Uint8Array, fileName: string): ScoresFile {
  const nothing = { fileName, encoding: "utf-8", separator: ",", attributes: [], lines: [] } as const;
  const wholly = (reason: string, line = 1): ScoresFile => ({ ...nothing, wrong: [{ line, reasons: [reason] }] });
  if (bytes.length > MOST_BYTES) return wholly(`(whole): ${bytes.length} bytes are more than ${MOST_BYTES}; split the file`);
  const decoded = decodeText(bytes);
  if (decoded === undefined) return wholly("(whole): neither UTF-8 nor GB18030; save it as CSV UTF-8");
  const { text, encoding } = decoded;
  const separator = separatorOf(text.split(/[\r\n]+/).find((line) => line.trim() !== "") ?? "");
  const [header, ...rest] = csvLines(text, separator);
  if (header === undefined) return wholly("(whole): the file is empty");
  const columns = readHeader(header);
  if ("wrong" in columns) return wholly(columns.wrong, header.line);
  const cells = rest.reduce((count, line) => count + ("cells" in line ? line.cells.slice(2).filter((cell) => cell !== "").length : 0), 0);
  if (cells > MOST_CELLS) return wholly(`(whole): ${cells} scores are more than ${MOST_CELLS}; split the file`);
  const lines: ScoresLine[] = [];
  const wrong: WrongLine[] = [];
  const given = new Map<string, number>();
  for (const each of rest) {
    if ("cells" in each && each.cells.every((cell) => cell === "")) continue;
    const read = readLine(each, columns);
    const reasons = "reasons" in read ? read.reasons : twice(read, given);
    if (reasons.length > 0) wrong.push({ line: each.line, reasons });
    else if ("subject" in read) lines.push(read);
  }
  return { fileName, encoding, separator, attributes: columns.attributes.filter((each) => each !== ""), lines, wrong };
}

interface Columns {
  readonly subject: "advisorId" | "storeId";
  /** By column; "" where the header has no name, as spreadsheets leave them at the end. */
  readonly attributes: readonly string[];
}

function readHeader(header: CsvLine): Columns | { readonly wrong: string } {
  if ("wrong" in header) return { wrong: header.wrong };
  const [subject, month, ...attributes] = header.cells;
  if ((subject !== "advisorId" && subject !== "storeId") || month !== "month") return { wrong: `header: ${HEADER}` };
  const named = attributes.filter((each) => each !== "");
  if (named.length === 0) return { wrong: `header: no column of scores; ${HEADER}` };
  for (const [index, each] of named.entries()) {
    const reading = read(name, each);
    if (!reading.ok) return { wrong: `header: "${each}": ${reading.reasons.join("; ").replace(/^\(whole\): /, "")}` };
    if (each === TENURE) return { wrong: `header: ${TENURE} is built in: it follows from joinedOn; leave the column out` };
    if (named.indexOf(each) !== index) return { wrong: `header: "${each}" stands twice` };
  }
  return { subject, attributes };
}

function readLine(line: CsvLine, { subject, attributes }: Columns): ScoresLine | { readonly reasons: readonly string[] } {
  if ("wrong" in line) return { reasons: [line.wrong] };
  const [subjectId = "", month = "", ...scores] = line.cells;
  const unnamed = scores.flatMap((score, index) => (score !== "" && (attributes[index] ?? "") === "" ? [index + 3] : []));
  if (unnamed.length > 0) return { reasons: unnamed.map((column) => `column ${column}: a value, and no name in the header`) };
  const values = Object.fromEntries(attributes.flatMap((each, index) => (scores[index] ? [[each, scores[index]]] : [])));
  const reading = read(attributesSchema, { [subject]: subjectId, month, values, revision: 1 });
  if (!reading.ok) return { reasons: reading.reasons.map((reason) => asTyped(reason, month)) };
  if (Object.keys(values).length === 0) return { reasons: ["(whole): no score in the line"] };
  return { line: line.line, subject: subject === "advisorId" ? { advisorId: subjectId } : { storeId: subjectId }, month, values };
}

/** What was typed belongs to a reason: a spreadsheet shows something else. */
function asTyped(reason: string, month: string): string {
  if (!reason.startsWith("month: ")) return reason.replace(/^values\./, "");
  return `month: "${month}" is none; expected a month as YYYY-MM, such as 2026-05 (a spreadsheet makes dates of months: format the column as text)`;
}

/** Which of a line's scores an earlier line has given. */
function twice({ line, subject, month, values }: ScoresLine, given: Map<string, number>): string[] {
  return Object.keys(values).flatMap((each) => {
    const key = JSON.stringify([subject, month, each]);
    const earlier = given.get(key);
    if (earlier === undefined) given.set(key, line);
    return earlier === undefined ? [] : [`${each}: given in line ${earlier} for the same month; leave one`];
  });
}
