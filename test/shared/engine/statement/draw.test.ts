import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths } from "../../../../shared/base/calendar/month.ts";
import { max } from "../../../../shared/base/money/money.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { drawInForce, drawLine } from "../../../../shared/engine/statement/draw.ts";
import { momentAfter } from "../../../support/arbitrary-world.ts";
import { PureCore, runInPureCore } from "../../../support/pure-core.ts";
import { type Content, readScenario, type Step } from "../../../support/scenario.ts";
import { li, plan, sale } from "../small-facts.ts";

const SHARE = { id: "tour", kind: "share", rate: "0.1" };
const DRAW = { amount: 300, months: 3 };
const drawPlan = (payout: Content = {}) => plan([SHARE], { payout: { draw: DRAW, ...payout } });

test("draw: what is advanced stands on the statement, is open until it is recovered, and then is gone", () => {
  const path = new URL("../../../examples/a-draw-advances-and-is-recovered.json", import.meta.url).pathname;
  const { closes } = runInPureCore(readScenario(path));
  expect(closes.map(({ settlements }) => settlements.get("li")?.statement?.draw)).toEqual([
    { advanced: 200_000n, recovered: 0n, outstanding: 200_000n },
    { advanced: 300_000n, recovered: 0n, outstanding: 500_000n },
    { advanced: 200_000n, recovered: 500_000n, outstanding: 200_000n },
    { advanced: 0n, recovered: 200_000n, outstanding: 0n },
  ]);
  expect(closes.map(({ settlements }) => settlements.get("li")?.settled.advances)).toEqual([200_000n, 500_000n, 200_000n, undefined]);
});

test("draw: a debt of another kind is no advance, and is made good after what was advanced only where it is smaller", () => {
  // A return of 300 is carried; 100 were advanced before.
  expect(drawLine(-400n, 0n, 100n, 400n)).toEqual({ advanced: 0n, recovered: 0n, outstanding: 100n });
  expect(drawLine(-50n, 0n, 100n, 400n)).toEqual({ advanced: 0n, recovered: 50n, outstanding: 50n });
  expect(drawLine(-400n, 300n, 0n, 400n)).toEqual({ advanced: 300n, recovered: 0n, outstanding: 300n });
  expect(drawLine(-400n, 0n, 0n, 400n)).toBeUndefined();
  // Above the draw, below the minimum: nothing is advanced.
  expect(drawLine(400n, 300n, 0n, 0n)).toBeUndefined();
});

test("draw: what write-offs forgive isn't recovered, and isn't open again where a new debt comes", () => {
  expect(drawLine(0n, 0n, 100n, 0n)).toEqual({ advanced: 0n, recovered: 0n, writtenOff: 100n, outstanding: 0n });
  // Of a debt of 150 another 50 is no advance: it is forgiven first.
  expect(drawLine(-70n, 0n, 100n, 70n)).toEqual({ advanced: 0n, recovered: 0n, writtenOff: 30n, outstanding: 70n });
  // 40 of 100 are forgiven, 25 earned.
  expect(drawLine(-35n, 0n, 100n, 60n)).toEqual({ advanced: 0n, recovered: 25n, writtenOff: 40n, outstanding: 35n });
  expect(drawLine(-80n, 0n, 100n, 0n)).toEqual({ advanced: 0n, recovered: 0n, writtenOff: 100n, outstanding: 0n });
});

test("draw: what is open afterwards is what was open, less what was recovered, and what was advanced; and lies within the debt", () => {
  const amount = fc.bigInt({ min: -1_000n, max: 1_000n });
  const notNegative = fc.bigInt({ min: 0n, max: 1_000n });
  fc.assert(
    fc.property(amount, notNegative, notNegative, notNegative, (total, payable, openBefore, debtLeft) => {
      const beyond = max(payable - max(total, 0n), 0n);
      const line = drawLine(total, payable, openBefore, debtLeft);
      if (line === undefined) {
        expect([beyond, openBefore]).toEqual([0n, 0n]);
        return;
      }
      expect(line.advanced).toBe(beyond);
      const { writtenOff = 0n } = line;
      expect(line.outstanding).toBe(openBefore - line.recovered - writtenOff + line.advanced);
      expect(line.recovered >= 0n && line.recovered + writtenOff <= openBefore).toBe(true);
      expect(writtenOff).toBe(max(openBefore - debtLeft, 0n));
      expect(line.outstanding).toBeLessThanOrEqual(max(payable - total, 0n));
      // Nothing is recovered as long as the debt is as large as what is open.
      if (-total >= openBefore) expect(line.recovered).toBe(0n);
    }),
  );
});

describe("draw: it is in force", () => {
  const monthsIn = (advisor: Step, payout: Content = { draw: DRAW }) => {
    const books = momentAfter([plan([SHARE], { payout }), advisor]).books("li");
    const months = Array.from({ length: 12 }, (_, index) => addMonths("2026-01", index));
    return months.filter((month) => drawInForce(evaluate(books, month).plan, books.advisor, month) !== undefined);
  };

  test("for its count of months from the month of joining, up to that of leaving", () => {
    expect(monthsIn(li({ joinedOn: "2026-03-31" }))).toEqual(["2026-03", "2026-04", "2026-05"]);
    expect(monthsIn(li({ joinedOn: "2026-03-31", leftOn: "2026-04-01" }))).toEqual(["2026-03", "2026-04"]);
  });

  test("again from the month of coming back", () => {
    const spells = [{ from: "2026-01-10", to: "2026-02-10" }, { from: "2026-09-01" }];
    expect(monthsIn(li({ joinedOn: undefined, spells }))).toEqual(["2026-01", "2026-02", "2026-09", "2026-10", "2026-11"]);
  });

  test("where the plan has one, and for who has a plan", () => {
    expect(monthsIn(li({ joinedOn: "2026-03-31" }), {})).toEqual([]);
    expect(monthsIn(li({ joinedOn: "2026-03-31", planId: undefined }))).toEqual([]);
  });

  test("at its amount", () => {
    const books = momentAfter([drawPlan(), li({ joinedOn: "2026-03-31" })]).books("li");
    expect(drawInForce(evaluate(books, "2026-03").plan, books.advisor, "2026-03")).toBe(300n);
  });
});

describe("draw: payable", () => {
  /** Li, who joined in March, with these steps. */
  const statements = (payout: Content, ...steps: readonly Step[]) => {
    const core = new PureCore({ currency: "CNY", timeZone: "Asia/Shanghai", facets: [] });
    for (const step of [drawPlan(payout), li({ joinedOn: "2026-03-15" }), ...steps]) core.take(step);
    expect(core.held).toEqual([]);
    return core.statements.map(({ month, payable, carriedForward, draw }) => ({ month, payable, carriedForward, draw }));
  };

  test("is the draw where the statement comes to less or nothing stands on it; what is carried is recovered first", () => {
    const steps = [
      sale(1_000),
      { close: "2026-03" },
      { close: "2026-04" },
      sale(10_000, "2026-05-10"),
      { close: "2026-05" },
      { close: "2026-06" },
    ];
    expect(statements({}, ...steps)).toEqual([
      { month: "2026-03", payable: 300n, carriedForward: -200n, draw: { advanced: 200n, recovered: 0n, outstanding: 200n } },
      { month: "2026-04", payable: 300n, carriedForward: -500n, draw: { advanced: 300n, recovered: 0n, outstanding: 500n } },
      { month: "2026-05", payable: 500n, carriedForward: 0n, draw: { advanced: 0n, recovered: 500n, outstanding: 0n } },
    ]);
  });

  test("tells what a write-off forgave of what was advanced apart from what was earned of it", () => {
    const forgiven = { adjustmentId: "w", advisorId: "li", month: "2026-06", amount: 600, reason: "can't be recovered", kind: "writeOff" };
    const closes = ["2026-03", "2026-04", "2026-05"].map((close) => ({ close }));
    const all = statements({}, ...closes, { adjustment: forgiven }, sale(1_000, "2026-06-10"), { close: "2026-06" }, { close: "2026-07" });
    expect(all.slice(3)).toEqual([
      {
        month: "2026-06",
        payable: 0n,
        carriedForward: -200n,
        draw: { advanced: 0n, recovered: 100n, writtenOff: 600n, outstanding: 200n },
      },
      { month: "2026-07", payable: 0n, carriedForward: -200n, draw: { advanced: 0n, recovered: 0n, outstanding: 200n } },
    ]);
  });

  test("is the whole where that is as much as the draw or more: nothing is advanced, and no draw is told", () => {
    for (const price of [3_000, 3_010]) {
      const [only] = statements({}, sale(price), { close: "2026-03" });
      expect(only).toEqual({ month: "2026-03", payable: BigInt(price / 10), carriedForward: 0n, draw: undefined });
    }
  });

  test("is the draw where the whole lies above it and below the minimum: the rest is carried, not advanced", () => {
    expect(statements({ minimum: 400 }, sale(3_500), { close: "2026-03" })).toEqual([
      { month: "2026-03", payable: 300n, carriedForward: 50n, draw: undefined },
    ]);
  });

  test("once the draw's months are over is nothing, and what was advanced stays a debt until it is earned", () => {
    const closes = ["2026-03", "2026-04", "2026-05"].map((close) => ({ close }));
    const all = statements({}, ...closes, sale(4_000, "2026-06-10"), { close: "2026-06" }, { close: "2026-07" });
    expect(all.slice(3)).toEqual([
      { month: "2026-06", payable: 0n, carriedForward: -500n, draw: { advanced: 0n, recovered: 400n, outstanding: 500n } },
      { month: "2026-07", payable: 0n, carriedForward: -500n, draw: { advanced: 0n, recovered: 0n, outstanding: 500n } },
    ]);
  });
});
