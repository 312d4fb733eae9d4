import type { UploadSubject } from "../../shared/base/runtime/jobs.ts";
import { failUpload } from "../../shared/uploads/steps/upload-records.ts";
import type { Job } from "./queue-handler.ts";
import type { Wiring } from "./wiring.ts";

interface UploadDetail {
  readonly subject: UploadSubject;
  readonly uploadId: string;
}

/** The job that reads an upload. Where it can't, whatever the reason, the upload's page says so. */
export function uploadJob<Detail extends UploadDetail>(run: (detail: Detail, deps: Wiring) => Promise<unknown>): Job<Detail> {
  const fail = ({ subject, uploadId }: Detail, deps: Wiring) => failUpload(subject, uploadId, deps);
  return { run, onRefused: (detail, _, deps) => fail(detail, deps), onLastFailure: fail };
}
