import * as z from "zod";

/** What uploaded files that a job reads are about. */
export const UPLOAD_SUBJECTS = ["adjustments", "bank-reports", "scores"] as const;
export type UploadSubject = (typeof UPLOAD_SUBJECTS)[number];

const id = z.string().min(1).max(128);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Jobs of HR, each with what its message says. The handler's steps and the bus rules follow from the list. */
export const HR_JOBS = {
  /** A part of a simulation, or its look at the open month. */
  SimulationQueued: z.object({ simulationId: id, part: z.union([z.int().min(0), z.literal("open-month")]) }),
  /** A proposal that is being published. */
  PublishQueued: z.object({ proposalId: id }),
  ScoresUploadQueued: z.object({ subject: z.literal("scores"), uploadId: id }),
};

/** Jobs of finance, likewise. */
export const FINANCE_JOBS = {
  /** A payout that is being drafted. */
  PayoutDraftQueued: z.object({ payoutId: id }),
  /** A file that is requested: what it is of, and its format. */
  FileQueued: z.object({ of: id, format: id }),
  /** A bank report that is to be applied. */
  BankReportQueued: z.object({ reportId: id }),
  ClosePreviewQueued: z.object({ month, previewId: id }),
  UploadQueued: z.object({ subject: z.enum(["adjustments", "bank-reports"]), uploadId: id }),
};

type Jobs = typeof HR_JOBS & typeof FINANCE_JOBS;

/** Has done in the background what takes longer than a response may. At-least-once delivery. */
export interface JobQueue {
  queue<Kind extends keyof Jobs>(kind: Kind, detail: z.output<Jobs[Kind]>): Promise<void>;
}

/** How often a job's message is delivered before it goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 5;
