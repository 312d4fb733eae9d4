import { describe, expect, test } from "vitest";
import { PlanBook } from "../../../../shared/engine/plan/plan-versions.ts";
import { type ExplainedAdjustment, explainAdjustment } from "../../../../shared/engine/statement/explain-adjustment.ts";
import { PureCore } from "../../../support/pure-core.ts";
import type { Content, Step } from "../../../support/scenario.ts";

const MONTH = "2026-10";
const PARTNER = { planId: "partner", version: 1 };

const plan = (components: readonly Content[], members: Content = {}): Step => ({
  plan: { ...PARTNER, effectiveFrom: "2026-01-01", components, ...members },
});
const trip = (orderId: string, revision: number, prices: readonly number[], members: Content = {}): Step => ({
  order: {
    orderId,
    revision,
    status: "fulfilled",
    bookedAt: `${MONTH}-08T09:00:00+08:00`,
    fulfilledAt: `${MONTH}-10T20:00:00+08:00`,
    currency: "CNY",
    lines: prices.map((price, index) => ({ lineId: `${index + 1}`, product: "hotel", price })),
    credits: [{ advisorId: "li" }],
    ...members,
  },
});
const LI: Step = { advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2020-01-15", planId: "partner" } };
const LIVE = { facets: { channel: "live" } };

/** Closes October after some facts and November after others, and explains what the second close adjusted of October. */
function explained(october: readonly Step[], november: readonly Step[]): ExplainedAdjustment {
  const core = new PureCore({ currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] });
  for (const step of [LI, ...october, { close: MONTH }, ...november, { close: "2026-11" }]) core.take(step);
  expect(core.held).toEqual([]);
  const [before, now] = core.closes;
  const adjustment = core.statements.at(-1)?.adjustments[0];
  if (before === undefined || now === undefined || adjustment === undefined) throw new Error("nothing was adjusted");
  return explainAdjustment(MONTH, adjustment.amount, before.moment.standing("li", MONTH), now.moment.standing("li", MONTH));
}

function restated(adjustment: ExplainedAdjustment) {
  if (adjustment.kind !== "restated") throw new Error("the month was opened");
  return adjustment;
}
const factsOf = (adjustment: ExplainedAdjustment) => restated(adjustment).facts;

describe("of an adjustment", () => {
  const components = [
    { id: "tour", kind: "share", rate: "0.1" },
    { id: "live", kind: "flat", where: { channel: ["live"] }, amount: 300 },
    { id: "club", kind: "bonus", amount: 500, when: { measure: "sales", atLeast: 3_000 } },
  ];
  const october = [plan(components), trip("o3", 1, [500]), trip("o2", 1, [1_500, 500]), trip("o1", 1, [1_000], LIVE)];

  test("each order that changed stands with what it does to each component, and with no revision where it does not count", () => {
    const late = trip("o4", 7, [705], LIVE);
    const november = [late, trip("o2", 2, [], { status: "cancelled" }), trip("o3", 2, [500]), trip("o1", 2, [1_000])];
    expect(explained(october, november)).toStrictEqual({
      kind: "restated",
      month: MONTH,
      amount: 521n - 1_150n,
      facts: [
        {
          orderId: "o1",
          revisionBefore: 1,
          revisionNow: 2,
          amount: -300n,
          parts: [{ ...PARTNER, id: "live", baseBefore: 1_000n, baseNow: 0n, unitsBefore: 1n, unitsNow: 0n, settledRate: "300" }],
        },
        {
          orderId: "o2",
          revisionBefore: 1,
          amount: -200n,
          parts: [{ ...PARTNER, id: "tour", baseBefore: 2_000n, baseNow: 0n, unitsBefore: 2n, unitsNow: 0n, settledRate: "1/10" }],
        },
        {
          orderId: "o4",
          revisionNow: 7,
          // 10% of 7.05 is 0.705, rounded half away from zero.
          amount: 300n + 71n,
          parts: [
            { ...PARTNER, id: "live", baseBefore: 0n, baseNow: 705n, unitsBefore: 0n, unitsNow: 1n, settledRate: "300" },
            { ...PARTNER, id: "tour", baseBefore: 0n, baseNow: 705n, unitsBefore: 0n, unitsNow: 1n, settledRate: "1/10" },
          ],
        },
      ],
      ladderAndFactors: {
        amount: -500n,
        because: [{ ...PARTNER, id: "club", amountBefore: 500n, amountNow: 0n, measuredBefore: 3_500n }],
      },
    });
  });

  test("an order of no price counts by its units", () => {
    expect(explained([plan(components), trip("o1", 1, [1_000])], [trip("o2", 1, [0], LIVE)])).toMatchObject({
      amount: 300n,
      facts: [
        {
          orderId: "o2",
          amount: 300n,
          parts: [
            { id: "live", baseNow: 0n, unitsNow: 1n },
            { id: "tour", baseNow: 0n, unitsNow: 1n },
          ],
        },
      ],
      // Both would have paid at these rates before, too: no terms have changed.
      ladderAndFactors: { amount: 0n, because: [] },
    });
  });

  test("an order that is paid by a version which nobody knows can't be explained", () => {
    const core = new PureCore({ currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] });
    for (const step of [LI, ...october]) core.take(step);
    const { books, credits } = core.now().standing("li", MONTH);
    const unknown = { ...books, terms: { ...books.terms, plans: new PlanBook([]) } };
    const standing = { books: unknown, credits };
    expect(() => explainAdjustment(MONTH, 1n, standing, standing)).toThrow("no version 1 of plan partner is known");
  });

  test("a bonus that came is told by what is measured now, one that stood as it was not at all", () => {
    const gift = { id: "gift", kind: "bonus", amount: 50, when: { measure: "units", atLeast: 1 } };
    expect(explained([plan([...components, gift]), trip("o1", 1, [1_000])], [trip("o2", 1, [2_000])])).toMatchObject({
      amount: 700n,
      facts: [{ orderId: "o2", amount: 200n }],
      ladderAndFactors: {
        amount: 500n,
        because: [{ ...PARTNER, id: "club", amountBefore: 0n, amountNow: 500n, measuredNow: 3_000n }],
      },
    });
  });

  test("a cap or guarantee that comes to another amount is told with what stood before it", () => {
    const capped = [
      plan([
        { id: "tour", kind: "share", rate: "0.1" },
        { id: "cap", kind: "cap", amount: 300 },
      ]),
      trip("o1", 1, [4_000]),
    ];
    const cap = { ...PARTNER, id: "cap", amountBefore: -100n, measuredBefore: 400n };
    expect(explained(capped, [trip("o1", 2, [2_500])])).toMatchObject({
      amount: -50n,
      facts: [{ orderId: "o1", amount: -150n }],
      ladderAndFactors: { amount: 100n, because: [{ ...cap, amountNow: 0n }] },
    });
    // The cap holds both times; a joining day that is corrected lifts what it leaves.
    const lifting = { id: "lift", kind: "guarantee", amount: 350, months: 3 };
    const [tour, ceiling] = [
      { id: "tour", kind: "share", rate: "0.1" },
      { id: "cap", kind: "cap", amount: 300 },
    ];
    const joined: Step = { advisor: { ...(LI as { advisor: Content }).advisor, revision: 2, joinedOn: "2026-09-15" } };
    expect(explained([plan([tour, ceiling, lifting]), trip("o1", 1, [4_000])], [trip("o1", 2, [3_500]), joined])).toMatchObject({
      amount: 50n,
      facts: [{ orderId: "o1", amount: -50n }],
      ladderAndFactors: {
        amount: 100n,
        because: [
          { ...cap, amountNow: -50n, measuredNow: 350n },
          { ...PARTNER, id: "lift", amountBefore: 0n, amountNow: 50n, measuredNow: 300n },
        ],
      },
    });
    const ramp = { id: "ramp", kind: "guarantee", amount: 350, months: 1_000 };
    expect(explained([plan([...components, ramp]), trip("o1", 1, [1_000])], [trip("o1", 2, [1_000, 2_400])])).toMatchObject({
      amount: 490n,
      ladderAndFactors: {
        because: [
          { id: "club", amountNow: 500n, measuredNow: 3_400n },
          { id: "ramp", amountBefore: 250n, amountNow: 0n, measuredBefore: 100n },
        ],
      },
    });
    const lifted = [plan([{ id: "tour", kind: "share", rate: "0.1" }, ramp]), trip("o1", 1, [1_000])];
    expect(explained([...lifted, trip("o9", 1, [3_000])], [trip("o9", 2, [2_000])])).toMatchObject({
      amount: -50n,
      ladderAndFactors: { amount: 50n, because: [{ id: "ramp", amountBefore: 0n, amountNow: 50n, measuredNow: 300n }] },
    });
  });

  test("a backdated version takes the orders over at the rate that it would have had, and no ladder is named", () => {
    const backdated = plan([{ id: "tour", kind: "share", rate: "0.2" }], { version: 2 });
    const shared = { unitsBefore: 0n, unitsNow: 1n };
    expect(explained([plan([{ id: "tour", kind: "share", rate: "0.1" }]), trip("o1", 1, [1_000])], [backdated])).toMatchObject({
      amount: 100n,
      facts: [
        {
          orderId: "o1",
          revisionBefore: 1,
          revisionNow: 1,
          amount: 100n,
          parts: [
            { id: "tour", version: 1, baseBefore: 1_000n, baseNow: 0n, unitsBefore: 1n, unitsNow: 0n, settledRate: "1/10" },
            { id: "tour", version: 2, baseBefore: 0n, baseNow: 1_000n, ...shared, settledRate: "1/5" },
          ],
        },
      ],
      ladderAndFactors: { amount: 0n },
    });
  });
});

describe("of an adjustment of a table", () => {
  const rows = [
    { where: { product: ["hotel"] }, rate: "0.004" },
    { where: { product: ["train"] }, rate: "0.006" },
  ];
  const table = { id: "lines", kind: "table", rows };
  const of = (product: string, revision: number, price: number) => trip("o1", revision, [], { lines: [{ lineId: "1", product, price }] });

  test("an order that moves to another row stands in both, each at its own rate; together they are rounded once", () => {
    const [gone, come] = [
      { baseBefore: 100n, baseNow: 0n, unitsBefore: 1n, unitsNow: 0n },
      { baseBefore: 0n, baseNow: 100n, unitsBefore: 0n, unitsNow: 1n },
    ];
    // 0.6 less 0.4: rounded one by one it would be a fen.
    expect(
      explained([plan([table]), of("hotel", 1, 100), trip("o2", 1, [1_000])], [of("train", 2, 100), trip("o2", 2, [2_000])]),
    ).toMatchObject({
      amount: 5n,
      facts: [
        {
          orderId: "o1",
          amount: 0n,
          parts: [
            { ...PARTNER, id: "lines", ...gone, settledRate: "1/250" },
            { ...PARTNER, id: "lines", ...come, settledRate: "3/500" },
          ],
        },
        { orderId: "o2", amount: 4n, parts: [{ id: "lines", baseBefore: 1_000n, baseNow: 2_000n, settledRate: "1/250" }] },
      ],
      // 4.4 stood, 8.6 stand: the fen is of the rounding.
      ladderAndFactors: { amount: 1n, because: [] },
    });
  });

  test("parts stand by their row, in whatever order the order's lines are", () => {
    const lines = ["train", "hotel"].map((product, index) => ({ lineId: `${index}`, product, price: 1_000 }));
    const [fact] = factsOf(explained([plan([table])], [trip("o1", 1, [], { lines })]));
    expect(fact?.parts.map(({ settledRate, baseNow }) => [settledRate, baseNow])).toEqual([
      ["1/250", 1_000n],
      ["3/500", 1_000n],
    ]);
    expect(fact?.amount).toBe(10n);
  });

  test("factors alone tell what changed of its terms: it has no rate of its own, be it of one row", () => {
    const factors = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4", factor: "2" }] }];
    const scored: Step = { attributes: { advisorId: "li", month: MONTH, values: { serviceScore: "4" }, revision: 1 } };
    for (const each of [rows, rows.slice(0, 1)]) {
      const terms = plan([{ ...table, rows: each, factors: ["service"] }], { factors });
      const { ladderAndFactors } = restated(explained([terms, of("hotel", 1, 1_000)], [scored]));
      expect(ladderAndFactors).toStrictEqual({
        amount: 4n,
        because: [
          {
            ...PARTNER,
            id: "lines",
            amountBefore: 4n,
            amountNow: 8n,
            factorsBefore: [{ id: "service", by: "serviceScore", factor: "1" }],
            factorsNow: [{ id: "service", by: "serviceScore", value: "4", from: { advisorId: "li" }, givenFor: MONTH, factor: "2" }],
          },
        ],
      });
    }
  });
});

describe("of an adjustment of a ladder", () => {
  /** Trains are paid by what is sold of everything. */
  const steps = [
    { from: 0, rate: "0.1" },
    { from: 1_000, rate: "0.2" },
  ];
  const trains = plan([{ id: "train", kind: "share", where: { product: ["train"] }, tiers: { mode: "whole", of: {}, steps } }]);
  const train = (revision: number, price: number, members: Content = {}) =>
    trip("o2", revision, [], { lines: [{ lineId: "1", product: "train", price }], ...members });

  test("what had nothing to pay for then is told with the rate that it would have had, and what has nothing now likewise", () => {
    const rise = { measuredBefore: 900n, measuredNow: 1_100n, rateBefore: "1/10", rateNow: "1/5" };
    expect(explained([trains, trip("o1", 1, [900])], [train(1, 200)])).toMatchObject({
      amount: 40n,
      facts: [{ orderId: "o2", amount: 20n, parts: [{ id: "train", settledRate: "1/10" }] }],
      ladderAndFactors: { amount: 20n, because: [{ ...PARTNER, id: "train", amountBefore: 0n, amountNow: 40n, ...rise }] },
    });
    const fall = { measuredBefore: 1_100n, measuredNow: 900n, rateBefore: "1/5", rateNow: "1/10" };
    expect(explained([trains, trip("o1", 1, [900]), train(1, 200)], [train(2, 0, { status: "cancelled" })])).toMatchObject({
      amount: -40n,
      facts: [{ orderId: "o2", amount: -40n, parts: [{ id: "train", settledRate: "1/5" }] }],
      ladderAndFactors: { amount: 0n, because: [{ ...PARTNER, id: "train", amountBefore: 40n, amountNow: 0n, ...fall }] },
    });
  });

  test("a step that is not left is no reason, however much is measured", () => {
    const { ladderAndFactors } = restated(
      explained([trains, trip("o1", 1, [2_000]), train(1, 200)], [trip("o3", 1, [5_000]), train(2, 300)]),
    );
    expect(ladderAndFactors).toEqual({ amount: 0n, because: [] });
  });

  test("a target that is corrected is told by the rates before and now, and no order is", () => {
    const tiers = {
      mode: "whole",
      measure: "attainment",
      target: "goal",
      steps: [
        { from: "0", rate: "0.1" },
        { from: "1", rate: "0.2" },
      ],
    };
    const goal = (value: string, revision: number): Step => ({
      attributes: { advisorId: "li", month: MONTH, values: { goal: value }, revision },
    });
    const terms = plan([{ id: "tour", kind: "share", tiers }]);
    expect(explained([terms, trip("o1", 1, [1_000]), goal("1001", 1)], [goal("1000", 2)])).toStrictEqual({
      kind: "restated",
      month: MONTH,
      amount: 100n,
      facts: [],
      ladderAndFactors: {
        amount: 100n,
        because: [
          {
            ...PARTNER,
            id: "tour",
            amountBefore: 100n,
            amountNow: 200n,
            measuredBefore: 1_000n,
            measuredNow: 1_000n,
            rateBefore: "1/10",
            rateNow: "1/5",
          },
        ],
      },
    });
  });

  test("reasons stand by the component's id", () => {
    const club = (id: string) => ({ id, kind: "bonus", amount: 500, when: { measure: "sales", atLeast: 1_000 } });
    const share = (id: string) => ({ id, kind: "share", tiers: { mode: "whole", steps } });
    const { ladderAndFactors } = restated(
      explained([plan([club("d"), share("c"), club("b"), share("a")]), trip("o1", 1, [900])], [trip("o1", 2, [1_000])]),
    );
    expect(ladderAndFactors.because.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  });
});
