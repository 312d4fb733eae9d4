import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createBeginClose } from "../../../functions/begin-close/handler.ts";
import { RefusedError } from "../../../shared/base/issues/issue.ts";
import { closesFrom } from "../../../shared/closing/model/early-close.ts";
import { closeProgress, closingMonth } from "../../../shared/closing/steps/close-progress.ts";
import { closeChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import { previewClose } from "../../../shared/closing/steps/preview-close.ts";
import { readPreview, requestPreview } from "../../../shared/closing/steps/request-preview.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import type { CloseRun, CloseRunner, RunState } from "../../../shared/closing/store.ts";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import { settleShard } from "../../../shared/ledger/close/settle-shard.ts";
import { acknowledgeHeld } from "../../../shared/ledger/quarantine/reprocess.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { gatherAll, type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

const FINANCE = { username: "finance", roles: ["finance"] } as const;

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

/** Runs closes as it is told to: each run waits until the test ends it. */
function fakeRunner() {
  const states = new Map<string, RunState>();
  const started: CloseRun[] = [];
  const runner: CloseRunner = {
    start: async (run) => {
      if (states.has(run.runId)) return;
      states.set(run.runId, { status: "running" });
      started.push(run);
    },
    look: async (runId) => states.get(runId),
  };
  return { runner, started, end: (runId: string, state: RunState) => states.set(runId, state) };
}

async function open(now = "2026-11-05T10:00:00+08:00") {
  const ledger = await ledgers.open();
  const runs = fakeRunner();
  const p: Wiring = {
    ...ledger.wiring,
    closeRunner: runs.runner,
    surroundings: { ...ledger.wiring.surroundings, now: () => Date.parse(now) },
  };
  const at = (instant: string): Wiring => ({ ...p, surroundings: { ...p.surroundings, now: () => Date.parse(instant) } });
  return { ledger, runs, p, at };
}

async function withOrders(ledger: Ledger): Promise<void> {
  await ledger.record(plan(), advisor("li", { managers: [{ managerId: "wang", from: "2020-01-15" }] }), advisor("wang"), advisor("zhao"));
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2", credits: [{ advisorId: "zhao" }] }), adjustment());
}

const codes = async (asked: Promise<unknown>): Promise<readonly string[]> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RefusedError)) throw new Error(`not refused: ${String(error)}`);
  return error.issues.map(({ code }) => code);
};

test("closing: so many days after its end a month is closed without a reason", () => {
  expect(closesFrom("2026-10", 3)).toBe("2026-11-04");
  expect(closesFrom("2026-12", 0)).toBe("2027-01-01");
  expect(closesFrom("2028-01", 28)).toBe("2028-02-29");
});

describe("a preview", () => {
  test("comes to what the close then comes to, to the fen, and tells what moved against the last one", async () => {
    const { ledger, p, at } = await open();
    await withOrders(ledger);
    const first = await requestPreview("2026-10", FINANCE, p);
    expect(first).toMatchObject({ wanted: { by: "finance" }, result: { at: "2026-11-05T02:00:00.000Z" } });
    const expected = (await readPreview("2026-10", p))?.result;
    expect(expected).toMatchObject({ month: "2026-10", advisors: [], components: [] });
    expect(expected).not.toHaveProperty("last");
    const summary = await ledger.close("2026-10");
    expect(summary).toMatchObject(expected?.expected ?? {});

    await ledger.record(
      order({ orderId: "o1", revision: 2, lines: [{ lineId: "1", product: "hotel", price: 100_000, refunded: 50_000 }] }),
      order({ orderId: "o3", bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T09:00:00+08:00" }),
      order({ orderId: "o4", bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T09:00:00+08:00" }),
    );
    await requestPreview("2026-11", FINANCE, at("2026-12-05T10:00:00+08:00"));
    const second = (await readPreview("2026-11", p))?.result;
    const { statementsRoot, equityGained, equityLost, ...totals } = summary;
    expect(second?.last).toEqual({ ...totals, month: "2026-10" });
    // li: 2 × 6,000 less half of 6,000, after 6,000 and a prize of 500; wang: 1% of the same; zhao sold nothing more.
    expect(second?.advisors).toEqual([
      { advisorId: "zhao", name: "zhao", before: 6_000n, expected: 0n },
      { advisorId: "li", name: "li", before: 6_500n, expected: 9_000n },
      { advisorId: "wang", name: "wang", before: 1_000n, expected: 1_500n },
    ]);
    expect(second?.components).toEqual([{ planId: "partner", component: "override", before: 1_000n, expected: 2_000n }]);
    const closed = await ledger.close("2026-11");
    expect(closed).toMatchObject(second?.expected ?? {});
  });

  test("lists trips that should have taken place, by whose they are, most first; a manager's share of them is not another trip", async () => {
    const { ledger, p } = await open();
    await withOrders(ledger);
    const booked = (orderId: string, advisorId: string, on: string, price: number) =>
      order({
        orderId,
        status: "booked",
        fulfilledAt: undefined,
        expectedFulfilmentOn: on,
        credits: [{ advisorId }],
        lines: [{ lineId: "1", product: "hotel", price }],
      });
    await ledger.record(
      booked("b1", "li", "2026-10-20", 30_000),
      booked("b2", "zhao", "2026-10-21", 80_000),
      booked("b3", "li", "2026-10-31", 20_000),
      booked("b4", "li", "2026-11-01", 90_000),
    );
    await requestPreview("2026-10", FINANCE, p);
    expect((await readPreview("2026-10", p))?.result?.overdue).toEqual({
      advisors: 2,
      credits: 3,
      price: 130_000n,
      most: [
        { advisorId: "zhao", name: "zhao", credits: 1, price: 80_000n, since: "2026-10" },
        { advisorId: "li", name: "li", credits: 2, price: 50_000n, since: "2026-10" },
      ],
    });
  });

  test("is refused for another month than the next, and done once, however often it is delivered", async () => {
    const { ledger, p, at } = await open();
    await withOrders(ledger);
    expect(await codes(requestPreview("2026-12", FINANCE, p))).toEqual(["close-ahead"]);
    const { previewId } = await requestPreview("2026-10", FINANCE, p);
    await ledger.record(order({ orderId: "o9" }));
    await previewClose("2026-10", previewId, p);
    expect((await readPreview("2026-10", p))?.result?.expected.earnings).toBe(13_000n);
    // What another preview has replaced changes nothing any more.
    const later = await requestPreview("2026-10", FINANCE, at("2026-11-05T11:00:00+08:00"));
    await previewClose("2026-10", previewId, p);
    expect((await readPreview("2026-10", p))?.preview).toEqual(later);
    await ledger.close("2026-10");
    expect(await codes(requestPreview("2026-10", FINANCE, p))).toEqual(["close-begun"]);
    expect(await codes(requestPreview("2026-09", FINANCE, p))).toEqual(["close-not-next"]);
  });

  test("that waits for its turn until the month is closed says so", async () => {
    const { ledger, p } = await open();
    await withOrders(ledger);
    const wanted = { by: "finance", at: "2026-11-05T02:00:00.000Z" };
    await p.closeRuns.wantPreview({ month: "2026-10", previewId: "late", wanted });
    await ledger.close("2026-10");
    await previewClose("2026-10", "late", p);
    expect((await readPreview("2026-10", p))?.preview.issues).toMatchObject([{ code: "close-begun" }]);
  });
});

describe("the checks before a close", () => {
  test("tell what is held, what waits, what the auditor found last, and what is proposed", async () => {
    const { ledger, p } = await open();
    await withOrders(ledger);
    await ledger.record(
      order({ orderId: "bad-1", currency: "EUR" }),
      order({ orderId: "bad-2", currency: "EUR" }),
      order({ orderId: "w1", credits: [{ advisorId: "ghost" }] }),
    );
    const [held] = (await p.quarantine.list()).filter(({ body }) => body?.includes("bad-2"));
    await acknowledgeHeld(held?.id ?? "", { comment: "a test of the shop", by: "hr" }, p);
    const run = { mode: "sample" as const, position: { part: 0, after: "" }, advisors: 3, orders: 2, statements: 0, moving: 0, byKind: {} };
    const base = { ...run, movedAt: "2026-11-05T01:00:00.000Z" };
    await p.audit.runs.begin({ ...base, runId: "2026-11-05T01:00:00.000Z a", startedAt: "2026-11-05T01:00:00.000Z", findings: 0 });
    const [startedAt, finishedAt] = ["2026-11-04T01:00:00.000Z", "2026-11-04T01:01:00.000Z"];
    await p.audit.runs.begin({ ...base, runId: `${startedAt} b`, startedAt, finishedAt, findings: 2 });
    const checks = await closeChecks("2026-10", p);
    expect(checks.quarantine).toMatchObject({ records: 2, known: 1, groups: [{ kind: "order", ids: { length: 1 } }] });
    expect(checks.waiting).toMatchObject({ orders: 1, price: 100_000n, advisors: [{ advisorId: "ghost", reason: "unknown" }] });
    expect(checks.audit.last).toMatchObject({ runId: `${startedAt} b`, findings: 2 });
    expect(checks.audit.lastOfAll).toBeUndefined();
    expect(checks.approvals).toEqual([]);
    expect(checks.adjustments).toEqual({ count: 0, amount: 0n, proposalIds: [] });
  });
});

describe("a close", () => {
  test("is of the month before this one at first, then of the next, and of the one that is under way until it is through", async () => {
    const { ledger, p } = await open();
    await withOrders(ledger);
    expect(await closingMonth(p)).toEqual({ month: "2026-10", phase: "open", isFirst: true, lastClosed: undefined });
    const close = await beginClose("2026-10", p, () => true);
    expect(await closingMonth(p)).toEqual({ month: "2026-10", phase: "settling", isFirst: false, lastClosed: undefined });
    await ledger.close("2026-10");
    expect(close.month).toBe("2026-10");
    expect(await closingMonth(p)).toEqual({ month: "2026-11", phase: "open", isFirst: false, lastClosed: "2026-10" });
  });

  test("asks for the month to be typed, and for a reason while it is early", async () => {
    const { ledger, p, at, runs } = await open();
    await withOrders(ledger);
    const early = at("2026-11-03T23:59:00+08:00");
    expect(await codes(startClose({ month: "2026-10" }, FINANCE, early))).toEqual(["close-unconfirmed", "close-early"]);
    expect(await codes(startClose({ month: "2026-10", confirm: "2026-10", reason: " " }, FINANCE, early))).toEqual(["close-early"]);
    expect(await codes(startClose({ month: "2026-10", confirm: "2026-11" }, FINANCE, p))).toEqual(["close-unconfirmed"]);
    expect(await codes(startClose({ month: "2026-12", confirm: "2026-12" }, FINANCE, p))).toEqual(["close-ahead"]);
    expect(await codes(startClose({ month: "2026-10", confirm: "2026-10" }, { username: "hr", roles: ["hr"] }, p))).toEqual(["role"]);
    expect(runs.started).toEqual([]);
    expect(await startClose({ month: "2026-10", confirm: "2026-10", reason: "audit on Monday" }, FINANCE, early)).toMatchObject({
      status: "starting",
      run: { runId: "2026-10-001", requestedBy: "finance", reason: "audit on Monday" },
    });
  });

  test("asks for the reason at the state machine's entrance too, and keeps who asked", async () => {
    const { ledger, at } = await open();
    await withOrders(ledger);
    const call = (wired: Wiring, event: object) =>
      createBeginClose(() => wired)(event, { getRemainingTimeInMillis: () => 300_000, awsRequestId: "r" } as never);
    const early = at("2026-11-03T10:00:00+08:00");
    await expect(call(early, { month: "2026-10", requestedBy: "console" })).rejects.toThrow(/2026-11-04/);
    const withAccount = { month: "2026-10", requestedBy: "finance", reason: "pay GB82 WEST 1234 5698 7654 32 first" };
    await expect(call(early, withAccount)).rejects.toThrow(/The text contains an account number/);
    await call(early, { month: "2026-10", requestedBy: "finance", reason: "audit on Monday" });
    const asked = { by: "finance", at: "2026-11-03T02:00:00.000Z", reason: "audit on Monday" };
    expect(await early.ledger.close("2026-10")).toMatchObject({ status: "settling", asked });
    // Once it has begun it goes on, whoever calls.
    await call(early, { month: "2026-10" });
    expect(await early.ledger.close("2026-10")).toMatchObject({ asked });
  });

  test("of several who start it at once one run comes; where it stopped, starting it again goes on, and what is closed stays", async () => {
    const { ledger, p, runs } = await open();
    await withOrders(ledger);
    const ask = () => startClose({ month: "2026-10", confirm: "2026-10" }, FINANCE, p);
    expect(await closeProgress("2026-10", p)).toMatchObject({ status: "open", settled: 0, shards: 2, left: [], runs: 0 });
    await Promise.all([ask(), ask(), ask()]);
    expect(runs.started.map(({ runId }) => runId)).toEqual(["2026-10-001"]);

    const close = await beginClose("2026-10", p, () => true);
    await gatherAll(close, p);
    await settleShard(close, 1, p);
    expect(await ask()).toMatchObject({ status: "settling", settled: 1, left: [0] });
    runs.end("2026-10-001", { status: "failed", error: "Error", cause: "shard 0: no" });
    const stopped = await closeProgress("2026-10", p);
    expect(stopped).toMatchObject({ status: "stopped", hasBegun: true, left: [0], ended: { cause: "shard 0: no" } });
    // It has begun, so nothing is to be typed again.
    expect(await startClose({ month: "2026-10" }, FINANCE, p)).toMatchObject({ status: "settling", runs: 2 });
    expect(runs.started.map(({ runId }) => runId)).toEqual(["2026-10-001", "2026-10-002"]);

    const summary = await ledger.close("2026-10");
    runs.end("2026-10-002", { status: "succeeded" });
    const before = await closeProgress("2026-10", p);
    expect(before).toMatchObject({ status: "closed", settled: 2, left: [], summary });
    expect(await ask()).toEqual(before);
    expect(runs.started).toHaveLength(2);
  });

  test("whose run was noted and never started is started under the same name", async () => {
    const { ledger, p, runs } = await open();
    await withOrders(ledger);
    const dies: Wiring = { ...p, closeRunner: { ...runs.runner, start: () => Promise.reject(new Error("killed")) } };
    await expect(startClose({ month: "2026-10", confirm: "2026-10" }, FINANCE, dies)).rejects.toThrow("killed");
    expect(await closeProgress("2026-10", p)).toMatchObject({ status: "stopped", hasBegun: false, runs: 1 });
    await startClose({ month: "2026-10", confirm: "2026-10" }, FINANCE, p);
    expect(runs.started.map(({ runId }) => runId)).toEqual(["2026-10-001"]);
  });
});
