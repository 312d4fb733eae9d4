import type { JobQueue } from "../../../base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../../../base/runtime/runtime.ts";
import type { BankReportStore } from "../store.ts";
import type { JudgingAnswers } from "./classify-report.ts";

/** Dependencies of reading answers that were given to us. */
export interface ReadReportsDeps {
  readonly answers: BankReportStore;
  readonly archive: Pick<ObjectStore, "get">;
}

/** Dependencies of applying answers. */
export interface BankReportDeps extends JudgingAnswers {
  readonly answers: BankReportStore;
  readonly archive: ObjectStore;
  readonly surroundings: Runtime;
  readonly jobs: JobQueue;
}
