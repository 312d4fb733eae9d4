import { expect, test } from "vitest";
import { MAX_ATTEMPTS, RETRY, RetryableError, retry } from "../../../../shared/base/runtime/retry.ts";

/** A runtime that notes how long it was to wait. */
function runtimeOf(random = 1) {
  const pauses: number[] = [];
  return { pauses, now: () => 0, random: () => random, pause: async (milliseconds: number) => void pauses.push(milliseconds) };
}

test("retry: the first result counts, also where it is nothing; each attempt is told how many came before", async () => {
  const runtime = runtimeOf();
  const told: number[] = [];
  const attempt = async (earlier: number) => {
    told.push(earlier);
    return earlier < 2 ? RETRY : undefined;
  };
  expect(await retry("never", runtime, attempt)).toBeUndefined();
  expect([told, runtime.pauses]).toEqual([
    [0, 1, 2],
    [20, 40],
  ]);
  const first = runtimeOf();
  expect(await retry("never", first, async () => false)).toBe(false);
  expect(first.pauses).toEqual([]);
});

test("retry: pauses grow up to 2 s, and once attempts are used up the failure is told as one that may be delivered again", async () => {
  const runtime = runtimeOf();
  const failing = retry("too busy; try again", runtime, async () => RETRY);
  await expect(failing).rejects.toThrow(new RetryableError("too busy; try again"));
  await expect(failing).rejects.toBeInstanceOf(RetryableError);
  expect(runtime.pauses).toHaveLength(MAX_ATTEMPTS - 1);
  expect(Math.max(...runtime.pauses)).toBe(2_000);
  expect([...runtime.pauses].sort((left, right) => left - right)).toEqual(runtime.pauses);
});

test("retry: what an attempt throws is thrown at once", async () => {
  const runtime = runtimeOf();
  const refused = new Error("refused");
  await expect(retry("never", runtime, () => Promise.reject(refused))).rejects.toBe(refused);
  expect(runtime.pauses).toEqual([]);
});
