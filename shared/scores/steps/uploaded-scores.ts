import * as z from "zod";
import { fileSourceSchema } from "../../base/csv/open-tables.ts";
import { storedRowErrors } from "../../base/issues/stored-issues.ts";
import { byKey, int, record, textCodec } from "../../base/json/codec.ts";
import { parseUpload } from "../../uploads/steps/keep-upload.ts";
import type { ParseUploadDeps } from "../../uploads/store.ts";
import { readScoresFile, type ScoresFile } from "../model/parse-file.ts";

/** A file that was read, as it is stored. */
const parsed = record({
  fileName: z.string(),
  ...fileSourceSchema.shape,
  attributes: z.array(z.string()),
  lines: z.array(
    record({
      line: int,
      sheet: z.string().optional(),
      subject: z.union([record({ advisorId: z.string() }), record({ storeId: z.string() })]),
      month: z.string(),
      values: byKey(z.string()),
    }),
  ),
  wrong: storedRowErrors,
});
export const scoresUploadCodec = textCodec("an uploaded file of scores", parsed);

/** Reads an uploaded file of scores, and keeps what was read. */
export const parseScoresUpload = (uploadId: string, deps: ParseUploadDeps): Promise<void> =>
  parseUpload(
    "scores",
    uploadId,
    (bytes, { fileName, encoding }) => {
      const { choices: _, ...file } = readScoresFile(bytes, fileName, encoding);
      return scoresUploadCodec.encode(file);
    },
    deps,
  );

/** What was read of an uploaded file. */
export const decodeScoresUpload = (text: string): ScoresFile => scoresUploadCodec.decode(text);
