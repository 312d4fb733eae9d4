import { createHook } from "node:async_hooks";
import { expect, test } from "vitest";
import { much } from "../support/thorough.ts";
import { FAULT_KINDS } from "./cloud/faults.ts";
import type { ChaosResult } from "./scope.ts";
import { STORIES, type StoryKind } from "./stories.ts";

/** The first seeds are lived through with each run of the tests; `npm run chaos` takes any number. */
const SEEDS = much(2, 200);

/** A crowd of orders, in which a full transaction is refused: one crowd of twenty has such. */
const CROWDED = 401;

/** Others with each run: what is found names them. */
const DRAWN = 1_000 + Math.floor(Math.random() * 100_000_000);

const FIRST_SEEDS = Array.from({ length: SEEDS }, (_, index) => index + 1);
const seedsOf = (story: StoryKind) => [...FIRST_SEEDS, ...(story === "facts" && SEEDS < CROWDED ? [CROWDED] : []), DRAWN];
const KINDS = Object.keys(STORIES) as StoryKind[];
const struck = new Map<string, number>();

/** Worlds that were lived through, by story and seed. */
const lived = new Map<string, Promise<ChaosResult>>();

/** Lives through a seed's world, once for all tests of this file. */
function live(story: StoryKind, seed: number): Promise<ChaosResult> {
  const key = `${story} ${seed}`;
  const result = lived.get(key) ?? STORIES[story]({ seed });
  lived.set(key, result);
  return result;
}

function count(faults: ChaosResult["faults"]): void {
  for (const [kind, times] of faults) struck.set(kind, (struck.get(kind) ?? 0) + times);
}

test("chaos test: a run waits for nothing real: no file, no timer, no network, so that nothing but the seed decides", async () => {
  const real = new Map<string, string>();
  const { stackTraceLimit } = Error;
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
    for (const story of KINDS) await live(story, 1);
  } finally {
    hook.disable();
    Error.stackTraceLimit = stackTraceLimit;
  }
  expect([...real]).toEqual([]);
});

test.each([
  ["the oracle's statements", "facts"],
  ["payouts that the bank's own books bear out", "paying"],
  ["payouts of carried balances that none of their authors approved", "carrying"],
] satisfies [string, StoryKind][])("worlds under faults give %s, to the fen", async (_, story) => {
  const found: { seed: number; violations: readonly string[] }[] = [];
  for (const seed of seedsOf(story)) {
    const { violations, faults } = await live(story, seed);
    if (violations.length > 0) found.push({ seed, violations });
    count(faults);
  }
  expect(found).toEqual([]);
});

test("chaos: every kind of fault struck", async () => {
  // No read of ours may be stale, so none can be served so: that fault strikes where a consistent read is forgotten.
  const missing = () => FAULT_KINDS.filter((kind) => kind !== "stale read" && !struck.has(kind));
  // What chance left out of the few worlds above strikes in one of the next.
  for (let seed = SEEDS + 1; missing().length > 0 && seed <= SEEDS + 20; seed += 1) count((await live("facts", seed)).faults);
  expect(missing()).toEqual([]);
  expect(struck.get("stale read")).toBeUndefined();
});

test.each(KINDS)("a seed lives through the same twice: %s", async (story) => {
  const first = await live(story, DRAWN);
  const second = await STORIES[story]({ seed: DRAWN });
  expect(second.faults).toEqual(first.faults);
  expect(second.trace).toBe(first.trace);
  expect(first.trace).not.toBe((await live(story, 2)).trace);
});
