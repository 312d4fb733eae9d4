import type { UploadSubject } from "../../base/runtime/jobs.ts";
import { isLate } from "../../base/runtime/late.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { Upload } from "../model/upload.ts";
import { findParsed, findUpload, isFailed } from "./upload-records.ts";

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
