import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, type Month, yearOf } from "../../../../shared/base/calendar/month.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { byComponent, explainEarnings } from "../../../../shared/engine/earnings/explain.ts";
import { PlanBook } from "../../../../shared/engine/plan/plan-versions.ts";
import { componentLines, NOTHING_SETTLED, settle } from "../../../../shared/engine/statement/settle.ts";
import { CLOSED_MONTHS, momentAfter, momentOf, world } from "../../../support/arbitrary-world.ts";
import type { Content, Step } from "../../../support/scenario.ts";

const MONTH = "2026-03";
const SHARE = { id: "tour", kind: "share", rate: "0.1" };

const plan = (components: readonly Content[], members: Content = {}): Step => ({
  plan: { planId: "partner", version: 1, effectiveFrom: "2026-01-01", components, ...members },
});
const li = (members: Content = {}): Step => ({
  advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2020-01-15", planId: "partner", ...members },
});
const sale = (price: number, day = `${MONTH}-10`, product = "hotel"): Step => ({
  order: {
    orderId: `${day} ${price} ${product}`,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${day}T09:00:00+08:00`,
    fulfilledAt: `${day}T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product, price }],
    credits: [{ advisorId: "li" }],
  },
});
const scored = (serviceScore: string): Step => ({ attributes: { advisorId: "li", month: MONTH, values: { serviceScore }, revision: 1 } });

/** What Li earns in a month by these facts: each component's amount by its id and version, and the sum. */
function earned(facts: readonly Step[], month: Month = MONTH): Record<string, bigint> {
  const earnings = evaluate(momentAfter(facts).books("li"), month);
  const lines = componentLines(earnings).map(({ id, version, amount }): [string, bigint] => [`${id} ${version}`, amount]);
  return { ...Object.fromEntries(lines), sum: earnings.amount };
}

describe("a month as a whole", () => {
  const club = (amount: number) => ({ id: "club", kind: "bonus", amount, when: { measure: "sales", atLeast: 1000 } });

  test("is under the version in force on its last day, while each order is under that of its booking", () => {
    const facts = [plan([SHARE, club(5)]), plan([SHARE, club(7)], { version: 2, effectiveFrom: "2026-03-31" }), li(), sale(1000)];
    expect(earned(facts)).toEqual({ "tour 1": 100n, "club 2": 7n, sum: 107n });
  });

  test("gets its bonuses first, then the cap, then the guarantee, however the plan lists them", () => {
    const guarantee = { id: "ramp", kind: "guarantee", amount: 90, months: 100 };
    const cap = { id: "cap", kind: "cap", amount: 80 };
    const facts = [plan([guarantee, cap, club(5), SHARE]), li(), sale(1000)];
    expect(earned(facts)).toEqual({ "tour 1": 100n, "club 1": 5n, "cap 1": -25n, "ramp 1": 10n, sum: 90n });
  });

  test("reaches a bonus exactly at its threshold; earnings are measured before any bonus", () => {
    const bonus = (id: string, atLeast: number) => ({ id, kind: "bonus", amount: 1, when: { measure: "earnings", atLeast } });
    expect(earned([plan([SHARE, bonus("a", 100), bonus("b", 101)]), li(), sale(1000)])).toEqual({ "tour 1": 100n, "a 1": 1n, sum: 101n });
  });
});

describe("shares and flats", () => {
  test("pay for the credits of all rows that match", () => {
    const flat = { id: "each", kind: "flat", where: { product: ["hotel", "train"] }, amount: 7 };
    const facts = [plan([SHARE, flat]), li(), sale(1000), sale(300, `${MONTH}-11`, "train"), sale(50, `${MONTH}-12`, "flight")];
    expect(earned(facts)).toEqual({ "tour 1": 135n, "each 1": 14n, sum: 149n });
  });

  test("of two plans are told apart, though their versions have one number and their components one name", () => {
    const junior = plan([{ ...SHARE, rate: "0.3" }], { planId: "junior" });
    const moved = li({ assignments: [{ planId: "junior", from: `${MONTH}-15` }] });
    const moment = momentAfter([plan([SHARE]), junior, moved, sale(1000), sale(2000, `${MONTH}-20`)]);
    const { components } = explainEarnings(evaluate(moment.books("li"), MONTH), moment.credits("li", MONTH));
    expect(components).toMatchObject([
      { id: "tour", planId: "junior", amount: 600n, base: 2000n, credits: [{ base: 2000n, amount: 600n }] },
      { id: "tour", planId: "partner", amount: 100n, base: 1000n, credits: [{ base: 1000n, amount: 100n }] },
    ]);
  });

  test("stand on a statement by id, then plan, then version as a number", () => {
    const line = (id: string, planId: string, version: number) => ({ id, planId, version });
    const sorted = [line("a", "p", 2), line("a", "p", 10), line("a", "q", 1), line("b", "a", 1)];
    expect(sorted.toReversed().sort(byComponent)).toEqual(sorted);
    expect([...sorted].sort(byComponent)).toEqual(sorted);
  });

  test("can't be computed by a version that nobody knows", () => {
    const books = momentAfter([plan([SHARE]), li(), sale(1000)]).books("li");
    expect(() => evaluate({ ...books, terms: { ...books.terms, plans: new PlanBook([]) } }, MONTH)).toThrow("no version 1 of plan partner");
  });
});

describe("the base", () => {
  const amounts = { price: 1000, refunded: 300, cost: 70, discounts: { coupon: 20, points: 5 } };
  const discounted = {
    ...sale(0),
    order: { ...(sale(0) as { order: Content }).order, lines: [{ lineId: "1", product: "hotel", ...amounts }] },
  };

  test.each([
    [[], 1000n],
    [["refunded"], 700n],
    [["cost"], 930n],
    [["discounts.coupon"], 980n],
    [["discounts.coupon", "discounts.points", "refunded", "cost"], 605n],
    [["discounts.membership"], 1000n],
  ])("is the price less %j: %s", (less, base) => {
    const whole = plan([{ id: "tour", kind: "share", rate: "1" }], { base: { from: "price", less } });
    expect(earned([whole, li(), discounted]).sum).toBe(base);
  });
});

describe("what is measured", () => {
  const facts = [li(), sale(900), sale(200, `${MONTH}-11`, "train")];
  const steps = [
    { from: 0, rate: "0.1" },
    { from: 1000, rate: "0.2" },
  ];
  const tour = (tiers: Content, where: Content = {}) =>
    plan([{ id: "tour", kind: "share", where, tiers: { mode: "whole", steps, ...tiers } }]);

  test("for a ladder are the credits that it pays, unless it names others", () => {
    const hotel = { product: ["hotel"] };
    expect(earned([tour({}), ...facts]).sum).toBe(220n);
    expect(earned([tour({}, hotel), ...facts]).sum).toBe(90n);
    expect(earned([tour({ of: {} }, hotel), ...facts]).sum).toBe(180n);
    expect(earned([tour({ of: { product: ["train"] } }), ...facts]).sum).toBe(110n);
  });

  test("for a bonus are the credits that it names, by sales or by units", () => {
    const bonus = (measure: string, atLeast: number, of?: Content) =>
      plan([{ id: "club", kind: "bonus", amount: 5, when: { measure, atLeast, of } }]);
    const paid = (...args: Parameters<typeof bonus>) => earned([bonus(...args), ...facts]).sum;
    expect([paid("sales", 1100), paid("sales", 1101), paid("units", 2), paid("units", 3)]).toEqual([5n, 0n, 5n, 0n]);
    const train = { product: ["train"] };
    expect([paid("sales", 200, train), paid("sales", 201, train), paid("units", 1, train), paid("units", 2, train)]).toEqual([
      5n,
      0n,
      5n,
      0n,
    ]);
  });

  test("and reached without paying anything is no line", () => {
    expect(earned([plan([{ id: "club", kind: "bonus", amount: 0, when: { measure: "sales", atLeast: 1 } }]), ...facts])).toEqual({
      sum: 0n,
    });
  });
});

describe("a guarantee", () => {
  const facts = (members: Content) => [plan([{ id: "ramp", kind: "guarantee", amount: 500, months: 3 }]), li(members)];
  const paidIn = (members: Content) =>
    Array.from({ length: 6 }, (_, index) => addMonths("2026-01", index)).filter((month) => earned(facts(members), month).sum !== 0n);

  test("holds from the month of joining, for its count of months, with or without credits", () => {
    expect(paidIn({ joinedOn: "2026-02-28" })).toEqual(["2026-02", "2026-03", "2026-04"]);
  });

  test("holds up to the month of leaving", () => {
    expect(paidIn({ joinedOn: "2026-02-28", leftOn: "2026-03-01" })).toEqual(["2026-02", "2026-03"]);
  });
});

describe("a factor", () => {
  const factors = [
    {
      id: "service",
      by: "serviceScore",
      default: "0.5",
      steps: [
        { from: "4", factor: "1.1" },
        { from: "4.8", factor: "1.2" },
      ],
    },
  ];
  const facts = [plan([{ ...SHARE, factors: ["service"] }], { factors }), li(), sale(1000)];

  test.each([
    ["no value", [], 50n],
    ["a value below the first step", [scored("3.999999999")], 50n],
    ["a value exactly at a step", [scored("4")], 110n],
    ["a value above the last step", [scored("5")], 120n],
  ])("is that of the highest step reached, else the default: %s", (_, scores, amount) => {
    expect(earned([...facts, ...scores]).sum).toBe(amount);
  });
});

describe("a year's ladder", () => {
  const tiers = {
    mode: "whole",
    period: "year",
    steps: [
      { from: 0, rate: "0.1" },
      { from: 1000, rate: "0.2" },
    ],
  };
  const facts = [plan([{ id: "tour", kind: "share", tiers }], { effectiveFrom: "2025-01-01" }), li()];

  test("counts from January: what the year before sold does not lift it", () => {
    expect(earned([...facts, sale(900, "2025-12-31"), sale(100, "2026-01-01")], "2026-01").sum).toBe(10n);
    expect(earned([...facts, sale(900, "2026-01-01"), sale(100)], MONTH).sum).toBe(20n);
  });
});

test("earnings: earnings depend on the calendar year up to the month, and on nothing before or after it", () => {
  fc.assert(
    fc.property(world, (world) => {
      const moment = momentOf(world);
      for (const { advisorId } of moment.advisors) {
        const books = moment.books(advisorId);
        for (const month of CLOSED_MONTHS) {
          const rows = new Map([...books.rows].filter(([each]) => yearOf(each) === yearOf(month) && each <= month));
          expect(evaluate({ ...books, rows }, month)).toEqual(evaluate(books, month));
        }
      }
    }),
  );
});

describe("what is payable", () => {
  const payable = (minimum: number) => {
    const { books } = momentAfter([plan([SHARE], { payout: { minimum } }), li(), sale(1000)]).standing("li", MONTH);
    const { statement } = settle(books, MONTH, MONTH, NOTHING_SETTLED, []);
    return [statement?.payable, statement?.carriedForward];
  };

  test("is the total from the minimum on, and else carried", () => {
    expect(payable(100)).toEqual([100n, 0n]);
    expect(payable(101)).toEqual([0n, 100n]);
  });
});
