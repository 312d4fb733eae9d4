import { describe, expect, test } from "vitest";
import { NOTHING_SETTLED, settle } from "../../../../shared/engine/statement/settle.ts";
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
