import type { Trial } from "../../trial/trial.ts";
import type { Trying } from "./trying.ts";

/** Evaluates a trial again from the basis that lies there. */
export async function recomputeTrial(_trial: Trial, _trying: Trying): Promise<{ readonly basisHash: string; readonly resultHash: string }> {
  throw new Error("trials can't be recomputed yet");
}
