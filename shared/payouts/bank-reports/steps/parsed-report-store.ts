import * as z from "zod";
import { fileSourceSchema } from "../../../base/csv/parse-columns.ts";
import { record, textCodec } from "../../../base/json/codec.ts";
import { findByHash, putByHash } from "../../../base/runtime/artifacts.ts";
import type { ObjectStore } from "../../../base/runtime/runtime.ts";
import type { ParsedBankReport } from "../formats/parse-report.ts";
import { BANK_REPORT_FORMATS, entriesCodec } from "../model/bank-report.ts";

const head = record({
  reportId: z.string(),
  format: z.enum(BANK_REPORT_FORMATS),
  name: z.string(),
  sha256: z.string(),
  sources: z.array(fileSourceSchema),
});
export const parsedReportCodec = textCodec("the head of a bank report that was read", head);

const FOLDER = "previews/bank-reports";

/**
 * Keeps what was read of a report between its preview and its being applied: the file itself, which holds account
 * numbers, is sent once and kept nowhere. @returns under what it is kept.
 */
export async function keepParsedReport(read: ParsedBankReport, { archive }: { readonly archive: ObjectStore }): Promise<string> {
  const { entries, ...head } = read;
  return putByHash(FOLDER, `${parsedReportCodec.encode(head)}\n${entriesCodec.encode(entries)}`, archive);
}

/** What was kept. @returns undefined where nothing is. */
export async function keptParsedReport(
  keptAs: string,
  { archive }: { readonly archive: ObjectStore },
): Promise<ParsedBankReport | undefined> {
  const text = await findByHash(FOLDER, keptAs, archive);
  if (text === undefined) return undefined;
  const headEnd = text.indexOf("\n");
  const head = parsedReportCodec.decode(text.slice(0, headEnd));
  return { ...head, entries: entriesCodec.decode(text.slice(headEnd + 1)) };
}
