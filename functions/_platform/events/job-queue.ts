import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { JobQueue } from "../../../shared/base/runtime/runtime.ts";
import { announceOn } from "./put-events.ts";

/** Announces on the event bus what takes longer than an answer may. */
export function busWork(busName: string, client: EventBridgeClient): JobQueue {
  const announce = announceOn(busName, client);
  return {
    trialPending: (trialId, part) => announce("SimulationQueued", [{ trialId, part }]),
    publishPending: (proposalId) => announce("PublishQueued", [{ proposalId }]),
    payoutPending: (payoutId) => announce("PayoutDraftQueued", [{ payoutId }]),
    filePending: (of, format) => announce("FileQueued", [{ of, format }]),
    answerPending: (answerId) => announce("BankReportQueued", [{ answerId }]),
    // Scores are HR's to read, all else finance's.
    uploadPending: (subject, uploadId) => announce(subject === "scores" ? "ScoresUploadQueued" : "UploadQueued", [{ subject, uploadId }]),
    previewPending: (month, previewId) => announce("ClosePreviewQueued", [{ month, previewId }]),
  };
}
