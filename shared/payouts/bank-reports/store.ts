import type { CommitResult } from "../../base/runtime/retry.ts";
import type { Answer } from "./model/bank-report.ts";

/** Keeps the bank's answers. */
export interface BankReportStore {
  /** Puts an answer, put if absent. @returns the answer as it was put first. */
  begin(answer: Answer): Promise<Answer>;
  /**
   * Notes that another person brought the same answer, and raises the gate: what was drafted before doesn't know of it.
   * `stale` where that is noted already. Who brought an answer stands in `Outcome.alsoBy` of an account's outcomes.
   */
  noteBringer(reportId: string, username: string): Promise<CommitResult>;
  find(reportId: string): Promise<Answer | undefined>;
  /** The latest first, at most 200. */
  list(): Promise<readonly Answer[]>;
  /** Notes that it is applied, and what came of it; of several the last stays. */
  finish(answer: Answer): Promise<void>;
}
