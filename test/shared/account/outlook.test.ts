import { describe, expect, test } from "vitest";
import { accountWriterFor } from "../../../shared/account/messages.ts";
import { type Account, shownEarnings } from "../../../shared/account/model/account.ts";
import { effectOf } from "../../../shared/account/model/change-effect.ts";
import { equityOutlook } from "../../../shared/account/model/equity-status.ts";
import { forecastMonths } from "../../../shared/account/model/forecast.ts";
import { orderEstimate } from "../../../shared/account/model/order-estimate.ts";
import { correctionsOf } from "../../../shared/account/model/score-corrections.ts";
import { tierProgressOf } from "../../../shared/account/model/tier-progress.ts";
import { yearOutlooks } from "../../../shared/account/model/years.ts";
import { correctionsSection } from "../../../shared/account/views/month-progress.ts";
import type { Month } from "../../../shared/base/calendar/month.ts";
import type { Credit } from "../../../shared/engine/credits/credit.ts";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { withRows } from "../../../shared/engine/earnings/inputs.ts";
import { type TallyRow, tallyOf } from "../../../shared/engine/earnings/tally.ts";
import type { Attributes } from "../../../shared/engine/facts/attributes.ts";
import { NOTHING_SETTLED, settle } from "../../../shared/engine/statement/settle.ts";
import { AGENCY, momentAfter } from "../../support/arbitrary-world.ts";
import type { Content, Step } from "../../support/scenario.ts";

const MONTH = "2026-03";
const SERVICE = { id: "service", by: "serviceScore", steps: [{ from: "4.5", factor: "1.1" }] };

const plan = (components: readonly Content[], members: Content = {}): Step => ({
  plan: { planId: "partner", version: 1, effectiveFrom: "2025-01-01", components, ...members },
});
const li = (members: Content = {}): Step => ({
  advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2025-01-15", planId: "partner", ...members },
});
const scored = (serviceScore: string, revision = 1, members: Content = {}): Step => ({
  attributes: { advisorId: "li", month: MONTH, values: { serviceScore }, revision, ...members },
});
const sale = (price: number, month: Month = MONTH, line: Content = {}, order: Content = {}): Step => ({
  order: {
    orderId: `${month} ${price}`,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${month}-10T09:00:00+08:00`,
    fulfilledAt: `${month}-10T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price, ...line }],
    credits: [{ advisorId: "li" }],
    ...order,
  },
});
const booked = (price: number, month: Month): Step =>
  sale(
    price,
    month,
    {},
    {
      orderId: `booked ${month}`,
      status: "booked",
      fulfilledAt: undefined,
      expectedFulfilmentOn: `${month}-20`,
      bookedAt: "2026-01-01T09:00:00+08:00",
    },
  );

const tiers = (mode: string, steps: readonly [number, string][], members: Content = {}) => ({
  tiers: { mode, steps: steps.map(([from, rate]) => ({ from, rate })), ...members },
});

function standings(facts: readonly Step[], month: Month = MONTH) {
  const books = momentAfter(facts).books("li");
  return tierProgressOf(books, month, evaluate(books, month));
}

describe("a ladder's next step", () => {
  const whole = {
    id: "tour",
    kind: "share",
    factors: ["service"],
    ...tiers(
      "whole",
      [
        [0, "0.06"],
        [1_000_000, "0.08"],
      ],
      { of: {} },
    ),
  };
  const facts = [plan([{ ...whole, where: { product: ["hotel"] } }], { factors: [SERVICE] }), li(), scored("4.8"), sale(600_000)];

  test("lifts everything that is sold already where the ladder is whole, factors included", () => {
    expect(standings(facts)).toEqual([
      {
        id: "tour",
        planId: "partner",
        version: 1,
        mode: "whole",
        measure: "sales",
        period: "month",
        measured: 600_000n,
        measuredBefore: 0n,
        tiers: [
          { from: 0n, rate: "0.06" },
          { from: 1_000_000n, rate: "0.08" },
        ],
        tierIndex: 0,
        // 600,000 at 6% and 1.1 are 39,600; at 8% 52,800.
        next: { from: 1_000_000n, rate: "0.08", missing: 400_000n, effectOnSales: 13_200n, currentRate: 66_000n, nextRate: 88_000n },
      },
    ]);
  });

  test("is worth what the month gains when other sales reach it", () => {
    const books = momentAfter(facts).books("li");
    const next = tierProgressOf(books, MONTH, evaluate(books, MONTH))[0]?.next;
    const [row] = books.rows.get(MONTH) ?? [];
    const reached = { ...(row as TallyRow), facets: ["flight", "seller", "no", ""], price: next?.missing ?? 0n };
    expect(evaluate(withRows(books, [[MONTH, [reached]]]), MONTH).amount - evaluate(books, MONTH).amount).toBe(next?.effectOnSales);
    expect(next?.effectOnSales).toBe(13_200n);
  });

  test("changes nothing of what is sold where the ladder is marginal; a year's stands on the months before", () => {
    const year = {
      id: "tour",
      kind: "share",
      ...tiers(
        "marginal",
        [
          [0, "0.01"],
          [1_000_000, "0.02"],
        ],
        { period: "year" },
      ),
    };
    const [standing] = standings([plan([year]), li(), sale(700_000, "2026-02"), sale(100_000)]);
    expect(standing).toMatchObject({ measured: 800_000n, measuredBefore: 700_000n, tierIndex: 0 });
    expect(standing?.next).toMatchObject({ missing: 200_000n, effectOnSales: 0n, currentRate: 10_000n, nextRate: 20_000n });
  });

  test("is none on the last one", () => {
    expect(standings([...facts, sale(400_000)])[0]).toMatchObject({ tierIndex: 1, next: undefined });
  });

  test("is shown where nothing of it is sold yet, and once where it is", () => {
    const flights = {
      ...whole,
      id: "flight",
      where: { product: ["flight"] },
      ...tiers("whole", [
        [0, "0.01"],
        [10, "0.02"],
      ]),
    };
    const both = standings([plan([whole, flights], { factors: [SERVICE] }), li(), sale(5)]);
    expect(both.map(({ id }) => id)).toEqual(["flight", "tour"]);
    expect(both[0]).toMatchObject({ measured: 0n, next: { missing: 10n, effectOnSales: 0n, currentRate: 10_000n } });
  });
});

describe("one more order", () => {
  const club = { id: "club", kind: "bonus", amount: 5_000, when: { measure: "sales", atLeast: 1_000_000 } };
  const facts = [plan([{ id: "tour", kind: "share", rate: "0.1" }, club, { id: "cap", kind: "cap", amount: 100_000 }]), sale(990_000)];
  const asked = { product: "hotel", price: 20_000n };

  test("adds what the month gains by it: its share and a bonus that it reaches, less what a cap takes", () => {
    const more = orderEstimate(momentAfter([...facts, li()]).books("li"), MONTH, `${MONTH}-15`, asked);
    expect(more?.adds).toBe(1_000n);
    expect(more?.components.map(({ id, adds }) => [id, adds])).toEqual([
      ["cap", -6_000n],
      ["club", 5_000n],
      ["tour", 2_000n],
    ]);
  });

  test("is told to nobody who has no plan today", () => {
    expect(orderEstimate(momentAfter([...facts, li({ planId: undefined })]).books("li"), MONTH, `${MONTH}-15`, asked)).toBeUndefined();
  });

  test("has no value of a facet that nobody named, be it one that every object knows", () => {
    const live = plan([{ id: "live", kind: "flat", where: { channel: ["live"] }, amount: 7 }]);
    const add = (facets?: Record<string, string>) =>
      orderEstimate(momentAfter([live, li()]).books("li"), MONTH, `${MONTH}-15`, { ...asked, ...(facets && { facets }) })?.adds;
    expect([add(), add({ channel: "live" }), add({ channel: "live", role: "manager" })]).toEqual([0n, 7n, 7n]);
  });
});

test("outlook: forecasts climbTiers a year's ladder one after the other, with those that are overdue", () => {
  const year = {
    id: "tour",
    kind: "share",
    ...tiers(
      "marginal",
      [
        [0, "0.01"],
        [1_000_000, "0.02"],
      ],
      { period: "year" },
    ),
  };
  const moment = momentAfter([
    plan([year]),
    li(),
    sale(500_000),
    booked(300_000, MONTH),
    booked(400_000, "2026-04"),
    booked(100_000, "2026-02"),
  ]);
  const credits = moment.orders.flatMap((order) => moment.creditsOf(order)).filter(({ recipient }) => recipient.state === "forecast");
  const forecasts = new Map(
    [...Map.groupBy(credits, ({ recipient }) => recipient.month)].map(([month, all]) => [month, [...tallyOf(all).values()]]),
  );
  const account = { books: moment.books("li"), thisMonth: MONTH, closedMonth: undefined, firstMonth: undefined, settled: NOTHING_SETTLED };
  expect(forecastMonths(account, forecasts)).toEqual([
    { month: "2026-02", overdue: true, sales: 100_000n, credits: 1n, earned: 0n, upcoming: 1_000n },
    { month: MONTH, overdue: false, sales: 300_000n, credits: 1n, earned: 5_000n, upcoming: 3_000n },
    // From 900,000 to 1,300,000: 100,000 at 1% and 300,000 at 2%.
    { month: "2026-04", overdue: false, sales: 400_000n, credits: 1n, earned: 0n, upcoming: 7_000n },
  ]);
});

describe("a corrected score", () => {
  const earning = [plan([{ id: "tour", kind: "share", rate: "0.06", factors: ["service"] }], { factors: [SERVICE] }), sale(600_000)];
  const corrections = (steps: readonly Step[], advisor = li()) => {
    const moment = momentAfter([...earning, advisor, ...steps]);
    const facts = steps.map((step) => (step as { attributes: Attributes }).attributes);
    const books = moment.books("li");
    return correctionsOf(books, MONTH, evaluate(books, MONTH), {
      own: facts.filter(({ advisorId }) => advisorId === "li"),
      storeFacts: (storeId) => facts.filter((fact) => fact.storeId === storeId),
    });
  };

  test("tells the values before and now, and what it made of the month", () => {
    // 36,000 at 1.1 instead of 1.
    expect(corrections([scored("4.8", 3), scored("4.0")])).toMatchObject([
      { attribute: "serviceScore", of: { advisorId: "li" }, givenFor: MONTH, before: "4.0", now: "4.8", revision: 3, effect: 3_600n },
    ]);
  });

  test("of an earlier month or of the advisor's store counts where the month is paid by it", () => {
    const earlier = { month: "2026-01" };
    expect(corrections([scored("4.8", 1, earlier), scored("4", 2, earlier)])).toMatchObject([{ givenFor: "2026-01", effect: -3_600n }]);
    const ofStore = { advisorId: undefined, storeId: "s1" };
    const there = li({ stores: [{ storeId: "s1", from: "2026-01-01" }] });
    expect(corrections([scored("4.8", 1, ofStore), scored("4", 2, ofStore)], there)).toMatchObject([
      { of: { storeId: "s1" }, effect: -3_600n },
    ]);
  });

  test("of a sales target is money, of a units target a count", () => {
    const tiers = {
      mode: "whole",
      measure: "attainment",
      steps: [
        { from: "0", rate: "0.01" },
        { from: "1", rate: "0.02" },
      ],
    } as const;
    const target = (name: string, value: string, revision: number) => ({
      attributes: { advisorId: "li", month: MONTH, values: { [name]: value }, revision },
    });
    const ofTarget = (basis: "sales" | "units", name: string) => {
      const steps = [target(name, "10000000", 1), target(name, "500000", 2)];
      const share = { id: "tour", kind: "share", tiers: { ...tiers, basis, target: name } };
      const books = momentAfter([plan([share]), sale(600_000), li(), ...steps]).books("li");
      const own = steps.map(({ attributes }) => attributes as Attributes);
      return correctionsOf(books, MONTH, evaluate(books, MONTH), { own, storeFacts: () => [] });
    };
    const [sales] = ofTarget("sales", "targetSales");
    expect(sales).toMatchObject({ before: "10000000", now: "500000", ofSales: true, effect: 6_000n });
    expect(ofTarget("units", "targetUnits")[0]).not.toHaveProperty("ofSales");
    const told = correctionsSection({ corrections: sales === undefined ? [] : [sales] }, accountWriterFor("CNY", "en"));
    expect(told[0]?.blocks).toMatchObject([{ text: expect.stringContaining("corrected from 100,000.00 to 5,000.00: +¥60.00") }]);
  });

  test("is none where the value stayed, or is the first", () => {
    expect(corrections([scored("4.8"), scored("4.8", 2)])).toEqual([]);
    expect(corrections([scored("4.8", 2)])).toEqual([]);
  });
});

test("outlook: a change of an order is worth what its credits differ by, at the month's rates, rounded once", () => {
  const components = [
    { id: "tour", kind: "share", rate: "0.06", factors: ["service"] },
    { id: "order", kind: "flat", amount: 50 },
  ];
  const facts = [plan(components, { factors: [SERVICE], base: { from: "price", less: ["refunded"] } }), li(), scored("4.8"), sale(600_000)];
  const moment = momentAfter(facts);
  const effect = effectOf(moment.books("li"), MONTH);
  const before = moment.credits("li", MONTH);
  const refunded = (amount: bigint, units = 1n): Credit[] =>
    before.map((credit) => ({ ...credit, amounts: { ...credit.amounts, refunded: amount, units } }));
  expect(effect([], before)).toBe(39_650n);
  expect(effect(before, refunded(100_001n))).toBe(-6_600n);
  expect(effect(before, refunded(600_000n, 0n))).toBe(-39_650n);
  expect(effect(before, [])).toBe(-39_650n);
});

describe("an account's years and equity", () => {
  const rules = { anyOf: [{ months: 3, totalAtLeast: 25_000 }], require: [] };
  const facts = [
    plan([{ id: "tour", kind: "share", rate: "0.1" }], { equity: rules }),
    li(),
    sale(100_000, "2025-12"),
    sale(90_000, "2026-02"),
    sale(80_000),
  ];
  const books = momentAfter(facts).books("li");
  const settled = {
    ...NOTHING_SETTLED,
    byMonth: new Map([
      ["2025-12", 9_900n],
      ["2026-02", 9_000n],
    ]),
    equityEligible: false,
  };
  const account: Account = {
    agency: AGENCY,
    today: `${MONTH}-15`,
    thisMonth: MONTH,
    closedMonth: "2026-02",
    firstMonth: "2025-12",
    books,
    booksSettled: books,
    manual: [],
    settled,
  };

  test("show each month that has something, as the facts stand now and as settled", () => {
    const [thisYear, lastYear] = yearOutlooks(account);
    expect(thisYear).toEqual({
      year: "2026",
      earned: 17_000n,
      settled: 9_000n,
      months: [
        { month: "2026-02", earned: 9_000n, settled: 9_000n, sales: 90_000n, credits: 1n, state: "closed" },
        { month: MONTH, earned: 8_000n, settled: 0n, sales: 80_000n, credits: 1n, state: "current" },
      ],
    });
    expect(lastYear).toMatchObject({ year: "2025", earned: 10_000n, settled: 9_900n });
  });

  test("show no guarantee of a month before the books were opened, or of one that hasn't begun", () => {
    const guaranteed = [plan([{ id: "ramp", kind: "guarantee", amount: 5_000, months: 24 }]), li(), sale(100_000, "2025-12")];
    const held = momentAfter(guaranteed).books("li");
    const months = (firstMonth: string | undefined, closedMonth: string | undefined) =>
      yearOutlooks({ ...account, books: held, firstMonth, closedMonth, settled: NOTHING_SETTLED }).flatMap((year) =>
        year.months.map(({ month }) => month),
      );
    expect(months("2026-02", "2026-02")).toEqual(["2026-02", MONTH, "2025-12"]);
    expect(months(undefined, undefined)).toEqual([MONTH, "2025-12"]);
  });

  test("nor does a month's own page, or the forecast of one that hasn't begun, whose guarantee is still to come", () => {
    const guaranteed = [plan([{ id: "ramp", kind: "guarantee", amount: 5_000, months: 24 }]), li(), sale(100_000, "2025-12")];
    const held = { ...account, books: momentAfter(guaranteed).books("li"), firstMonth: "2026-02", settled: NOTHING_SETTLED };
    const shown = ["2026-01", "2026-02", MONTH, "2026-04"].map((month) => shownEarnings(held, month).amount);
    expect(shown).toEqual([0n, 5_000n, 5_000n, 0n]);
    const forecasts = new Map([["2026-04", held.books.rows.get("2025-12") ?? []]]);
    expect(forecastMonths(held, forecasts)).toMatchObject([{ month: "2026-04", earned: 0n, upcoming: 5_000n }]);
  });

  test("say what a close now would decide, by the settled months that it looks at, and when it changed", () => {
    const expected = settle(books, MONTH, "2025-12", settled, []);
    const decisions = [
      ["2025-11", false],
      ["2025-12", true],
      ["2026-01", true],
      ["2026-02", false],
    ] as const;
    const equity = equityOutlook(
      account,
      expected,
      decisions.map(([month, eligible]) => ({ month, eligible })),
    );
    expect(equity).toMatchObject({
      decided: { month: "2026-02", eligible: false },
      // January's nothing, February's 9,000 and March's 8,000; December has left the window.
      now: { month: MONTH, eligible: false, anyOf: [{ total: 17_000n, atLeast: 25_000n }] },
      changes: [
        { month: "2025-12", eligible: true },
        { month: "2026-02", eligible: false },
      ],
      evidence: [
        { month: "2026-01", settled: 0n },
        { month: "2026-02", settled: 9_000n },
        { month: MONTH, settled: 8_000n },
      ],
    });
  });
});
