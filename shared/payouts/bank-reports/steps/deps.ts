import type { JobQueue } from "../../../base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../../../base/runtime/runtime.ts";
import type { BankReportStore } from "../store.ts";
import type { ClassificationDeps } from "./classify-report.ts";

/** Dependencies of reading reports that were given to us. */
export interface ReadReportsDeps {
  readonly bankReports: BankReportStore;
  readonly archive: Pick<ObjectStore, "get">;
}

/** Dependencies of applying reports. */
export interface BankReportDeps extends ClassificationDeps {
  readonly bankReports: BankReportStore;
  readonly archive: ObjectStore;
  readonly surroundings: Runtime;
  readonly jobs: JobQueue;
}
