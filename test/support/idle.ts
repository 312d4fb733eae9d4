import type { WorkAnnouncer } from "../../shared/base/runtime/jobs.ts";

/** Has nobody do the work: whoever tests it does it. */
export const IDLE: WorkAnnouncer = {
  trialPending: async () => {},
  publishPending: async () => {},
  payoutPending: async () => {},
  filePending: async () => {},
  answerPending: async () => {},
  previewPending: async () => {},
  uploadPending: async () => {},
};
