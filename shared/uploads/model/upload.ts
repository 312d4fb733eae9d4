import * as z from "zod";
import { TEXT_ENCODINGS } from "../../base/csv/decode-text.ts";
import { record, type Stored, textCodec } from "../../base/json/codec.ts";
import { UPLOAD_SUBJECTS } from "../../base/runtime/jobs.ts";

/** An uploaded file that a job is to read. */
const upload = record({
  uploadId: z.string(),
  subject: z.enum(UPLOAD_SUBJECTS),
  /** Under which its bytes are kept: of a file that is read a second time, in a chosen encoding, the first upload's. */
  bytesId: z.string(),
  /** Without a long number in it. */
  fileName: z.string(),
  /** As a person chose it. */
  encoding: z.enum(TEXT_ENCODINGS).optional(),
  by: z.string(),
  /** When it was uploaded: an instant. */
  at: z.string(),
});
export type Upload = Stored<typeof upload>;
export const uploadCodec = textCodec("an upload", upload);
