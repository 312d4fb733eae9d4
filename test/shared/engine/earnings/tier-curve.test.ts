import { expect, test } from "vitest";
import { payoutCurve } from "../../../../shared/engine/earnings/tier-curve.ts";

const steps = [
  { from: 0, rate: "0.05" },
  { from: 10_000, rate: "0.1" },
];
const points = (mode: "whole" | "marginal", upTo?: bigint) =>
  payoutCurve({ mode, steps }, upTo).map(({ measured, pays }) => [measured, pays]);

test("a whole ladder leaps at its step: everything is paid at the rate that is reached", () => {
  expect(points("whole", 20_000n)).toEqual([
    [0n, 0n],
    [9_999n, 500n],
    [10_000n, 1_000n],
    [20_000n, 2_000n],
  ]);
});

test("a marginal ladder bends at its step: what lies above pays the higher rate", () => {
  expect(points("marginal", 20_000n)).toEqual([
    [0n, 0n],
    [10_000n, 500n],
    [20_000n, 1_500n],
  ]);
});

test("tier curve: it ends a quarter beyond the last step, or where it is told to; a ladder of one step is a line", () => {
  expect(points("marginal").at(-1)).toEqual([12_500n, 750n]);
  expect(points("whole", 5_000n)).toEqual([
    [0n, 0n],
    [5_000n, 250n],
  ]);
  expect(payoutCurve({ mode: "whole", steps: [{ from: 0, rate: "0.06" }] })).toHaveLength(2);
});

test("tier curve: it has no point twice where it ends at a step, and ends beyond the last of all steps", () => {
  expect(points("whole", 10_000n)).toEqual([
    [0n, 0n],
    [9_999n, 500n],
    [10_000n, 1_000n],
  ]);
  expect(points("marginal", 10_000n)).toHaveLength(2);
  const three = payoutCurve({ mode: "whole", steps: [...steps, { from: 40_001, rate: "0.2" }] });
  expect(three.map(({ measured }) => measured)).toEqual([0n, 9_999n, 10_000n, 40_000n, 40_001n, 50_002n]);
});
