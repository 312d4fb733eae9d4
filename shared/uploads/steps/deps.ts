import type { JobQueue } from "../../base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { UploadStore } from "../store.ts";

/** Dependencies of taking uploads: whoever takes one can't read it back. */
export interface UploadDeps {
  readonly uploads: Pick<UploadStore, "put">;
  readonly archive: ObjectStore;
  readonly surroundings: Pick<Runtime, "now" | "random">;
  readonly jobs: JobQueue;
}

/** Dependencies of the job that reads uploads. */
export interface ParseUploadDeps {
  readonly uploads: Pick<UploadStore, "get">;
  readonly archive: ObjectStore;
}
