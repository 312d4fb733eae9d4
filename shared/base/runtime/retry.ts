import type { Runtime } from "./runtime.ts";

/** Thrown when tries are used up: the work is untouched and may be delivered again. */
export class RetryableError extends Error {
  override readonly name = "RetryableError";
}

/** How often a decision is taken again before it is given back. */
export const MAX_ATTEMPTS = 12;

/** Waits before the next attempt: longer each time, up to about 2 s, with full jitter so that rivals part. */
export async function backOff(attempt: number, { pause, random }: Runtime): Promise<void> {
  await pause(Math.round(random() * Math.min(2_000, 10 * 2 ** attempt)));
}

/** How a commit went. `stale`: what it was decided by has moved; decide again. `busy`: not done, or not known to be; try again. */
export type CommitResult = "committed" | "stale" | "busy";
