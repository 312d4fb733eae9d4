import type { JobQueue } from "../../base/runtime/jobs.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { BankReport } from "./model/bank-report.ts";
import type { ClassificationDeps } from "./steps/preview-report.ts";

/** Keeps the bank's reports. */
export interface BankReportStore {
  /** Puts a report, put if absent. @returns the report as it was put first. */
  begin(report: BankReport): Promise<BankReport>;
  /**
   * Notes that another person brought the same report, and raises the gate: what was drafted before doesn't know of it.
   * `stale` where that is noted already. Who brought a report stands in `Outcome.alsoBy` of an account's outcomes.
   */
  noteBringer(reportId: string, username: string): Promise<CommitResult>;
  find(reportId: string): Promise<BankReport | undefined>;
  /** The latest first, at most 200. */
  list(): Promise<readonly BankReport[]>;
  /** Notes that it is applied, and what came of it; of several the last stays. */
  finish(report: BankReport): Promise<void>;
  /** Replaces a report as it was read. @returns false where another was stored meanwhile: that one stays. */
  replace(before: BankReport, after: BankReport): Promise<boolean>;
}

export interface ReadReportsDeps {
  readonly bankReports: BankReportStore;
  readonly archive: Pick<ObjectStore, "get">;
}

export interface BankReportDeps extends ClassificationDeps {
  readonly bankReports: BankReportStore;
  readonly archive: ObjectStore;
  readonly surroundings: Runtime;
  readonly jobs: JobQueue;
}
