import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { TextEncoding } from "../../../base/csv/decode-text.ts";
import { type Reading, unreadable } from "../../../base/issues/parse.ts";
import type { Answer, AnswerEntry } from "../model/bank-report.ts";
import { readCamt054 } from "./camt054.ts";
import { readAnswerCsv } from "./csv.ts";
import { decodeXml } from "./decode-xml.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import { toldText } from "./masked-text.ts";
import { AnswerError, numbered, type RawEntry } from "./message.ts";
import { readPain002 } from "./pain002.ts";
import { XmlError } from "./parse-xml.ts";

/** An answer as its file says it: what is kept of the file. */
export interface ReadAnswer extends Pick<Answer, "answerId" | "format" | "name" | "sha256"> {
  readonly entries: readonly AnswerEntry[];
}

const MOST_BYTES = 4_000_000;
const MOST_PLAIN_BYTES = 60_000_000;

/**
 * Reads a bank's answer: pain.002 or camt.054 as XML, or CSV, each perhaps compressed with gzip. Never throws for what a
 * file holds. Nothing of it that is read, or told as a reason, holds a long number but references of ours.
 * @param currency the agency's.
 * @param encoding of a CSV, as a person chose it.
 */
export async function readAnswer(bytes: Uint8Array, name: string, currency: string, encoding?: TextEncoding): Promise<Reading<ReadAnswer>> {
  try {
    const plain = await plainOf(bytes);
    const { format, entries } = readPlain(plain, currency, encoding);
    if (entries.length === 0) throw new AnswerError("(whole): it says nothing about any payment; choose the bank's answer to a payout");
    const hash = bytesToHex(sha256(plain));
    return { ok: true, fact: { answerId: hash.slice(0, 32), format, name: toldText(name, 120), sha256: hash, entries: numbered(entries) } };
  } catch (error) {
    if (error instanceof AnswerError) return unreadable(error.message.split("\n"));
    if (error instanceof XmlError) return unreadable([`(whole): it is no XML that is read here: ${toldText(error.message, 200)}`]);
    throw error;
  }
}

async function plainOf(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length > MOST_BYTES)
    throw new AnswerError(`(whole): ${bytes.length} bytes are more than ${MOST_BYTES}; compress it with gzip, or split it`);
  return isGzip(bytes) ? gunzip(bytes, MOST_PLAIN_BYTES) : bytes;
}

function readPlain(
  bytes: Uint8Array,
  currency: string,
  encoding: TextEncoding | undefined,
): { readonly format: Answer["format"]; readonly entries: RawEntry[] } {
  const text = decodeXml(bytes);
  if (text === undefined) return { format: "csv", entries: readAnswerCsv(bytes, currency, encoding).entries };
  const [, message] = /<(?:[\w.-]+:)?(CstmrPmtStsRpt|BkToCstmrDbtCdtNtfctn)[\s/>]/.exec(text) ?? [];
  if (message === "CstmrPmtStsRpt") return { format: "pain.002", entries: readPain002(text, currency) };
  if (message === "BkToCstmrDbtCdtNtfctn") return { format: "camt.054", entries: readCamt054(text) };
  throw new AnswerError("(whole): neither pain.002 nor camt.054; ask the bank for one of these, or fill in the CSV template");
}
