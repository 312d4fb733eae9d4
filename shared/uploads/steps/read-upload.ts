import type { UploadSubject } from "../../base/runtime/jobs.ts";
import type { Archive } from "../../base/runtime/runtime.ts";
import type { Upload } from "../model/upload.ts";
import { findParsed, findUpload } from "./upload-records.ts";

/** An upload, and what a job has read of it: JSON. Undefined until then. */
export interface UploadState {
  readonly upload: Upload;
  readonly parsed: string | undefined;
}

/** How far an upload is. @returns undefined where there is none, or it is another person's. */
export async function readUpload(
  subject: UploadSubject,
  uploadId: string,
  { username }: { readonly username: string },
  { archive }: { readonly archive: Pick<Archive, "get"> },
): Promise<UploadState | undefined> {
  const upload = await findUpload(subject, uploadId, archive);
  return upload?.by === username ? { upload, parsed: await findParsed(upload, archive) } : undefined;
}
