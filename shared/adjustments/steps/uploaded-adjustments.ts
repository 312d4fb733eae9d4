import * as z from "zod";
import { fileSourceSchema } from "../../base/csv/parse-columns.ts";
import { rowErrorsSchema } from "../../base/issues/stored-issues.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import type { ParseUploadDeps } from "../../uploads/steps/deps.ts";
import { parseUpload } from "../../uploads/steps/parse-upload.ts";
import { type AdjustmentsFile, readAdjustmentsFile } from "../model/parse-file.ts";

/** The form in which a file that was read is stored. */
const FORM = 1;

const parsedSchema = z.strictObject({
  form: z.literal(FORM),
  fileName: z.string(),
  lines: z.array(
    z.strictObject({
      line: z.int(),
      entry: z.strictObject({
        advisorId: z.string(),
        month: z.string(),
        amount: z.int(),
        reason: z.string(),
        evidence: z.string(),
        kind: z.literal("writeOff").exactOptional(),
      }),
    }),
  ),
  wrong: rowErrorsSchema,
  source: fileSourceSchema.optional(),
});

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
      return JSON.stringify({ form: FORM, ...file });
    },
    deps,
  );

/** What was read of an uploaded file. */
export function decodeAdjustmentsUpload(parsed: string): AdjustmentsFile {
  const { form: _, source, ...file } = parsedSchema.parse(JSON.parse(parsed));
  return source === undefined ? file : { ...file, source };
}
