import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { JobQueue } from "../../../shared/base/runtime/jobs.ts";
import { announceOn } from "./put-events.ts";

/** Announces on the event bus what takes longer than an answer may. */
export function busWork(busName: string, client: EventBridgeClient): JobQueue {
  const announce = announceOn(busName, client);
  return {
    trialPending: (trialId, part) => announce("TrialPending", [{ trialId, part }]),
    publishPending: (proposalId) => announce("PublishPending", [{ proposalId }]),
    payoutPending: (payoutId) => announce("PayoutPending", [{ payoutId }]),
    filePending: (of, format) => announce("FilePending", [{ of, format }]),
    answerPending: (answerId) => announce("AnswerPending", [{ answerId }]),
    // Scores are HR's to read, all else finance's.
    uploadPending: (subject, uploadId) => announce(subject === "scores" ? "ScoresUploadPending" : "UploadPending", [{ subject, uploadId }]),
    previewPending: (month, previewId) => announce("PreviewPending", [{ month, previewId }]),
  };
}
