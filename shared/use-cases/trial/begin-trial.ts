import type { Trial, TrialRequest } from "../../trial/trial.ts";
import type { Trying } from "./trying.ts";

/** Begins a trial. */
export async function beginTrial(_request: TrialRequest, _more: { by: string; proposalId?: string }, _trying: Trying): Promise<Trial> {
  throw new Error("trials can't be begun yet");
}
