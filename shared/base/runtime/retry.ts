import type { Runtime } from "./runtime.ts";

/** Thrown when tries are used up: the work is untouched and may be delivered again. */
export class RetryableError extends Error {
  override readonly name = "RetryableError";
}

/** How often a decision is taken again before it is given back. */
export const MAX_ATTEMPTS = 12;

/** How often something is tried, and the longest pause before another attempt, milliseconds. */
export interface Pace {
  readonly attempts: number;
  readonly maxPauseMs: number;
}
const USUAL: Pace = { attempts: MAX_ATTEMPTS, maxPauseMs: 2_000 };

/**
 * Of what raises the epoch. It meets every transaction that is under way, so it is tried often, after short pauses: so it
 * comes through within a second while facts are recorded as fast as they can be.
 */
export const RAISING: Pace = { attempts: 40, maxPauseMs: 60 };

/** Waits before the next attempt: longer each time, up to a limit, with full jitter so that rivals part. */
export async function backOff(attempt: number, { pause, random }: Runtime, { maxPauseMs } = USUAL): Promise<void> {
  await pause(Math.round(random() * Math.min(maxPauseMs, 10 * 2 ** attempt)));
}

/** What an attempt gives that is to be made again. */
export const RETRY = Symbol("retry");

/**
 * Makes attempts until one gives a result, with exponential backoff and jitter between them.
 * @param failure what is told once attempts are used up.
 * @param attempt is given how many came before it.
 * @throws RetryableError then.
 */
export async function retry<Result>(
  failure: string,
  runtime: Runtime,
  attempt: (earlier: number) => Promise<Result | typeof RETRY>,
  pace = USUAL,
): Promise<Result> {
  for (let earlier = 0; earlier < pace.attempts; earlier += 1) {
    if (earlier > 0) await backOff(earlier, runtime, pace);
    const result = await attempt(earlier);
    if (result !== RETRY) return result;
  }
  throw new RetryableError(failure);
}

/** How a commit went. `stale`: what it was decided by has moved; decide again. `busy`: not done, or not known to be; try again. */
export type CommitResult = "committed" | "stale" | "busy";
