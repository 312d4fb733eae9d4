import { describe, expect, test } from "vitest";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import { PlanBook } from "../../../../shared/engine/plan/plan-versions.ts";
import { booksFacts, usedCredits, usedSums } from "../../../../shared/engine/statement/body-facts.ts";
import { momentAfter } from "../../../support/arbitrary-world.ts";
import type { Content, Step } from "../../../support/scenario.ts";
import { given, li, MONTH, plan, sale } from "../small-facts.ts";

const SHARE = { id: "tour", kind: "share", rate: "0.1" };
const yearly = { ...SHARE, rate: undefined, tiers: { mode: "whole", period: "year", steps: [{ from: 0, rate: "0.1" }] } };
const booksOf = (...facts: readonly Step[]) => momentAfter(facts).books("li");
const factsOf = (facts: readonly Step[], months: readonly Month[] = [MONTH]) => booksFacts(booksOf(...facts), months, []);
const ofStore = (storeId: string, values: Content, month: Month = "2026-02"): Step => ({
  attributes: { storeId, month, values, revision: 1 },
});

describe("of attributes the facts of a statement hold", () => {
  const factors = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4", factor: "1.1" }] }];
  const equity = { anyOf: [{ months: 1, totalAtLeast: 1 }], require: [{ attribute: "stars", atLeast: "3" }] };
  const goal = { measure: "attainment", target: "goal", mode: "whole", steps: [{ from: "0", rate: "0.1" }] };
  const asking = plan([{ id: "tour", kind: "share", tiers: goal }], { factors, equity });
  const scores = { serviceScore: "4.5", stars: "3", goal: "100", secret: "9" };

  test("what factors, equity and targets of its plans ask for, and nothing else", () => {
    const { attributes } = factsOf([asking, li(), given(scores, "2026-02")]);
    expect(attributes).toEqual({ goal: [["2026-02", "100"]], serviceScore: [["2026-02", "4.5"]], stars: [["2026-02", "3"]] });
    expect(factsOf([plan([SHARE]), li(), given(scores, "2026-02")]).attributes).toEqual({});
  });

  test("all values up to the last of its months, whatever the order of these, and none given later", () => {
    const facts = [
      asking,
      li(),
      given({ stars: "1" }, "2025-06"),
      given({ stars: "2" }, MONTH),
      given({ stars: "3", goal: "7" }, "2026-04"),
    ];
    expect(factsOf(facts).attributes).toEqual({
      stars: [
        ["2025-06", "1"],
        [MONTH, "2"],
      ],
    });
    expect(factsOf(facts, ["2026-04", MONTH]).attributes.goal).toEqual([["2026-04", "7"]]);
  });

  test("those of the advisor's stores that say anything of it; a target is never a store's", () => {
    const stores = ["s2", "s1", "s2", "s3"].map((storeId, index) => ({ storeId, from: `202${index}-01-01` }));
    const facts = [asking, li({ stores }), ofStore("s1", scores), ofStore("s2", { stars: "2" }), ofStore("s3", { goal: "1", secret: "1" })];
    const others = [ofStore("s4", scores), ofStore("s2", { stars: "5" }, "2026-04")];
    expect(factsOf([...facts, ...others]).stores).toEqual({
      s1: { serviceScore: [["2026-02", "4.5"]], stars: [["2026-02", "3"]] },
      s2: { stars: [["2026-02", "2"]] },
    });
    expect(factsOf([asking, li(), ...others]).stores).toEqual({});
  });

  test("what a version asks for that the books don't know yet, where something is settled by it now", () => {
    const books = booksOf(plan([SHARE]), li(), given(scores, "2026-02"));
    const later = momentAfter([plan([SHARE]), { plan: { ...(asking as { plan: Content }).plan, version: 2 } }]).terms.plans;
    const [known, unknown] = [later.version("partner", 1), later.version("partner", 2)];
    if (known === undefined || unknown === undefined) throw new Error("a version is missing");
    const facts = booksFacts(books, [MONTH], [], [known, unknown]);
    expect([Object.keys(facts.attributes).sort(), facts.plans.map(({ version }) => version)]).toEqual([
      ["goal", "serviceScore", "stars"],
      [1],
    ]);
    // Of a version that the books know the months themselves tell whether it matters.
    const knowing = { ...books, terms: { ...books.terms, plans: new PlanBook([known, { ...unknown, effectiveFrom: "2026-04-01" }]) } };
    expect(booksFacts(knowing, [MONTH], [], [unknown]).attributes).toEqual({});
  });
});

describe("of plans the facts of a statement hold", () => {
  const versions = [
    plan([SHARE]),
    plan([SHARE], { version: 2, effectiveFrom: `${MONTH}-15` }),
    plan([SHARE], { version: 3, effectiveFrom: "2026-04-30" }),
  ];
  const versionsOf = (facts: readonly Step[], months?: readonly Month[]) => factsOf(facts, months).plans.map(({ version }) => version);

  test("those that pay for the rows of its months and those in force at their ends, each once", () => {
    expect(versionsOf([...versions, li()])).toEqual([2]);
    expect(versionsOf([...versions, li(), sale(1, `${MONTH}-20`), sale(1, `${MONTH}-01`), sale(1, "2026-04-20")])).toEqual([1, 2]);
    expect(versionsOf([...versions, li()], [MONTH, "2026-04"])).toEqual([2, 3]);
  });

  test("those of credits that stood there at another moment, where the books know them", () => {
    const books = booksOf(...versions, li());
    const others = [1, 9].map((version) => ({ planId: "partner", version }));
    expect(booksFacts(books, [MONTH], others).plans.map(({ version }) => version)).toEqual([1, 2]);
  });

  test("none where the advisor has none", () => {
    expect(factsOf([li({ planId: undefined })]).plans).toEqual([]);
  });
});

describe("of rows the facts of a statement hold", () => {
  const sales = [sale(1, "2025-12-10"), sale(2, "2026-01-10"), sale(3, "2026-02-10"), sale(4), sale(5, "2026-04-10")];
  const monthsOf = (component: Content, months?: readonly Month[]) =>
    Object.keys(factsOf([plan([component]), li(), ...sales], months).rows);

  test("those of its own months, and of the calendar year before each where a plan climbs a ladder of the year", () => {
    expect(monthsOf(SHARE)).toEqual([MONTH]);
    expect(monthsOf(SHARE, [MONTH, "2025-12", "2026-05"]).sort()).toEqual(["2025-12", MONTH]);
    expect(monthsOf(yearly).sort()).toEqual(["2026-01", "2026-02", MONTH]);
    expect(monthsOf(yearly, ["2026-02"]).sort()).toEqual(["2026-01", "2026-02"]);
    const { rows } = factsOf([plan([SHARE, { ...yearly, id: "year" }]), li(), ...sales]);
    expect(Object.keys(rows).sort()).toEqual(["2026-01", "2026-02", MONTH]);
  });

  test("those of the year, too, where a version climbs it that the books don't know yet", () => {
    const books = booksOf(plan([SHARE]), li(), ...sales);
    const later = momentAfter([plan([yearly], { version: 2 })]).terms.plans.version("partner", 2);
    if (later === undefined) throw new Error("the version is missing");
    expect(Object.keys(booksFacts(books, [MONTH], [], [later]).rows).sort()).toEqual(["2026-01", "2026-02", MONTH]);
  });

  test("in the order of their version and facets, with the amounts that the base of their version uses", () => {
    const [refunds, costs] = [
      { base: { from: "price", less: ["refunded"] } },
      { base: { from: "price", less: ["cost"] }, version: 2, effectiveFrom: `${MONTH}-15` },
    ];
    const line = { cost: 70, refunded: 30 };
    const days = ["20", "02", "01"].map((day, index) =>
      sale(100, `${MONTH}-${day}`, { ...line, product: ["train", "train", "hotel"][index] }),
    );
    const { rows } = factsOf([plan([SHARE], refunds), plan([SHARE], costs), li(), ...days]);
    expect(rows[MONTH]?.map(({ version, facets, refunded, cost }) => [version, facets[0], refunded, cost])).toEqual([
      [1, "hotel", 30n, 0n],
      [1, "train", 30n, 0n],
      [2, "train", 0n, 70n],
    ]);
  });

  test("can't be told where nobody knows the version that pays them", () => {
    const books = booksOf(plan([SHARE]), li(), sale(1));
    const unknown = { ...books, terms: { ...books.terms, plans: new PlanBook([]) } };
    expect(() => booksFacts(unknown, [MONTH], [])).toThrow("no version 1 of plan partner is known");
  });
});

describe("the credits of a statement", () => {
  const moment = momentAfter([plan([SHARE]), li(), sale(100, undefined, { cost: 70 })]);
  const credits = moment.credits("li", MONTH);
  const [known, ignorant] = [moment.books("li"), { ...moment.books("li"), terms: { ...moment.terms, plans: new PlanBook([]) } }];

  test("stand with the amounts that their plan's base uses, by whichever books know the version", () => {
    for (const books of [[known], [ignorant, known]]) {
      expect(usedCredits(credits, books).map(({ orderId, amounts }) => [orderId, amounts])).toEqual([
        [credits[0]?.orderId, { price: 100n, refunded: 0n, cost: 0n, units: 1n, discounts: {} }],
      ]);
    }
  });

  test("can't stand there without a version that is known", () => {
    expect(() => usedCredits(credits, [ignorant])).toThrow("no version 1 of plan partner is known");
    const waiting = credits.map(({ recipient: { planId: _planId, version: _version, ...recipient }, ...credit }) => ({
      ...credit,
      recipient,
    }));
    expect(() => usedCredits(waiting, [known])).toThrow("is known");
  });
});

test("body facts: sums stand by seller with the amounts that are used, and without who has nothing left", () => {
  const row = { planId: "partner", version: 1, facets: ["hotel"], price: 1n, refunded: 0n, cost: 5n, units: 1n, count: 1n, discounts: {} };
  const seller = (sellerId: string, ...rows: (typeof row)[]) => ({ sellerId, name: sellerId, creditsHash: "h", rows });
  const unused = { ...row, price: 0n, units: 0n, count: 0n };
  const all = [seller("wang", row, { ...row, facets: ["flight"] }), seller("an", unused), seller("li", row, row)];
  expect(usedSums(all, [booksOf(plan([SHARE]), li())])).toEqual([
    seller("li", { ...row, price: 2n, cost: 0n, units: 2n, count: 2n }),
    seller("wang", { ...row, cost: 0n, facets: ["flight"] }, { ...row, cost: 0n }),
  ]);
});

test("body facts: of no month at all a statement holds no fact but the advisor", () => {
  const factors = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4", factor: "1.1" }] }];
  const books = booksOf(plan([SHARE], { factors }), li(), sale(1), given({ serviceScore: "4" }));
  const others = [{ planId: "partner", version: 1 }];
  expect(booksFacts(books, [], others)).toMatchObject({ advisor: { advisorId: "li" }, attributes: {}, rows: {}, plans: [{ version: 1 }] });
});
