import type { AnswerStore } from "../ports/answers.ts";
import type { Archive, Surroundings } from "../ports/outside.ts";
import type { WorkAnnouncer } from "../ports/work.ts";
import type { JudgingAnswers } from "./judge-answer.ts";

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
