import type { AdvisorLine, Trial, TrialResult } from "../../trial/trial.ts";
import type { ReadingTrials } from "./trying.ts";

/** A trial, and its result once it is done. */
export async function readTrial(
  _trialId: string,
  _reading: ReadingTrials,
): Promise<{ readonly trial: Trial; readonly result?: TrialResult } | undefined> {
  throw new Error("trials can't be read yet");
}

/** The lines of a trial that is done, by advisor. */
export async function readTrialLines(_trialId: string, _reading: ReadingTrials): Promise<AdvisorLine[]> {
  throw new Error("trials can't be read yet");
}
