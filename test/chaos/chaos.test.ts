import { createHook } from "node:async_hooks";
import { expect, test } from "vitest";
import { much } from "../support/thorough.ts";
import { FAULT_KINDS } from "./cloud/faults.ts";
import type { LiveThrough } from "./scope.ts";
import { STORIES } from "./stories.ts";

/** How many seeds are lived through with each run of the tests; `npm run chaos` takes any number. */
const SEEDS = much(8, 200);

/** A crowd, in which transactions are full. */
const CROWDED = 43;

const seeds = [...new Set([...Array.from({ length: SEEDS }, (_, index) => index + 1), CROWDED])];
const struck = new Map<string, number>();

test("chaos test: a run waits for nothing real: no file, no timer, no network, so that nothing but the seed decides", async () => {
  const real = new Map<string, string>();
  Error.stackTraceLimit = 50;
  const hook = createHook({
    init: (_id, type) => {
      if (!/^(FS|TCP|PIPE|TTY|DNS|GETADDRINFO|Timeout|Random|HTTP|PROCESS|WORKER|MESSAGEPORT)/i.test(type)) return;
      const stack = `${new Error().stack}`;
      // The runner tells of its progress by timers of its own, on a slow machine in the middle of a test.
      const isRunners = /node_modules\/@?vitest\//.test(stack) && !/\/(shared|functions|chaos\/(cloud|world|database))\//.test(stack);
      // What keeps two activity entries, or two downloads, of one instant apart decides nothing.
      const isKeyTail = /\/(activity-store|file-store)\.ts/.test(stack);
      if (!isRunners && !isKeyTail) real.set(type, stack);
    },
  }).enable();
  try {
    for (const liveThrough of Object.values(STORIES)) await liveThrough({ seed: 3 });
  } finally {
    hook.disable();
  }
  expect([...real]).toEqual([]);
});

test.each([
  ["the oracle's statements", STORIES.facts],
  ["payouts that the bank's own books bear out", STORIES.paying],
] satisfies [string, LiveThrough][])(`${seeds.length} worlds under faults give %s, to the fen`, async (_, liveThrough) => {
  const found: { seed: number; violations: readonly string[] }[] = [];
  for (const seed of seeds) {
    const { violations, faults } = await liveThrough({ seed });
    if (violations.length > 0) found.push({ seed, violations });
    for (const [kind, count] of faults) struck.set(kind, (struck.get(kind) ?? 0) + count);
  }
  expect(found).toEqual([]);
});

test("chaos: every kind of fault struck", () => {
  // No read of ours may be stale, so none can be served so: that fault strikes where a consistent read is forgotten.
  const missing = FAULT_KINDS.filter((kind) => kind !== "stale read" && !struck.has(kind));
  expect(missing).toEqual([]);
  expect(struck.get("stale read")).toBeUndefined();
});

test.each(Object.entries(STORIES))("a seed lives through the same twice: %s", async (_, liveThrough) => {
  const [first, second] = [await liveThrough({ seed: 7 }), await liveThrough({ seed: 7 })];
  expect(second.faults).toEqual(first.faults);
  expect(second.trace).toBe(first.trace);
  expect(first.trace).not.toBe((await liveThrough({ seed: 8 })).trace);
});
