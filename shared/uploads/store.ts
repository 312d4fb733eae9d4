import type { UploadSubject } from "../base/runtime/jobs.ts";

/** Keeps the bytes of uploaded files until a job has read them. */
export interface UploadStore {
  put(subject: UploadSubject, bytesId: string, bytes: Uint8Array): Promise<void>;
  /** @returns undefined where nothing is kept, or no longer. */
  get(subject: UploadSubject, bytesId: string): Promise<Uint8Array | undefined>;
}
