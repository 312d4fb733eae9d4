import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { EncodingChoice, TextEncoding } from "../../../base/csv/decode-text.ts";
import type { FileSource } from "../../../base/csv/open-tables.ts";
import type { Issue } from "../../../base/issues/issue.ts";
import { sha256Hex } from "../../../base/json/hash.ts";
import { isWorkbook } from "../../../base/xlsx/parse-workbook.ts";
import type { BankReport, BankReportEntry, BankReportFormat } from "../model/bank-report.ts";
import { type PlainFile, unpack } from "./archive.ts";
import { readReportCsv } from "./csv.ts";
import { decodeXml } from "./decode-xml.ts";
import { toldText } from "./masked-text.ts";
import { BankReportError, EntryList, reportError } from "./message.ts";
import { XmlError } from "./parse-xml.ts";
import { foreignEntry, readMessages, xmlRefusal } from "./read-messages.ts";

/** A report as its file says it: what is kept of the file. */
export interface ParsedBankReport extends Pick<BankReport, "reportId" | "format" | "name" | "sha256"> {
  readonly entries: readonly BankReportEntry[];
  /** How each table in it was read; none of XML. */
  readonly sources: readonly FileSource[];
}

/** A report that was read; or why it can't be, with the encodings to choose from where that is the reason. */
export type ParsedReport =
  | { readonly ok: true; readonly value: ParsedBankReport }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly choices?: readonly EncodingChoice[] | undefined };

const MAX_BYTES = 4_000_000;
const LIMITS = { bytes: 60_000_000, files: 100, depth: 3 };

/** What was read of the files of an upload. */
interface FilesRead {
  readonly list: EntryList;
  readonly formats: Set<BankReportFormat>;
  /** Files and messages that aren't read here. */
  readonly foreign: string[];
  readonly sources: FileSource[];
}

/**
 * Reads a bank's report: pain.002, camt.052, camt.053 or camt.054 as XML, or CSV; several documents in a file, each
 * perhaps compressed with gzip or in a ZIP archive. Never throws for what a file holds. Nothing of it that is read, or
 * told as an issue, holds a long number but references of ours and days. What is in it beside bank reports is listed.
 * @param currency the agency's.
 * @param encoding of a CSV, as a person chose it.
 */
export async function parseBankReport(bytes: Uint8Array, name: string, currency: string, encoding?: TextEncoding): Promise<ParsedReport> {
  try {
    if (bytes.length > MAX_BYTES) throw reportError("report-too-large", { bytes: bytes.length, maximum: MAX_BYTES });
    const files = distinct(await unpack({ name, bytes }, LIMITS));
    const read: FilesRead = { list: new EntryList(), formats: new Set(), foreign: [], sources: [] };
    for (const file of files) readFile(file, { isOneOfSeveral: files.length > 1, currency, encoding }, read);
    const { list, formats, foreign, sources } = read;
    if (formats.size === 0) throw reportError("report-format-unknown");
    if (list.entries.length === 0) throw reportError("report-empty");
    for (const each of foreign) list.add(foreignEntry(each));
    const [format = "several", another] = formats;
    const hash = hashOf(files);
    const told = { reportId: hash.slice(0, 32), format: another === undefined ? format : ("several" as const), name: toldText(name, 120) };
    return { ok: true, value: { ...told, sha256: hash, entries: list.entries, sources } };
  } catch (error) {
    const refused = error instanceof XmlError ? xmlRefusal(error) : error;
    if (refused instanceof BankReportError) return { ok: false, issues: refused.issues, choices: refused.choices };
    throw error;
  }
}

interface HashedFile extends PlainFile {
  readonly hash: string;
}

/** Each file once, whatever it is called. */
function distinct(files: readonly PlainFile[]): HashedFile[] {
  const hashed = files.map((file) => ({ ...file, hash: bytesToHex(sha256(file.bytes)) }));
  return hashed.filter(({ hash }, place) => hashed.findIndex((other) => other.hash === hash) === place);
}

/** The same content is the same report, however it is packed. */
function hashOf(files: readonly HashedFile[]): string {
  const hashes = files.map(({ hash }) => hash);
  return hashes.length === 1 ? (hashes[0] ?? "") : sha256Hex([...hashes].sort().join("\n"));
}

/** Reads one file. Of several in an archive, one that is no bank report is listed and the others are read. */
function readFile(
  file: HashedFile,
  { isOneOfSeveral, currency, encoding }: { isOneOfSeveral: boolean; currency: string; encoding: TextEncoding | undefined },
  { list, formats, foreign, sources }: FilesRead,
): void {
  const pieces = decodeXml(file.bytes);
  if (pieces !== undefined) {
    const read = readMessages(pieces, currency, list);
    for (const format of read.formats) formats.add(format);
    foreign.push(...(read.formats.length === 0 && isOneOfSeveral ? [toldText(file.name, 70)] : read.foreign));
    return;
  }
  try {
    const { entries, source } = readReportCsv(file.bytes, currency, encoding);
    for (const entry of entries) list.add(entry);
    sources.push(source);
    formats.add(source.encoding === "xlsx" ? "xlsx" : "csv");
  } catch (error) {
    if (!isOneOfSeveral || !(error instanceof BankReportError) || isCsvOf(file.name)) throw error;
    foreign.push(toldText(file.name, 70));
  }
}

/** Whether a workbook is in it, perhaps in an archive: a job reads it. What can't be unpacked holds none. */
export async function holdsWorkbook(bytes: Uint8Array, name: string): Promise<boolean> {
  try {
    return (await unpack({ name, bytes }, LIMITS)).some((file) => isWorkbook(file.bytes));
  } catch (error) {
    if (error instanceof BankReportError) return false;
    throw error;
  }
}

/** What is called a table is meant to be read. */
const isCsvOf = (name: string): boolean => /\.(csv|xlsx)$/i.test(name);
