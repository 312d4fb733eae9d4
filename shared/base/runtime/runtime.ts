/** What the core must not take from the machine. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1, for jitter. */
  random(): number;
  pause(waitMs: number): Promise<void>;
}

/** This instant. */
export const instantOf = ({ surroundings }: { readonly surroundings: Pick<Runtime, "now"> }): string =>
  new Date(surroundings.now()).toISOString();

/** Keeps large texts under keys; a key's text never changes. */
export interface ObjectStore {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
}

/** What uploaded files that a job reads are about. */
export const UPLOAD_SUBJECTS = ["adjustments", "answers", "scores"] as const;

export type UploadSubject = (typeof UPLOAD_SUBJECTS)[number];

/** Has work done that takes longer than an answer may. Told at least once. */
export interface JobQueue {
  /** A part of a trial, or its look at the open month. */
  trialPending(trialId: string, part: number | "open-month"): Promise<void>;
  /** A proposal that is being published. */
  publishPending(proposalId: string): Promise<void>;
  /** A payout that is being drafted. */
  payoutPending(payoutId: string): Promise<void>;
  /** A file that is wanted: what it is of, and its format. */
  filePending(of: string, format: string): Promise<void>;
  /** An answer of a bank that is to be applied. */
  answerPending(answerId: string): Promise<void>;
  /** A preview of a month's close. */
  previewPending(month: string, previewId: string): Promise<void>;
  /** An uploaded file that is to be read. */
  uploadPending(subject: UploadSubject, uploadId: string): Promise<void>;
}
