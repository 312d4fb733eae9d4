import type { JobQueue } from "../../shared/base/runtime/runtime.ts";

/** Has nobody do the work: whoever tests it does it. */
export const IDLE: JobQueue = {
  trialPending: async () => {},
  publishPending: async () => {},
  payoutPending: async () => {},
  filePending: async () => {},
  answerPending: async () => {},
  previewPending: async () => {},
  uploadPending: async () => {},
};
