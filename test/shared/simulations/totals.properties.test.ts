import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths } from "../../../shared/base/calendar/month.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import type { EarnedPart } from "../../../shared/ledger/snapshots/component-earnings.ts";
import type { SimulatedAdvisor } from "../../../shared/simulations/model/evaluate-advisor.ts";
import { tenureBand } from "../../../shared/simulations/model/group-sums.ts";
import { BINS, binOf, histogramOf } from "../../../shared/simulations/model/histogram.ts";
import { linesText, readLines } from "../../../shared/simulations/model/lines-file.ts";
import { type AdvisorLine, outcomeCodec, resultHashOf, type Totals } from "../../../shared/simulations/model/simulation.ts";
import { addTotals, SimulationTotals } from "../../../shared/simulations/model/totals.ts";

const RANGE = { from: "2026-01", to: "2026-03" };
const MONTHS = [0, 1, 2].map((later) => addMonths(RANGE.from, later));
const [TOUR, CAP] = [
  { id: "tour", kind: "share", rate: "0.1" },
  { id: "cap", kind: "cap", amount: 5 },
];
const DRAFT = planSchema.parse({ planId: "partner", version: 2, effectiveFrom: "2026-01-01", components: [TOUR, CAP] });
const ASKED = { ...RANGE, draft: DRAFT };
const MILESTONE = 1_000_000n;

const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: -3_000_000n, max: 3_000_000n }), fc.bigInt({ min: 2n ** 60n, max: 2n ** 61n }));
const part = fc
  .record({ id: fc.constantFrom("tour", "hotel", "__proto__"), product: fc.constantFrom("flight", "", "constructor"), amount })
  .map(
    ({ id, product, amount }): EarnedPart => ({ kind: "share", id, planId: "partner", version: 1, amount, products: [[product, amount]] }),
  );
const evidence = fc.record({ credits: fc.bigInt({ min: 0n, max: 9n }), base: amount, margin: amount, cost: amount, after: amount });

const advisor = fc.record({
  storeId: fc.constantFrom(undefined, "s1", "__proto__"),
  starLevel: fc.constantFrom(undefined, "3", "4.5"),
  tenureMonths: fc.integer({ min: -2, max: 80 }),
  months: fc.tuple(
    ...MONTHS.map(() => fc.record({ before: fc.array(part, { maxLength: 2 }), after: fc.array(part, { maxLength: 2 }), met: evidence })),
  ),
  equity: fc.record({ before: fc.boolean(), after: fc.boolean() }),
  joinedOn: fc.constantFrom(undefined, "2025-01-01", "2024-06-01"),
  inForce: amount,
  isConcerned: fc.boolean(),
  isRounding: fc.boolean(),
});

interface SimulatedAdvisorResult {
  readonly tried: SimulatedAdvisor;
  readonly heldFrom: string | undefined;
  readonly isConcerned: boolean;
}

/** Up to 60 advisors: more than a list of the most hurt holds. */
const advisors = fc.array(advisor, { maxLength: 60, size: "max" }).map((all) =>
  all.map(({ months, joinedOn, inForce, isConcerned, isRounding, ...rest }, index): SimulatedAdvisorResult => {
    const sumOf = (parts: readonly EarnedPart[]) => parts.reduce((total, each) => total + each.amount, 0n);
    const ofMonths = months.map(({ before, after }, at) => ({ month: MONTHS[at] ?? "", before: sumOf(before), after: sumOf(after) }));
    const total = (side: "before" | "after") => ofMonths.reduce((sum, month) => sum + month[side], 0n);
    const line: AdvisorLine = {
      advisorId: `a${index}`,
      name: `顾问${index}`,
      ...rest,
      months: ofMonths,
      before: total("before"),
      after: total("after"),
    };
    const tried = months.map(({ before, after, met }, at) => ({
      month: MONTHS[at] ?? "",
      before,
      after,
      evidence: [{ id: "tour", ...met }],
    }));
    return { tried: { line, months: tried, inForce, isRounding }, heldFrom: joinedOn, isConcerned };
  }),
);

function totalsOver(all: readonly SimulatedAdvisorResult[]): Totals {
  const totals = new SimulationTotals(ASKED, MILESTONE);
  for (const { tried, heldFrom, isConcerned } of all) {
    totals.add(tried);
    if (isConcerned) totals.concern();
    totals.hold(heldFrom);
  }
  return totals.totals();
}

/** As a part keeps them. */
const stored = (totals: Totals): Totals => outcomeCodec.decode(outcomeCodec.encode({ totals, lines: [], basis: [] })).totals;

describe("the totals of a trial", () => {
  test("are the same, to the hash, however the advisors are cut into parts and in whatever order these merge", () => {
    fc.assert(
      fc.property(advisors, fc.array(fc.nat(4), { minLength: 60, maxLength: 60 }), fc.boolean(), (all, cut, reversed) => {
        const parts = [0, 1, 2, 3, 4].map((part) => all.filter((_, index) => cut[index] === part));
        const ofParts = (reversed ? parts.reverse() : parts).map((part) => stored(totalsOver(part)));
        const [whole, merged] = [totalsOver(all), addTotals(ASKED, [totalsOver([]), ...ofParts])];
        expect({ ...merged, milestone: { ...merged.milestone } }).toEqual(whole);
        const of = { request: { ...ASKED, replaces: "partner", as: "always" } as const, way: { reads: "snapshots" } as const };
        const hash = (totals: Totals) => resultHashOf(of, { totals, lines: [], basis: [] });
        expect(hash(merged)).toBe(hash(whole));
      }),
    );
  });

  test("sum to the cost in every group, count every advisor once in the histogram, and list the worst first", () => {
    fc.assert(
      fc.property(advisors, (all) => {
        const totals = totalsOver(all);
        for (const group of [totals.months, totals.components, totals.products, totals.stores, totals.starLevels, totals.tenures])
          for (const side of ["before", "after"] as const)
            expect(Object.values(group).reduce((sum, split) => sum + split[side], 0n)).toBe(totals.cost[side]);
        const rounding = all
          .filter(({ tried }) => tried.isRounding)
          .reduce((sum, { tried: { line } }) => sum + line.after - line.before, 0n);
        expect(totals.increased.amount + totals.decreased.amount + rounding).toBe(totals.cost.after - totals.cost.before);
        expect(totals.concerned).toBe(all.filter(({ isConcerned }) => isConcerned).length);
        expect(totals.histogram.reduce((count, { advisors }) => count + advisors, 0)).toBe(all.length);
        const changes = totals.largestDecreasesByAmount.map(({ before, after }) => after - before);
        expect(changes).toEqual([...changes].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0)));
        expect(totals.largestDecreasesByAmount.length).toBe(Math.min(20, totals.decreased.advisors));
        for (const { from, to, advisors } of totals.histogram) {
          const inside = all.filter(({ tried: { line, isRounding } }) => isInside(isRounding ? 0n : line.after - line.before, from, to));
          expect(inside.length).toBe(advisors);
        }
      }),
    );
  });
});

/** An edge belongs to the bin that is farther from 0. */
function isInside(change: bigint, from: bigint | undefined, to: bigint | undefined): boolean {
  const [low, high] = [from === undefined ? undefined : from * 3n, to === undefined ? undefined : to * 3n];
  if (from === 0n && to === 0n) return change === 0n;
  if ((to ?? 1n) <= 0n) return change < 0n && (low === undefined || change > low) && change <= (high ?? 0n);
  return change > 0n && (high === undefined || change < high) && change >= (low ?? 0n);
}

test("totals: the bins have fixed edges on both sides of no change", () => {
  const bins = histogramOf(new Array<number>(BINS).fill(0)).map(({ from, to }) => [from, to]);
  expect(bins[0]).toEqual([undefined, -5_000_000n]);
  expect(bins[6]).toEqual([-50_000n, -10_000n]);
  expect(bins[7]).toEqual([-10_000n, 0n]);
  expect(bins[8]).toEqual([0n, 0n]);
  expect(bins[9]).toEqual([0n, 10_000n]);
  expect(bins[16]).toEqual([5_000_000n, undefined]);
  expect(bins.length).toBe(17);
  expect([binOf(0n, 3), binOf(1n, 3), binOf(29_999n, 3), binOf(30_000n, 3), binOf(-30_000n, 3)]).toEqual([8, 9, 9, 10, 6]);
});

test("totals: bands of tenure", () => {
  expect([-3, 0, 5, 6, 11, 12, 23, 24, 36, 59, 60, 300].map(tenureBand)).toEqual([
    "0-5",
    "0-5",
    "0-5",
    "6-11",
    "6-11",
    "12-23",
    "12-23",
    "24-35",
    "36-59",
    "36-59",
    "60+",
    "60+",
  ]);
});

test("totals: lines are read as they were written, amounts beyond 2^53 included", () => {
  const months = [{ month: "2026-01", before: 2n ** 60n, after: -1n }];
  const line: AdvisorLine = {
    advisorId: "a",
    name: "李",
    storeId: "s",
    tenureMonths: 3,
    months,
    before: 2n ** 60n,
    after: -1n,
    equity: { before: true, after: false },
  };
  expect(readLines(linesText([line, { ...line, advisorId: "b", starLevel: "4" }]))).toEqual([
    line,
    { ...line, advisorId: "b", starLevel: "4" },
  ]);
  expect(sha256Hex(linesText([line]))).toBe(sha256Hex(linesText([{ ...line, starLevel: undefined }])));
});
