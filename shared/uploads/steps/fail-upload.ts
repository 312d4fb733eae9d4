import type { UploadSubject } from "../../base/runtime/jobs.ts";
import type { ObjectStore } from "../../base/runtime/object-store.ts";
import { findUpload, putFailed } from "./upload-records.ts";

/** Keeps that an upload is not read any more: whoever uploaded it is told so, and what to do. Idempotent; nothing where there is none. */
export async function failUpload(subject: UploadSubject, uploadId: string, { archive }: { readonly archive: ObjectStore }): Promise<void> {
  const upload = await findUpload(subject, uploadId, archive);
  if (upload !== undefined) await putFailed(upload, archive);
}
