import { RetryableError } from "../../shared/base/runtime/retry.ts";

/** What may pass by itself: rivals, throttling, and answers that never came. */
const PASSING = new Set([
  "TransactionConflict",
  "TransactionConflictException",
  "TransactionInProgressException",
  "ThrottlingError",
  "ThrottlingException",
  "ProvisionedThroughputExceeded",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "InternalServerError",
  "ServiceUnavailable",
  "TimeoutError",
  "AbortError",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "NetworkingError",
  "SlowDown",
  "RequestTimeout",
]);

/** Whether a call that failed so may be answered another time. */
export function isPassing(error: unknown): boolean {
  const { name = "", code = "", $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  return PASSING.has(name) || PASSING.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500;
}

/**
 * The answer of a call to a service of the account.
 * @param what who is called, for the message.
 * @throws RetryableError for what may pass by itself: callers try again by that name. All else as it came.
 */
export async function orRetryable<Result>(what: string, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (isPassing(error)) throw new RetryableError(`${what} could not be reached: ${(error as Error).message}; try again`);
    throw error;
  }
}
