import type { Answer } from "./model/bank-report.ts";

/** Keeps the bank's answers. */
export interface AnswerStore {
  /** Puts an answer, put if absent. @returns the answer as it was put first. */
  begin(answer: Answer): Promise<Answer>;
  find(answerId: string): Promise<Answer | undefined>;
  /** The latest first, at most 200. */
  list(): Promise<readonly Answer[]>;
  /** Notes that it is applied, and what came of it; of several the last stays. */
  finish(answer: Answer): Promise<void>;
}
