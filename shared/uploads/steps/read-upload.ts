import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { UploadSubject } from "../../base/runtime/jobs.ts";
import { isLate } from "../../base/runtime/late.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { Upload } from "../model/upload.ts";
import type { ParseUploadDeps } from "../store.ts";
import { findParsed, findUpload, isFailed, putParsed } from "./upload-records.ts";

/** An upload, and what a job has read of it. */
export interface UploadState {
  readonly upload: Upload;
  /** JSON. Undefined until it is read. */
  readonly parsed: string | undefined;
  /** Whether nobody need wait for it any more: the file has to be uploaded again. */
  readonly hasFailed: boolean;
}

/** How far an upload is. @returns undefined where there is none, or it is another person's. */
export async function readUpload(
  subject: UploadSubject,
  uploadId: string,
  { username }: { readonly username: string },
  { archive, surroundings }: { readonly archive: Pick<ObjectStore, "get">; readonly surroundings: Pick<Runtime, "now"> },
): Promise<UploadState | undefined> {
  const upload = await findUpload(subject, uploadId, archive);
  if (upload?.by !== username) return undefined;
  const parsed = await findParsed(upload, archive);
  if (parsed !== undefined) return { upload, parsed, hasFailed: false };
  return { upload, parsed, hasFailed: isLate(upload.at, surroundings) || (await isFailed(upload, archive)) };
}

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
