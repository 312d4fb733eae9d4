import type { TextEncoding } from "../../base/csv/decode-text.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { contentHash } from "../../base/json/hash.ts";
import type { UploadSubject } from "../../base/runtime/jobs.ts";
import { isLate } from "../../base/runtime/late.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import { mayHoldAccountNumber } from "../../base/text/account-number.ts";
import type { Upload } from "../model/upload.ts";
import type { ParseUploadDeps, UploadDeps } from "../store.ts";
import { findParsed, findUpload, isFailed, putParsed, putUpload } from "./upload-records.ts";

/** A file as it was uploaded. */
export interface UploadedBytes {
  readonly subject: UploadSubject;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** As a person chose it. */
  readonly encoding?: TextEncoding | undefined;
}

type Uploader = { readonly username: string };

/** Keeps a file without having it read: which encoding it is in has to be chosen first. @returns its id. */
export async function keepUpload(
  { subject, bytes, fileName, encoding }: UploadedBytes,
  { username: by }: Uploader,
  deps: UploadDeps,
): Promise<string> {
  const at = new Date(deps.surroundings.now()).toISOString();
  const uploadId = contentHash({ subject, by, at, salt: String(deps.surroundings.random()) });
  const upload: Upload = { uploadId, subject, bytesId: uploadId, fileName: safeName(fileName), ...(encoding && { encoding }), by, at };
  await deps.uploads.put(subject, uploadId, bytes);
  await putUpload(upload, deps.archive);
  return uploadId;
}

/** Keeps a file and has a job read it. @returns the id under which `readUpload` tells what was read. */
export async function startUpload(uploaded: UploadedBytes, person: Uploader, deps: UploadDeps): Promise<string> {
  const uploadId = await keepUpload(uploaded, person, deps);
  await queueUpload(uploaded.subject, uploadId, deps);
  return uploadId;
}

/**
 * Has a job read a file that was kept, in the encoding that a person chose.
 * @returns the id under which `readUpload` tells what was read; undefined where the person uploaded no such file.
 */
export async function startUploadAs(
  { subject, uploadId: keptId, encoding }: { readonly subject: UploadSubject; readonly uploadId: string; readonly encoding: TextEncoding },
  { username }: Uploader,
  deps: UploadDeps,
): Promise<string | undefined> {
  const kept = await findUpload(subject, keptId, deps.archive);
  if (kept?.by !== username) return undefined;
  const uploadId = contentHash({ keptId, encoding });
  await putUpload({ ...kept, uploadId, encoding, at: new Date(deps.surroundings.now()).toISOString() }, deps.archive);
  await queueUpload(subject, uploadId, deps);
  return uploadId;
}

/** What stands in the name of a file may be an account number: then it isn't told. */
const safeName = (fileName: string): string => (mayHoldAccountNumber(fileName) ? "…" : fileName.slice(0, 180));

/** Scores are HR's to read, all else finance's. */
const queueUpload = (subject: UploadSubject, uploadId: string, { jobs }: Pick<UploadDeps, "jobs">): Promise<void> =>
  subject === "scores" ? jobs.queue("ScoresUploadQueued", { subject, uploadId }) : jobs.queue("UploadQueued", { subject, uploadId });

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
