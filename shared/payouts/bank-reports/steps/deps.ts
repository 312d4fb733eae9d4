import type { WorkAnnouncer } from "../../../base/runtime/jobs.ts";
import type { Archive } from "../../../base/runtime/object-store.ts";
import type { Surroundings } from "../../../base/runtime/runtime.ts";
import type { AnswerStore } from "../store.ts";
import type { JudgingAnswers } from "./classify-report.ts";

/** What reading answers that were given to us needs from outside. */
export interface ReadingAnswers {
  readonly answers: AnswerStore;
  readonly archive: Pick<Archive, "get">;
}

/** What applying answers needs from outside. */
export interface Answering extends JudgingAnswers {
  readonly answers: AnswerStore;
  readonly archive: Archive;
  readonly surroundings: Surroundings;
  readonly work: Pick<WorkAnnouncer, "answerPending">;
}
