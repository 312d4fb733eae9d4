import { expect, test } from "vitest";
import { holdForRaise, stateToRecord } from "../../../shared/ledger/record/hold-recording.ts";

const STATE = { epoch: 3, period: 1, pendingDerivations: 0 };

/** A machine whose clock moves with its pauses, and a ledger that is held until a time. */
function heldUntil(heldUntilMs: (nowMs: number) => number | undefined) {
  let nowMs = 0;
  const until = () => heldUntilMs(nowMs);
  const pause = async (waitMs: number) => {
    nowMs += waitMs;
  };
  const runtime = { now: () => nowMs, random: () => 0, pause };
  const ledger = { state: async () => ({ ...STATE, ...(until() !== undefined && { heldUntilMs: until() as number }) }) };
  return { runtime, ledger };
}

test("hold recording: a batch begins at once where no raise waits, and after the last one that did", async () => {
  for (const until of [undefined, 0]) {
    const { runtime, ledger } = heldUntil(() => until);
    expect((await stateToRecord(ledger, runtime)).epoch).toBe(3);
    expect(runtime.now()).toBe(0);
  }
  const { runtime, ledger } = heldUntil((nowMs) => (nowMs < 55 ? 250 : undefined));
  expect(await stateToRecord(ledger, runtime)).toEqual(STATE);
  expect(runtime.now()).toBe(60);
});

test("hold recording: a raise that died holds it no longer than it asked for, and many raises a second at most", async () => {
  const dead = heldUntil(() => 250);
  await stateToRecord(dead.ledger, dead.runtime);
  expect(dead.runtime.now()).toBe(250);
  const many = heldUntil((nowMs) => nowMs + 250);
  await stateToRecord(many.ledger, many.runtime);
  expect(many.runtime.now()).toBe(1_000);
});

test("hold recording: a raise asks for a quarter of a second from now", async () => {
  const asked: number[] = [];
  await holdForRaise({ holdRecording: async (untilMs) => void asked.push(untilMs) }, { now: () => 1_000 });
  expect(asked).toEqual([1_250]);
});
