import type { WorkAnnouncer } from "../../shared/use-cases/ports/work.ts";

/** Has nobody do the work: whoever tests it does it. */
export const IDLE: WorkAnnouncer = {
  trialPending: async () => {},
  publishPending: async () => {},
  payoutPending: async () => {},
  filePending: async () => {},
  answerPending: async () => {},
  previewPending: async () => {},
};
