import { describe, expect, test } from "vitest";
import { componentLines, earlierMonths, leastPaid, NOTHING_SETTLED, settle } from "../../../../shared/engine/statement/settle.ts";
import { PureCore } from "../../../support/pure-core.ts";
import type { Content, Step } from "../../../support/scenario.ts";

const SHARE = { id: "tour", kind: "share", rate: "0.1" };

const plan = (components: readonly Content[], members: Content = {}): Step => ({
  plan: { planId: "partner", version: 1, effectiveFrom: "2025-01-01", components, ...members },
});
const li = (members: Content = {}): Step => ({
  advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2025-01-15", planId: "partner", ...members },
});
const sale = (day: string, price = 1_000): Step => ({
  order: {
    orderId: day,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${day}T09:00:00+08:00`,
    fulfilledAt: `${day}T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price }],
    credits: [{ advisorId: "li" }],
  },
});
const manual = (adjustmentId: string, month: string, amount: number): Step => ({
  adjustment: { adjustmentId, advisorId: "li", month, amount, reason: "prize" },
});

/** The core after these steps. */
function run(...steps: readonly Step[]): PureCore {
  const core = new PureCore({ currency: "CNY", timeZone: "Asia/Shanghai", facets: [] });
  for (const step of steps) core.take(step);
  expect(core.held).toEqual([]);
  return core;
}

describe("the first close", () => {
  test("settles the earlier months with a credit, in their order however their orders came", () => {
    const core = run(plan([SHARE]), li(), sale("2026-02-10", 2_000), sale("2025-12-10", 500), sale("2026-01-10"), { close: "2026-03" });
    expect(core.statements).toMatchObject([
      {
        month: "2026-03",
        earnings: 0n,
        adjustments: [
          { month: "2025-12", amount: 50n },
          { month: "2026-01", amount: 100n },
          { month: "2026-02", amount: 200n },
        ],
        payable: 350n,
      },
    ]);
  });

  test("opens no earlier month without a credit, whatever it would guarantee", () => {
    const core = run(plan([{ id: "ramp", kind: "guarantee", amount: 500, months: 60 }]), li());
    const books = { ...core.now().books("li"), rows: new Map([["2026-02", []]]) };
    expect(settle(books, "2026-03", "2026-03", NOTHING_SETTLED, []).statement).toMatchObject({ earnings: 500n, adjustments: [] });
  });

  test("takes the manual adjustments of earlier months along, a later one those of its own month alone", () => {
    const core = run(plan([SHARE]), li(), manual("a", "2026-01", 10), manual("b", "2026-03", 200), manual("c", "2026-04", 3_000), {
      close: "2026-03",
    });
    expect(core.statements.map(({ manualAdjustments, payable }) => [manualAdjustments, payable])).toEqual([[210n, 210n]]);
    core.take({ close: "2026-04" });
    expect(core.statements.at(-1)).toMatchObject({ month: "2026-04", manualAdjustments: 3_000n, broughtForward: 0n, payable: 3_000n });
  });
});

describe("a later close", () => {
  test("settles a closed month anew even where nothing stands in it any more", () => {
    const core = run(plan([SHARE]), li(), sale("2026-03-10"), { close: "2026-03" });
    core.take({ order: { ...(sale("2026-03-10") as { order: Content }).order, revision: 2, status: "cancelled" } });
    core.take({ close: "2026-04" });
    expect(core.statements.at(-1)).toMatchObject({
      adjustments: [{ month: "2026-03", amount: -100n }],
      payable: 0n,
      carriedForward: -100n,
    });
  });

  test("pays a balance out once it reaches the minimum, and states a debt until it is worked off", () => {
    const core = run(plan([SHARE], { payout: { minimum: 150 } }), li(), sale("2026-03-10"), { close: "2026-03" });
    for (const step of [sale("2026-04-10", 500), { close: "2026-04" }, manual("m", "2026-05", -30), { close: "2026-05" }]) core.take(step);
    for (const step of [{ close: "2026-06" }, sale("2026-07-10", 300), { close: "2026-07" }, { close: "2026-08" }]) core.take(step);
    expect(
      core.statements.map(({ month, broughtForward, payable, carriedForward }) => [month, broughtForward, payable, carriedForward]),
    ).toEqual([
      ["2026-03", 0n, 0n, 100n],
      ["2026-04", 100n, 150n, 0n],
      ["2026-05", 0n, 0n, -30n],
      ["2026-06", -30n, 0n, -30n],
      ["2026-07", -30n, 0n, 0n],
    ]);
  });
});

describe("who has left", () => {
  const paid = (payout: Content, leftOn?: string, month = "2026-03") => {
    const core = run(plan([SHARE], { payout: { minimum: 150, ...payout } }), li({ leftOn }), sale("2026-03-10"), { close: month });
    return core.statements.map(({ payable, carriedForward }) => [payable, carriedForward]);
  };

  test("before the month's last day is paid without a minimum where the plan pays leavers", () => {
    expect(paid({ leavers: "pay" }, "2026-03-30")).toEqual([[100n, 0n]]);
    expect(paid({ leavers: "pay" }, "2026-03-31")).toEqual([[0n, 100n]]);
    expect(paid({ leavers: "pay" })).toEqual([[0n, 100n]]);
  });

  test("is carried like everyone else where it doesn't", () => {
    expect(paid({ leavers: "carry" }, "2026-03-30")).toEqual([[0n, 100n]]);
    expect(paid({}, "2026-03-30")).toEqual([[0n, 100n]]);
  });

  test("and owes is paid nothing", () => {
    const core = run(plan([SHARE], { payout: { leavers: "pay" } }), li({ leftOn: "2026-03-01" }), manual("m", "2026-03", -30), {
      close: "2026-03",
    });
    expect(core.statements).toMatchObject([{ payable: 0n, carriedForward: -30n }]);
  });
});

test("without a plan nothing is the least that is paid out: what somebody adds is paid", () => {
  const { books } = run(plan([SHARE]), li({ planId: undefined }))
    .now()
    .standing("li", "2026-03");
  expect(leastPaid(books, "2026-03", undefined)).toBe(0n);
  const core = run(li({ planId: undefined }), manual("m", "2026-03", 1), { close: "2026-03" });
  expect(core.statements).toMatchObject([{ payable: 1n, carriedForward: 0n }]);
});

describe("equity at a close", () => {
  const equity = { anyOf: [{ months: 1, totalAtLeast: 100 }], require: [{ attribute: "serviceScore", atLeast: "4" }] };
  const score = (serviceScore: string): Step => ({
    attributes: { advisorId: "li", month: "2026-03", values: { serviceScore }, revision: 1 },
  });
  const decided = (...steps: readonly Step[]) => {
    const core = run(plan([SHARE], { equity }), li(), ...steps, { close: "2026-03" });
    const settlement = core.closes[0]?.settlements.get("li");
    return [settlement?.equity.eligible, settlement?.settled.equityEligible, settlement?.statement?.equityEligible];
  };

  test("goes by the month's settled earnings and by the attributes that it requires; both are kept and stated", () => {
    expect(decided(sale("2026-03-10"), score("4"))).toEqual([true, true, true]);
    expect(decided(sale("2026-03-10"), score("3.9"))).toEqual([false, false, false]);
    expect(decided(sale("2026-03-10"))).toEqual([false, false, false]);
    expect(decided(sale("2026-03-10", 990), score("4"))).toEqual([false, false, false]);
  });

  test("is decided for who has no statement, too, and earnings as restated count", () => {
    const later = { anyOf: [{ months: 2, totalAtLeast: 100 }] };
    const core = run(plan([SHARE], { equity: later }), li(), { close: "2026-03" });
    const nothing = core.closes[0]?.settlements.get("li");
    expect(nothing).toMatchObject({ statement: undefined, writeOffs: [], manual: [], settled: { equityEligible: false } });
    for (const step of [sale("2026-03-10"), { close: "2026-04" }, { close: "2026-05" }]) core.take(step);
    expect(core.equityChanges).toEqual([
      { month: "2026-04", advisorId: "li", eligible: true },
      { month: "2026-05", advisorId: "li", eligible: false },
    ]);
  });
});

describe("a write-off on a statement", () => {
  const debt = [plan([SHARE]), li(), manual("m", "2026-03", -300), { close: "2026-03" }];
  const forgiven = (amount: number): Step => ({
    adjustment: { adjustmentId: "w", advisorId: "li", month: "2026-04", amount, reason: "can't be recovered", kind: "writeOff" },
  });

  test("counts up to the debt brought forward, and is told apart from what else was adjusted by hand", () => {
    const core = run(...debt, forgiven(1_000), manual("n", "2026-04", 20), { close: "2026-04" });
    expect(core.statements.at(-1)).toMatchObject({ manualAdjustments: 320n, writtenOff: 300n, broughtForward: -300n, payable: 20n });
    expect(core.closes.at(-1)?.settlements.get("li")?.writeOffs).toEqual([{ adjustmentId: "w", amount: 300n }]);
  });

  test("that doesn't exist, or counts nothing, is not told", () => {
    const without = run(...debt, manual("n", "2026-04", 20), { close: "2026-04" }).statements.at(-1);
    expect(without).toMatchObject({ manualAdjustments: 20n, carriedForward: -280n });
    expect(without).not.toHaveProperty("writtenOff");
    expect(without).not.toHaveProperty("draw");
    const idle = run(plan([SHARE]), li(), sale("2026-03-10"), { close: "2026-03" }, forgiven(10), { close: "2026-04" });
    expect(idle.statements.at(-1)).toMatchObject({ month: "2026-04", manualAdjustments: 0n, payable: 0n });
    expect(idle.statements.at(-1)).not.toHaveProperty("writtenOff");
  });
});

describe("the months that a close settles again", () => {
  const books = run(plan([SHARE]), li({ joinedOn: "2026-03-31" }), sale("2025-11-10"), sale("2026-05-10"), sale("2026-06-10"))
    .now()
    .books("li");
  const months = (month: string, firstMonth: string, settled: readonly string[] = []) =>
    earlierMonths(books, month, firstMonth, { ...NOTHING_SETTLED, byMonth: new Map(settled.map((each) => [each, 1n])) });

  test("are those with a credit, those settled before, and all closed ones since the advisor joined; none from the month itself on", () => {
    expect(months("2026-05", "2026-05")).toEqual(["2025-11"]);
    expect(months("2026-05", "2026-05", ["2025-10", "2026-05", "2026-06"])).toEqual(["2025-10", "2025-11"]);
    expect(months("2026-05", "2026-01")).toEqual(["2025-11", "2026-03", "2026-04"]);
    expect(months("2026-06", "2026-04")).toEqual(["2025-11", "2026-04", "2026-05"]);
  });
});

test("settle: the lines of a statement stand by their id, whether they pay for credits or belong to the month as a whole", () => {
  const bonus = (id: string) => ({ id, kind: "bonus", amount: 1, when: { measure: "units", atLeast: 1 } });
  const { earnings } = settle(
    run(plan([{ ...SHARE, id: "c" }, bonus("b"), { ...SHARE, id: "a" }, bonus("d")]), li(), sale("2026-03-10"))
      .now()
      .books("li"),
    "2026-03",
    "2026-03",
    NOTHING_SETTLED,
    [],
  );
  expect(componentLines(earnings).map(({ id, amount }) => [id, amount])).toEqual([
    ["a", 100n],
    ["b", 1n],
    ["c", 100n],
    ["d", 1n],
  ]);
});
