import * as z from "zod";
import { fileSourceSchema } from "../../../base/csv/parse-columns.ts";
import { record, textCodec } from "../../../base/json/codec.ts";
import { sha256Hex } from "../../../base/json/hash.ts";
import type { ObjectStore } from "../../../base/runtime/runtime.ts";
import type { ReadAnswer } from "../formats/parse-report.ts";
import { ANSWER_FORMATS } from "../model/bank-report.ts";
import { entriesText, readEntries } from "../model/entries-file.ts";

const head = record({
  answerId: z.string(),
  format: z.enum(ANSWER_FORMATS),
  name: z.string(),
  sha256: z.string(),
  sources: z.array(fileSourceSchema),
});
export const parsedReportCodec = textCodec("the head of a bank report that was read", head);

const keyOf = (keptAs: string): string => `previews/bank-reports/${keptAs}`;

/**
 * Keeps what was read of an answer between its preview and its being applied: the file itself, which holds account
 * numbers, is sent once and kept nowhere. @returns under what it is kept.
 */
export async function keepReadAnswer(read: ReadAnswer, { archive }: { readonly archive: ObjectStore }): Promise<string> {
  const { entries, ...head } = read;
  const text = `${parsedReportCodec.encode(head)}\n${entriesText(entries)}`;
  const keptAs = sha256Hex(text).slice(0, 32);
  await archive.put(keyOf(keptAs), text);
  return keptAs;
}

/** What was kept. @returns undefined where nothing is. */
export async function keptReadAnswer(keptAs: string, { archive }: { readonly archive: ObjectStore }): Promise<ReadAnswer | undefined> {
  if (!/^[0-9a-f]{32}$/.test(keptAs)) return undefined;
  const text = await archive.get(keyOf(keptAs));
  if (text === undefined) return undefined;
  const headEnd = text.indexOf("\n");
  const head = parsedReportCodec.decode(text.slice(0, headEnd));
  return { ...head, entries: readEntries(text.slice(headEnd + 1)) };
}
