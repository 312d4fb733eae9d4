import { describe, expect, test } from "vitest";
import { accountWriterFor } from "../../../shared/account/messages.ts";
import type { Account } from "../../../shared/account/model/account.ts";
import { forecastMonths } from "../../../shared/account/model/forecast.ts";
import type { LatestOrder, MonthOutlook } from "../../../shared/account/model/month-overview.ts";
import { orderEstimate } from "../../../shared/account/model/order-estimate.ts";
import { correctionsOf } from "../../../shared/account/model/score-corrections.ts";
import { tierProgressOf } from "../../../shared/account/model/tier-progress.ts";
import { yearOutlooks } from "../../../shared/account/model/years.ts";
import { componentView } from "../../../shared/account/views/component-view.ts";
import { equityView } from "../../../shared/account/views/equity-view.ts";
import { forecastView, yearsView } from "../../../shared/account/views/list-views.ts";
import { changeText } from "../../../shared/account/views/month-progress.ts";
import { monthView } from "../../../shared/account/views/month-view.ts";
import { orderView } from "../../../shared/account/views/order-view.ts";
import type { Credit } from "../../../shared/engine/credits/credit.ts";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { explainComponents, explainEarnings } from "../../../shared/engine/earnings/explain.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import { compile } from "../../../shared/engine/plan/compile.ts";
import { settle } from "../../../shared/engine/statement/settle.ts";
import { PureCore } from "../../support/pure-core.ts";
import type { Content, Step } from "../../support/scenario.ts";
import { blocksOf, expectSums, minorOf, resultOf, tableOf } from "./view-sums.ts";

const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const MONTH = "2026-06";

const PLAN: Step = {
  plan: {
    planId: "partner",
    version: 1,
    effectiveFrom: "2026-01-01",
    base: { from: "price", less: ["discounts.coupon", "refunded"] },
    components: [
      {
        id: "tour",
        kind: "share",
        factors: ["service"],
        tiers: {
          mode: "marginal",
          steps: [
            { from: 0, rate: "0.06" },
            { from: 10_000_000, rate: "0.08" },
          ],
        },
      },
      { id: "top-month", kind: "bonus", amount: 88_800, when: { measure: "sales", atLeast: 100_000_000 } },
    ],
    factors: [{ id: "service", by: "serviceScore", steps: [{ from: "4.8", factor: "1.1" }] }],
    equity: { anyOf: [{ months: 3, totalAtLeast: 20_000_000 }], require: [{ attribute: "serviceScore", atLeast: "4.5" }] },
  },
};

const trip = (orderId: string, given: Content, line: Content): Step => ({
  order: {
    orderId,
    revision: 1,
    status: "fulfilled",
    bookedAt: "2026-06-03T09:00:00+08:00",
    fulfilledAt: "2026-06-10T20:00:00+08:00",
    currency: "CNY",
    lines: [{ lineId: "1", product: "package-tour", ...line }],
    credits: [{ advisorId: "li" }],
    ...given,
  },
});

/** Li's June: 1,280,000.00 of sales by 4.8, one of the two trips refunded in part after it was recorded. */
const core = new PureCore(AGENCY);
for (const step of [
  PLAN,
  { advisor: { advisorId: "li", revision: 1, name: "李䶮", joinedOn: "2025-01-15", planId: "partner" } },
  { attributes: { advisorId: "li", month: MONTH, values: { serviceScore: "4.6" }, revision: 1 } },
  trip("o1", {}, { price: 100_000_000, cost: 77_777_777 }),
] satisfies Step[])
  core.take(step);
const before = core.now().credits("li", MONTH);
core.take({ attributes: { advisorId: "li", month: MONTH, values: { serviceScore: "4.8" }, revision: 2 } });
core.take(trip("o1", { revision: 2 }, { price: 100_000_000, refunded: 2_000_000, cost: 77_777_777 }));
core.take(trip("o2", {}, { price: 30_500_000, discounts: { coupon: 500_000 }, cost: 66_666 }));

const books = core.now().books("li");
const credits = core.now().credits("li", MONTH);
const account: Account = {
  agency: AGENCY,
  today: "2026-06-20",
  thisMonth: MONTH,
  closedMonth: undefined,
  firstMonth: undefined,
  books,
  booksSettled: undefined,
  settled: core.settled("li"),
  manual: [],
};
const earnings = evaluate(books, MONTH);
const score = (revision: number, value: string) => ({ advisorId: "li", month: MONTH, values: { serviceScore: value }, revision });
const latest: LatestOrder = {
  orderId: "o1",
  revision: 2,
  bookedOn: "2026-06-03",
  recordedAt: Date.parse("2026-06-18T20:00:00Z"),
  state: "earned",
  credits: credits.filter(({ orderId }) => orderId === "o1"),
  before,
  effect: -157_438n,
};
const forecasts = new Map([["2026-07", books.rows.get(MONTH) ?? []]]);
const forecast = forecastMonths(account, forecasts);
const outlook: MonthOutlook = {
  month: MONTH,
  state: "current",
  earnings,
  components: explainComponents(earnings),
  expected: settle(books, MONTH, MONTH, core.settled("li"), []),
  adjustments: [],
  unexplained: [],
  tierProgress: tierProgressOf(books, MONTH, earnings),
  corrections: correctionsOf(books, MONTH, earnings, { own: [score(1, "4.6"), score(2, "4.8")], storeFacts: () => [] }),
  forecast: undefined,
  latest: [latest],
};
const texts = (view: ReturnType<typeof monthView>, id: string) =>
  view.sections
    .filter((section) => section.id === id)
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])));

describe("this month", () => {
  const view = monthView(account, outlook, forecast, { products: ["hotel"] }, "en");

  test("leads with what is earned: (100,000 × 6% + 1,180,000 × 8%) × 1.1 and the bonus", () => {
    // 6,000.00 + 94,400.00 = 100,400.00; × 1.1 = 110,440.00; and 888.00.
    expect(view.headline).toMatchObject({ label: "Earned so far this month", minor: 11_132_800n, text: "¥111,328.00" });
    expect(view.headline?.note).toContain("¥111,328.00");
    expect(minorOf(tableOf(view, "components").rows.at(-1)?.cells.at(-1))).toBe(11_132_800n);
    expectSums(view);
  });

  test("says what a refund was, and what it changed", () => {
    const [day, order, what, effect] = tableOf(view, "latest").rows[0]?.cells ?? [];
    expect(day?.text).toBe("3 June 2026");
    expect(order).toMatchObject({ text: "o1", to: "months/2026-06/orders/o1" });
    expect(what?.text).toBe("Refund of ¥20,000.00");
    expect(effect?.text).toBe("−1,574.38");
  });

  test("says of a line that was refunded wholly just that, and of the others what else changed", () => {
    const [sold] = credits.filter(({ orderId }) => orderId === "o2");
    if (sold === undefined) throw new Error("o2 is missing");
    const nothing = { ...sold, amounts: { price: 0n, discounts: {}, refunded: 0n, cost: 0n, units: 0n } };
    const other = { ...sold, lineId: "2", amounts: { ...sold.amounts, price: 1_000_00n, discounts: {} } };
    const dearer = { ...other, amounts: { ...other.amounts, price: 1_500_00n } };
    const planOf = (planId: string, version: number) => {
      const plan = books.terms.plans.version(planId, version);
      if (plan === undefined) throw new Error(`${planId} is missing`);
      return compile(plan, books.terms.ratedFacets);
    };
    const say = (before: readonly Credit[], now: readonly Credit[]) =>
      changeText({ before, credits: now }, planOf, accountWriterFor("CNY", "en"));
    expect(say([sold], [nothing])).toBe("Refunded in full, a price of ¥305,000.00");
    expect(say([sold, other], [nothing, dearer])).toBe(
      "Refunded in full, a price of ¥305,000.00; Price changed from ¥1,000.00 to ¥1,500.00",
    );
  });

  test("says what a corrected score made of it", () => {
    expect(texts(view, "corrections")).toEqual(["Service score for June 2026 corrected from 4.6 to 4.8: +¥10,040.00"]);
    const chinese = monthView(account, outlook, forecast, { products: [] }, "zh");
    expect(texts(chinese, "corrections")).toEqual(["2026年6月的服务分由 4.6 更正为 4.8：+¥10,040.00"]);
  });

  test("answers what one more order would add, and where its price can't be read says so", () => {
    const answer = orderEstimate(books, MONTH, account.today, { product: "hotel", price: 1_000_000n });
    if (answer === undefined) throw new Error("the advisor has a plan");
    const asked = { product: "hotel", price: "10000" };
    const block = (more: Parameters<typeof monthView>[3]) =>
      blocksOf(monthView(account, outlook, [], more, "en")).find(({ kind }) => kind === "question");
    // 10,000.00 × 8% × 1.1
    expect(block({ products: ["hotel"], asked, answer })).toMatchObject({
      answer: [{ text: "One more hotel order at ¥10,000.00 would add ¥880.00 to this month’s earnings." }, { kind: "table" }],
    });
    expect(block({ products: ["hotel"], asked: { ...asked, price: "many" } })).toMatchObject({
      fields: [{ value: "hotel" }, { value: "many", error: "Enter an amount, such as 1,280.00" }],
    });
  });

  test("lists what a close would adjust, each month with its reason or where it is explained", () => {
    const adjustments = [
      { month: "2026-03", amount: 500n },
      { month: "2026-04", amount: -200n },
    ];
    const { expected } = outlook;
    if (expected?.statement === undefined) throw new Error("a close would make a statement");
    const adjusted = { ...expected, statement: { ...expected.statement, adjustments } };
    const table = tableOf(
      monthView(account, { ...outlook, expected: adjusted, unexplained: ["2026-04"] }, [], { products: [] }, "en"),
      "adjustments",
    );
    expect(table.rows.map(({ cells }) => cells.map((cell) => cell.to ?? cell.text))).toEqual([
      ["months/2026-03", "", "months/2026-03"],
      ["", "Settled for the first time: all earnings of the month.", "+5.00"],
      ["April 2026", "", "−2.00"],
      ["", "Many changes: the statement will list them in detail.", "−2.00"],
      ["Total", "", "+3.00"],
    ]);
  });

  test("asks nothing about a month that isn't this one, and says nothing of a settlement that nothing would make", () => {
    const other = monthView(account, { ...outlook, month: "2026-05", expected: undefined, latest: [] }, [], { products: ["hotel"] }, "en");
    expect(other.sections.map(({ id }) => id)).not.toContain("one-more");
    expect(other.sections.map(({ id }) => id)).not.toContain("expected");
    expect(other.headline?.label).toBe("Earned, based on current data");
  });
});

describe("comment", () => {
  const source = {
    kind: "month",
    base: "months/2026-06",
    agency: AGENCY,
    month: MONTH,
    earnings: explainEarnings(earnings, credits),
    credits,
    plans: books.terms.plans.all(),
  } as const;

  test("tells the arithmetic in words and numbers, in both languages", () => {
    const said = (language: "zh" | "en") => {
      const view = componentView(source, "tour~partner~1", 1, language);
      return view && texts(view, "arithmetic");
    };
    expect(said("en")).toEqual(["¥1,280,000.00 sales: ¥100,000.00 at 6%; ¥1,180,000.00 at 8%; × 1.1 for service score 4.8"]);
    expect(said("zh")).toEqual(["提成基数 ¥1,280,000.00：¥100,000.00 按 6%；¥1,180,000.00 按 8%；× 1.1（服务分 4.8）"]);
  });

  test("goes from prices to the base to the amount, without the cost that the base doesn't use", () => {
    const view = componentView(source, "tour~partner~1", 1, "en");
    const equation = view && blocksOf(view).find(({ kind }) => kind === "equation");
    if (equation?.kind !== "equation") throw new Error("there is no arithmetic");
    expect(equation.lines.map(({ sign, label, value }) => `${sign} ${label} ${value.text}`)).toEqual([
      " Price 1,305,000.00",
      "− Coupons 5,000.00",
      "− Refund 20,000.00",
      "= Base 1,280,000.00",
      "× Average rate of the tiers 7.84375%",
      "× Service score 4.8 (June 2026) 1.1",
      "= Amount 110,440.00",
    ]);
    expect(resultOf(equation)).toBe(11_044_000n);
  });

  test("ends at an order, whose part is told to the fen", () => {
    const order = orderView(source, "o2", "en");
    // 300,000.00 / 1,280,000.00 of 110,440.00 is 25,884.375: the larger remainder of .375 and .625 takes the fen.
    expect(order?.headline).toMatchObject({ minor: 2_588_437n, label: "Earnings from this order in June 2026" });
    expect(order && texts(order, "line-1")).toEqual([expect.stringContaining("The fraction is dropped")]);
    const other = orderView(source, "o1", "en");
    expect(other?.headline?.minor).toBe(8_455_563n);
    expect(other && texts(other, "line-1")).toEqual([expect.stringContaining("One minor unit is added")]);
  });

  test("explains a bonus by what had to be reached", () => {
    const view = componentView(source, "top-month~partner~1", 1, "en");
    expect(view && texts(view, "arithmetic")).toEqual(["The month reached ¥1,280,000.00; the bonus of ¥888.00 required ¥1,000,000.00."]);
  });

  test("has no page for what the month doesn't hold", () => {
    expect(componentView(source, "tour~partner~2", 1, "en")).toBeUndefined();
    expect(orderView(source, "o3", "en")).toBeUndefined();
  });
});

describe("a component of 20,000 credits", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => {
    const [credit] = credits;
    if (credit === undefined) throw new Error("June has credits");
    return {
      ...credit,
      orderId: `m${String(index).padStart(5, "0")}`,
      amounts: { ...credit.amounts, price: BigInt(2_000_007 + index), refunded: 0n },
    };
  });
  const part = earnings.paid[0];
  if (part === undefined) throw new Error("June is paid");
  const base = many.reduce((total, { amounts }) => total + amounts.price, 0n);
  const amount = (base * part.perUnit.numerator) / part.perUnit.denominator;
  const source = {
    kind: "month",
    base: "months/2026-06",
    agency: AGENCY,
    month: MONTH,
    earnings: explainEarnings({ ...earnings, amount, paid: [{ ...part, base, amount }], ofMonth: [] }, many),
    credits: many,
    plans: books.terms.plans.all(),
  } as const;
  const page = (number: number) => {
    const view = componentView(source, "tour~partner~1", number, "en");
    if (view === undefined) throw new Error("the component is there");
    return tableOf(view, "credits");
  };

  test("shows a hundred a page, each page going on from the sum of the one before, to the amount", () => {
    expect(page(1).rows).toHaveLength(101);
    expect(page(1).paging).toEqual({ page: 1, pages: 200, label: "Page 1 of 200" });
    for (const [number, next] of [
      [1, 2],
      [117, 118],
      [199, 200],
    ] as const) {
      expect(page(next).rows[0]?.cells.slice(3)).toEqual(page(number).rows.at(-1)?.cells.slice(3));
      const view = componentView(source, "tour~partner~1", next, "en");
      if (view !== undefined) expectSums(view);
    }
    expect(page(200).rows.at(-1)).toMatchObject({ kind: "total" });
    expect(minorOf(page(200).rows.at(-1)?.cells.at(-1))).toBe(amount);
    expect(page(900)).toEqual(page(200));
    expect(page(Number.NaN)).toEqual(page(1));
  });
});

test("month views: the years show what is earned and what is settled, and sum up", () => {
  const view = yearsView(account, yearOutlooks(account), "zh");
  expect(view.headline).toMatchObject({ label: "2026年累计收入", minor: 11_132_800n });
  expectSums(view);
});

test("month views: the forecast sums up, and what should have taken place stands apart", () => {
  const overdue = forecastMonths(account, new Map([["2026-05", books.rows.get(MONTH) ?? []], ...forecasts]));
  const view = forecastView(account, overdue, "en");
  expect(view.sections.map(({ id }) => id)).toEqual(["forecast", "overdue"]);
  expectSums(view);
  expect(view.headline?.minor).toBe(overdue.reduce((total, { upcoming }) => total + upcoming, 0n));
  expect(forecastView(account, [], "en").sections).toHaveLength(1);
});

test("month views: equity shows what is missing, of which requirement, and the evidence", () => {
  const { equity } = settle(books, MONTH, MONTH, core.settled("li"), []);
  const view = equityView(
    account,
    {
      decided: { month: "2026-05", eligible: false },
      now: { ...equity, month: MONTH },
      changes: [
        { month: "2026-02", eligible: true },
        { month: "2026-04", eligible: false },
      ],
      evidence: [{ month: MONTH, settled: 11_132_800n }],
    },
    "en",
  );
  const checks = blocksOf(view).flatMap((block) => (block.kind === "checks" ? block.checks : []));
  expect(checks).toEqual([
    {
      fulfilled: false,
      text: "Settled earnings of the last 3 months of at least ¥200,000.00 in total",
      note: "¥111,328.00 if June 2026 closed now, ¥88,672.00 missing",
      permille: 556,
    },
    { fulfilled: true, text: "Service score at least 4.5", note: "4.8 now", permille: 1000 },
  ]);
  expect(texts(view, "decision")).toEqual([
    "At the close of May 2026: not eligible yet",
    "Since April 2026: Not eligible yet",
    "If June 2026 closed now: not eligible yet.",
  ]);
  expectSums(view);
});
