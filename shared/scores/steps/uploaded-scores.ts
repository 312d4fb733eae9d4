import * as z from "zod";
import { fileSourceSchema } from "../../base/csv/parse-columns.ts";
import { rowErrorsSchema } from "../../base/issues/stored-issues.ts";
import type { ParseUploadDeps } from "../../uploads/steps/deps.ts";
import { parseUpload } from "../../uploads/steps/parse-upload.ts";
import { readScoresFile, type ScoresFile } from "../model/parse-file.ts";

/** The form in which a file that was read is stored. */
const FORM = 1;

const parsedSchema = z.strictObject({
  form: z.literal(FORM),
  fileName: z.string(),
  ...fileSourceSchema.shape,
  attributes: z.array(z.string()),
  lines: z.array(
    z.strictObject({
      line: z.int(),
      subject: z.union([z.strictObject({ advisorId: z.string() }), z.strictObject({ storeId: z.string() })]),
      month: z.string(),
      values: z.record(z.string(), z.string()),
    }),
  ),
  wrong: rowErrorsSchema,
});

/** Reads an uploaded file of scores, and keeps what was read. */
export const parseScoresUpload = (uploadId: string, deps: ParseUploadDeps): Promise<void> =>
  parseUpload(
    "scores",
    uploadId,
    (bytes, { fileName, encoding }) => {
      const { choices: _, ...file } = readScoresFile(bytes, fileName, encoding);
      return JSON.stringify({ form: FORM, ...file });
    },
    deps,
  );

/** What was read of an uploaded file. */
export function decodeScoresUpload(parsed: string): ScoresFile {
  const { form: _, ...file } = parsedSchema.parse(JSON.parse(parsed));
  return file;
}
