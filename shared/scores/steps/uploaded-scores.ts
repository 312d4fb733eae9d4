import * as z from "zod";
import { fileSourceSchema } from "../../base/csv/parse-columns.ts";
import type { ParseUploadDeps } from "../../uploads/steps/deps.ts";
import { parseUpload } from "../../uploads/steps/parse-upload.ts";
import { readScoresFile, type ScoresFile } from "../model/parse-file.ts";

const parsedSchema = z.strictObject({
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
  wrong: z.array(z.strictObject({ line: z.int(), reasons: z.array(z.string()) })),
});

/** Reads an uploaded file of scores, and keeps what was read. */
export const parseScoresUpload = (uploadId: string, deps: ParseUploadDeps): Promise<void> =>
  parseUpload(
    "scores",
    uploadId,
    (bytes, { fileName, encoding }) => {
      const { choices: _, ...file } = readScoresFile(bytes, fileName, encoding);
      return JSON.stringify(file);
    },
    deps,
  );

/** What was read of an uploaded file. */
export const decodeScoresUpload = (parsed: string): ScoresFile => parsedSchema.parse(JSON.parse(parsed));
