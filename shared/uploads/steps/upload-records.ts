import type { UploadSubject } from "../../base/runtime/jobs.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { type Upload, uploadCodec } from "../model/upload.ts";

/** An id is 32 hexadecimal digits: nothing else is looked for. */
const ID = /^[0-9a-f]{32}$/;

const folderOf = (subject: UploadSubject, uploadId: string): string => `previews/uploads/${subject}/${uploadId}`;

export const putUpload = (upload: Upload, archive: ObjectStore): Promise<void> =>
  archive.put(`${folderOf(upload.subject, upload.uploadId)}/upload.json`, uploadCodec.encode(upload));

/** @returns undefined where there is no such upload. */
export async function findUpload(subject: UploadSubject, uploadId: string, archive: Pick<ObjectStore, "get">): Promise<Upload | undefined> {
  const text = ID.test(uploadId) ? await archive.get(`${folderOf(subject, uploadId)}/upload.json`) : undefined;
  return text === undefined ? undefined : uploadCodec.decode(text);
}

export const putParsed = ({ subject, uploadId }: Upload, text: string, archive: ObjectStore): Promise<void> =>
  archive.put(`${folderOf(subject, uploadId)}/parsed.json`, text);

/** @returns undefined where it wasn't read yet. */
export const findParsed = ({ subject, uploadId }: Upload, archive: Pick<ObjectStore, "get">): Promise<string | undefined> =>
  archive.get(`${folderOf(subject, uploadId)}/parsed.json`);

/** What stands there is the upload's instant: whoever sends the same file again, in the same encoding, waits for another job. */
export const putFailed = ({ subject, uploadId, at }: Upload, archive: ObjectStore): Promise<void> =>
  archive.put(`${folderOf(subject, uploadId)}/failed.json`, at);

/** Whether a job has tried to read it as often as it may. */
export const isFailed = async ({ subject, uploadId, at }: Upload, archive: Pick<ObjectStore, "get">): Promise<boolean> =>
  (await archive.get(`${folderOf(subject, uploadId)}/failed.json`)) === at;

/** Keeps that an upload is not read any more: whoever uploaded it is told so, and what to do. Idempotent; nothing where there is none. */
export async function failUpload(subject: UploadSubject, uploadId: string, { archive }: { readonly archive: ObjectStore }): Promise<void> {
  const upload = await findUpload(subject, uploadId, archive);
  if (upload !== undefined) await putFailed(upload, archive);
}
