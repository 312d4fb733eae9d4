import type { JobQueue, UploadSubject } from "../base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../base/runtime/runtime.ts";

/** Keeps the bytes of uploaded files until a job has read them. */
export interface UploadStore {
  put(subject: UploadSubject, bytesId: string, bytes: Uint8Array): Promise<void>;
  /** @returns undefined where nothing is kept, or no longer. */
  get(subject: UploadSubject, bytesId: string): Promise<Uint8Array | undefined>;
}

/** Dependencies of taking uploads: whoever takes one can't read it back. */
export interface UploadDeps {
  readonly uploads: Pick<UploadStore, "put">;
  readonly archive: ObjectStore;
  readonly surroundings: Pick<Runtime, "now" | "random">;
  readonly jobs: JobQueue;
}

export interface ParseUploadDeps {
  readonly uploads: Pick<UploadStore, "get">;
  readonly archive: ObjectStore;
}
