import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { UploadSubject } from "../../base/runtime/jobs.ts";
import type { Upload } from "../model/upload.ts";
import type { ParseUploadDeps } from "./deps.ts";
import { findParsed, findUpload, putParsed } from "./upload-records.ts";

/**
 * Reads an upload once, and keeps what was read. Idempotent.
 * @param parse gives what was read of the file as JSON, or why it can't be read; it holds no account number.
 * @throws RefusedError where there is no such upload, or its bytes were deleted meanwhile.
 */
export async function parseUpload(
  subject: UploadSubject,
  uploadId: string,
  parse: (bytes: Uint8Array, upload: Upload) => Promise<string> | string,
  { uploads, archive }: ParseUploadDeps,
): Promise<void> {
  const upload = await findUpload(subject, uploadId, archive);
  if (upload === undefined) return refuse(refusal("upload-unknown", { uploadId }));
  if ((await findParsed(upload, archive)) !== undefined) return;
  const bytes = await uploads.get(subject, upload.bytesId);
  if (bytes === undefined) return refuse(refusal("upload-expired", { uploadId }));
  await putParsed(upload, await parse(bytes, upload), archive);
}
