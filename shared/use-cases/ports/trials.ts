import type { OpenMonth, Trial } from "../../trial/trial.ts";

/** Keeps trials. What lies behind their keys stands in the archive under `trials/`. */
export interface TrialStore {
  /** Puts a new trial. */
  begin(trial: Trial): Promise<void>;
  find(trialId: string): Promise<Trial | undefined>;
  /** Trials of a proposal, newest first. */
  ofProposal(proposalId: string): Promise<readonly Trial[]>;
  /** Notes where a part's result lies, put if absent; gives how many parts are noted then. */
  notePart(trialId: string, part: number, key: string): Promise<number>;
  /** Where the parts' results lie, by part. */
  parts(trialId: string): Promise<ReadonlyMap<number, string>>;
  /** Notes the result, once. @throws where another is noted. */
  finish(trialId: string, result: NonNullable<Trial["result"]>): Promise<void>;
  noteOpenMonth(trialId: string, openMonth: OpenMonth): Promise<void>;
  fail(trialId: string, why: string): Promise<void>;
}

/** Has work done that takes longer than an answer may. Told at least once. */
export interface WorkAnnouncer {
  /** A part of a trial, or its look at the open month. */
  trialPending(trialId: string, part: number | "open-month"): Promise<void>;
  /** A proposal that is being published. */
  publishPending(proposalId: string): Promise<void>;
}
