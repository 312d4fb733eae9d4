import { setTimeout as sleep } from "node:timers/promises";

const MAX_TRIES = 40;
const PAUSE_MS = 250;

/**
 * Calls again while what is thrown may pass by itself, as whoever runs Fenrun does.
 * @throws what is thrown otherwise, or at the 40th try.
 */
export async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if ((error as Error).name !== "RetryableError" || tries === MAX_TRIES) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
