import { RefusedError } from "../../base/issues/refusal.ts";
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
  if (upload === undefined) throw new RefusedError(`there is no upload ${uploadId}: upload the file again`);
  if ((await findParsed(upload, archive)) !== undefined) return;
  const bytes = await uploads.get(subject, upload.bytesId);
  if (bytes === undefined) throw new RefusedError(`the file of upload ${uploadId} is no longer kept: upload it again`);
  await putParsed(upload, await parse(bytes, upload), archive);
}
