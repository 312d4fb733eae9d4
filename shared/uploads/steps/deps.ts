import type { WorkAnnouncer } from "../../base/runtime/jobs.ts";
import type { Archive } from "../../base/runtime/object-store.ts";
import type { Surroundings } from "../../base/runtime/runtime.ts";
import type { UploadStore } from "../store.ts";

/** Dependencies of taking uploads: whoever takes one can't read it back. */
export interface UploadDeps {
  readonly uploads: Pick<UploadStore, "put">;
  readonly archive: Archive;
  readonly surroundings: Pick<Surroundings, "now" | "random">;
  readonly work: Pick<WorkAnnouncer, "uploadPending">;
}

/** Dependencies of the job that reads uploads. */
export interface ParseUploadDeps {
  readonly uploads: Pick<UploadStore, "get">;
  readonly archive: Archive;
}
