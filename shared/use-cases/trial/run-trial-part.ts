import type { Trying } from "./trying.ts";

/** Runs a part of a trial. */
export async function runTrialPart(_trialId: string, _part: number, _trying: Trying): Promise<void> {
  throw new Error("trials can't be run yet");
}
