import type { Plan } from "../../plan/schema.ts";
import type { OpenMonth } from "../../trial/trial.ts";
import type { Counting, ReadingTrials } from "./trying.ts";

/** Counts what the open month costs with and without a trial's draft, and notes it with the trial. */
export async function countOpenMonth(_trialId: string, _trying: Counting & ReadingTrials): Promise<void> {
  throw new Error("the open month can't be counted yet");
}

/** What the open month costs with and without a draft, minor units. */
export async function openMonthOf(_draft: Plan, _replaces: string, _counting: Counting): Promise<OpenMonth> {
  throw new Error("the open month can't be counted yet");
}
