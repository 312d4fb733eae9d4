import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, type Month, yearOf } from "../../shared/calendar/month.ts";
import { evaluate } from "../../shared/earnings/evaluate.ts";
import { componentLines, NOTHING_SETTLED, settle } from "../../shared/statement/settle.ts";
import { CLOSED_MONTHS, momentAfter, momentOf, world } from "../support/arbitrary-world.ts";
import type { Content, Step } from "../support/scenario.ts";

const MONTH = "2026-03";
const SHARE = { id: "tour", kind: "share", rate: "0.1" };

const plan = (components: readonly Content[], members: Content = {}): Step => ({
  plan: { planId: "partner", version: 1, effectiveFrom: "2026-01-01", components, ...members },
});
const li = (members: Content = {}): Step => ({
  advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2020-01-15", planId: "partner", ...members },
});
const sale = (price: number, day = `${MONTH}-10`): Step => ({
  order: {
    orderId: `${day} ${price}`,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${day}T09:00:00+08:00`,
    fulfilledAt: `${day}T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price }],
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

test("earnings depend on the calendar year up to the month, and on nothing before or after it", () => {
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
