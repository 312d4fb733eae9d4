import * as z from "zod";
import { fileSourceSchema } from "../../base/csv/open-tables.ts";
import { storedRowErrors } from "../../base/issues/stored-issues.ts";
import { int, record, textCodec } from "../../base/json/codec.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { parseUpload } from "../../uploads/steps/keep-upload.ts";
import type { ParseUploadDeps } from "../../uploads/store.ts";
import { type AdjustmentsFile, readAdjustmentsFile } from "../model/parse-file.ts";

/** A file that was read, as it is stored. */
const parsed = record({
  fileName: z.string(),
  lines: z.array(
    record({
      line: int,
      sheet: z.string().optional(),
      entry: record({
        advisorId: z.string(),
        month: z.string(),
        amount: int,
        reason: z.string(),
        evidence: z.string(),
        kind: z.literal("writeOff").optional(),
      }),
    }),
  ),
  wrong: storedRowErrors,
  source: fileSourceSchema.optional(),
});
export const adjustmentsUploadCodec = textCodec("an uploaded file of adjustments", parsed);

/** Reads an uploaded file of adjustments, and keeps what was read. */
export const parseAdjustmentsUpload = (
  uploadId: string,
  deps: ParseUploadDeps & { readonly agency: Pick<Agency, "currency"> },
): Promise<void> =>
  parseUpload(
    "adjustments",
    uploadId,
    (bytes, { fileName, encoding }) => {
      const { choices: _, ...file } = readAdjustmentsFile(bytes, fileName, deps.agency.currency, encoding);
      return adjustmentsUploadCodec.encode(file);
    },
    deps,
  );

/** What was read of an uploaded file. */
export const decodeAdjustmentsUpload = (text: string): AdjustmentsFile => adjustmentsUploadCodec.decode(text);
