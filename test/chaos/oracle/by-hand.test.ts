import { describe, expect, it } from "vitest";
import type { OracleFact } from "./facts.ts";
import { computeOracle } from "./oracle.ts";

/** Rules that no worked example shows, each computed by hand from the contract. */

type Content = OracleFact["content"];

const AGENCY = { timeZone: "Asia/Shanghai" };
const RATE = { id: "tour", kind: "share", rate: "0.1" };

const plan = (content: Content = {}): OracleFact => ({
  kind: "plan",
  content: {
    ...{ planId: "partner", version: 1, effectiveFrom: "2026-01-01", earn: "fulfilled" },
    ...{ base: { from: "price", less: ["cost"] }, components: [RATE], ...content },
  },
});
const advisor = (advisorId: string, content: Content = {}): OracleFact => ({
  kind: "advisor",
  content: { advisorId, revision: 1, joinedOn: "2020-01-15", planId: "partner", ...content },
});
const under = (managerId: string) => ({ managers: [{ managerId, from: "2020-01-01" }] });
const score = (content: Content): OracleFact => ({ kind: "attributes", content: { advisorId: "li", revision: 1, ...content } });
const order = (orderId: string, day: string, line: Content, content: Content = {}): OracleFact => ({
  kind: "order",
  content: {
    ...{ orderId, revision: 1, status: "fulfilled", bookedAt: `${day}T00:00:00+08:00`, fulfilledAt: `${day}T20:00:00+08:00` },
    ...{ lines: [{ lineId: "1", product: "hotel", ...line }], credits: [{ advisorId: "li" }], ...content },
  },
});
const standing = (...facts: OracleFact[]) => computeOracle(AGENCY, [], facts);

describe("who gets what of a line", () => {
  it("gives a tie to the advisor and not to the house", () => {
    const half = { credits: [{ advisorId: "li", share: "0.5" }] };
    const { sums } = standing(plan(), advisor("li"), order("o", "2026-01-05", { price: 1, cost: 3, discounts: { coupon: 1 } }, half));
    expect(sums("li", "2026-01")).toEqual({ price: 1n, cost: 2n, refunded: 0n, units: 1n, count: 1n, discounts: { coupon: 1n } });
  });

  it("splits in three by remainder before it looks at ids", () => {
    const credits = ["0.3", "0.2", "0.45"].map((share, index) => ({ advisorId: `a${index}`, share }));
    const advisors = ["a0", "a1", "a2"].map((id) => advisor(id));
    const { sums } = standing(plan(), ...advisors, order("o", "2026-01-05", { price: 9 }, { credits }));
    // 2.7, 1.8 and 4.05, the house 0.45: two are left, for 0.8 and 0.7.
    expect(["a0", "a1", "a2"].map((id) => sums(id, "2026-01").price)).toEqual([3n, 2n, 4n]);
  });

  it("counts a free line and one paid by discounts as a unit, and one wholly refunded as a credit without any", () => {
    const lines = [
      { lineId: "1", product: "hotel", price: 0 },
      { lineId: "2", product: "hotel", price: 50, discounts: { points: 50 } },
      { lineId: "3", product: "hotel", price: 70, cost: 60, refunded: 50, discounts: { coupon: 20 } },
    ];
    const { sums } = standing(plan(), advisor("li"), order("o", "2026-01-05", {}, { lines }));
    expect(sums("li", "2026-01")).toEqual({ price: 50n, cost: 0n, refunded: 0n, units: 2n, count: 3n, discounts: { points: 50n } });
  });

  it("ends a chain at the seller and gives no third manager's manager anything", () => {
    const loop = standing(plan(), advisor("li", under("bo")), advisor("bo", under("li")), order("o", "2026-01-05", { price: 9 }));
    expect([loop.sums("li", "2026-01").count, loop.sums("bo", "2026-01").count]).toEqual([1n, 1n]);
    const ids = ["li", "m1", "m2", "m3", "m4"];
    const line = standing(
      plan(),
      ...ids.map((id, index) => advisor(id, under(ids[index + 1] ?? "x"))),
      order("o", "2026-01-05", { price: 9 }),
    );
    expect(ids.map((id) => line.sums(id, "2026-01").count)).toEqual([1n, 1n, 1n, 1n, 0n]);
    expect(line.waiting).toEqual([]);
  });

  it("adds what reaches a manager by two sellers, and a seller who manages another keeps both roles apart", () => {
    const credits = [
      { advisorId: "li", share: "0.5" },
      { advisorId: "wang", share: "0.5" },
    ];
    const facts = [advisor("li", under("wang")), advisor("wang", under("bo")), advisor("bo")];
    const { sums } = standing(plan(), ...facts, order("o", "2026-01-05", { price: 101 }, { credits }));
    expect(sums("wang", "2026-01")).toMatchObject({ price: 50n + 51n, count: 2n, units: 2n });
    // As manager of wang 50, as manager-2 of li 51.
    expect(sums("bo", "2026-01")).toMatchObject({ price: 101n, count: 2n, units: 2n });
  });

  it("lets credits wait for whoever is unknown or has no plan yet, booked or fulfilled, but not cancelled", () => {
    const booked = { status: "booked", credits: [{ advisorId: "xu" }, { advisorId: "li", role: "escort" }] };
    const { waiting, months } = standing(
      plan({ effectiveFrom: "2026-02-01" }),
      advisor("li", under("Zoe")),
      order("o2", "2026-01-31", { price: 10 }),
      order("o1", "2026-01-31", { price: 10 }, booked),
      order("o3", "2026-01-31", { price: 10 }, { ...booked, status: "cancelled" }),
      order("o4", "2026-02-01", { price: 10 }),
    );
    expect(waiting).toEqual([
      { advisorId: "Zoe", orderIds: ["o2", "o4"] },
      { advisorId: "li", orderIds: ["o1", "o2"] },
      { advisorId: "xu", orderIds: ["o1"] },
    ]);
    expect(months("li")).toEqual(["2026-02"]);
  });

  it("knows no leaving where bookings earn, and takes the last begun assignment's latest version", () => {
    const facets = (accepted: string) => ({ components: [{ ...RATE, where: { afterLeaving: [accepted] } }] });
    const { earnings } = standing(
      plan(facets("no")),
      plan({ planId: "other", version: 3, effectiveFrom: "2026-01-01", earn: "booked", ...facets("yes") }),
      plan({ planId: "other", version: 2, effectiveFrom: "2026-02-01", earn: "booked", ...facets("no") }),
      plan({ planId: "other", version: 1, effectiveFrom: "2026-02-01", earn: "booked", ...facets("yes") }),
      advisor("li", { leftOn: "2026-01-04", assignments: [{ planId: "other", from: "2026-02-03" }] }),
      order("o1", "2026-01-04", { price: 100 }),
      order("o2", "2026-01-05", { price: 1000 }),
      order("o3", "2026-02-03", { price: 10_000 }, { status: "booked" }),
    );
    expect([earnings("li", "2026-01"), earnings("li", "2026-02")]).toEqual([10n, 1000n]);
  });
});

describe("the earnings of a month", () => {
  const ladder = (tiers: Content) => ({
    components: [
      {
        ...{ id: "tour", kind: "share" },
        tiers: {
          ...tiers,
          steps: [
            { from: 0, rate: "0.1" },
            { from: 100, rate: "0.2" },
          ],
        },
      },
    ],
  });
  const year = [
    order("o1", "2026-01-05", { price: 120 }),
    order("o2", "2026-02-05", { price: 0, cost: 50 }),
    order("o3", "2026-03-05", { price: 60 }),
    order("o4", "2027-01-05", { price: 60 }),
  ];
  const ofYear = ({ earnings }: ReturnType<typeof standing>) =>
    ["2026-01", "2026-02", "2026-03", "2027-01"].map((month) => earnings("li", month));

  it("climbs on from where the year fell back to, and pays a fall at the step in which it stands", () => {
    const marginal = standing(plan(ladder({ mode: "marginal", period: "year" })), advisor("li"), ...year);
    // 100 × 10% + 20 × 20%; from 120 back to 70: −50 × 10%; 30 × 10% + 30 × 20%; a new year: 60 × 10%.
    expect(ofYear(marginal)).toEqual([14n, -5n, 9n, 6n]);
    const whole = standing(plan(ladder({ mode: "whole", period: "year" })), advisor("li"), ...year);
    expect(ofYear(whole)).toEqual([24n, -5n, 12n, 6n]);
  });

  it("pays below 0 at the first step, and climbs from 0 where the year stood below", () => {
    const orders = [order("o1", "2026-02-05", { price: 0, cost: 50 }), order("o2", "2026-03-05", { price: 180 })];
    const { earnings } = standing(plan(ladder({ mode: "marginal", period: "year" })), advisor("li"), ...orders);
    // (100 × 10% + 30 × 20%) / 130 of 180, which is 22.15.
    expect([earnings("li", "2026-02"), earnings("li", "2026-03")]).toEqual([-5n, 22n]);
  });

  it("pays a bonus when exactly reached, by the month alone", () => {
    const bonuses = ["earnings", "sales", "units"].map((measure, index) => ({
      ...{ id: measure, kind: "bonus", amount: 1000 * 10 ** index },
      when: { measure, atLeast: { earnings: 7, sales: 71, units: 2 }[measure] },
    }));
    const { earnings } = standing(
      plan({ components: [RATE, ...bonuses] }),
      advisor("li"),
      order("o1", "2026-01-05", { price: 69 }),
      order("o2", "2026-02-05", { price: 64 }),
      order("o3", "2026-03-05", { price: 70 }),
      order("o4", "2026-03-05", { price: 1 }),
    );
    const months = ["2026-01", "2026-02", "2026-03"];
    expect(months.map((month) => earnings("li", month))).toEqual([1007n, 6n, 111_007n]);
  });

  it("measures what `of` names, by units where it says so, and rounds −0.5 to −1", () => {
    const where = { role: ["escort"] };
    const escort = { credits: [{ advisorId: "li", role: "escort" }] };
    const tiers = {
      mode: "whole",
      measure: "units",
      of: where,
      steps: [
        { from: 0, rate: "0.1" },
        { from: 2, rate: "0.5" },
      ],
    };
    const { earnings } = standing(
      plan({ components: [{ id: "tour", kind: "share", tiers }] }),
      advisor("li"),
      order("o1", "2026-01-05", { price: 0, cost: 1 }),
      order("o2", "2026-01-05", { price: 9 }, escort),
      order("o3", "2026-01-05", { price: 9 }, escort),
      order("o4", "2026-02-05", { price: 0, cost: 5 }),
      order("o5", "2026-02-05", { price: 9 }, escort),
    );
    expect([earnings("li", "2026-01"), earnings("li", "2026-02")]).toEqual([-1n, -1n]);
  });

  it("measures by every credit's own base, and rounds each version by itself", () => {
    const components = [{ id: "tour", kind: "share", rate: "0.5" }];
    const bonus = { id: "club", kind: "bonus", amount: 1000, when: { measure: "sales", atLeast: 8 } };
    const facts = (price: number) => [
      plan({ components }),
      plan({ version: 2, effectiveFrom: "2026-01-10", base: { from: "price" }, components: [...components, bonus] }),
      advisor("li"),
      order("o1", "2026-01-09", { price, cost: 2 }),
      order("o2", "2026-01-10", { price: 3, cost: 2 }),
    ];
    expect(standing(...facts(7)).earnings("li", "2026-01")).toBe(3n + 2n + 1000n);
    expect(standing(...facts(6)).earnings("li", "2026-01")).toBe(2n + 2n);
  });

  it("merges names by revision, falls back to the factor's default, and multiplies factors before it rounds", () => {
    const steps = [{ from: "4", factor: "0.5" }];
    const factors = [
      { id: "service", by: "service", default: "0.9", steps },
      { id: "stars", by: "stars", steps },
    ];
    const scored = (...scores: OracleFact[]) =>
      standing(
        plan({ components: [{ ...RATE, rate: "1", factors: ["service", "stars"] }], factors }),
        advisor("li"),
        order("o", "2026-03-05", { price: 10 }),
        ...scores,
      ).earnings("li", "2026-03");
    expect(scored()).toBe(9n);
    expect(scored(score({ month: "2026-04", values: { service: "4" } }))).toBe(9n);
    expect(scored(score({ month: "2026-02", values: { service: "4", stars: "3.999999999" } }))).toBe(5n);
    const merged = [
      score({ month: "2026-02", revision: 3, values: { service: "4" } }),
      score({ month: "2026-02", revision: 2, values: { service: "1", stars: "5" } }),
      score({ month: "2026-01", revision: 9, values: { service: "1", stars: "1" } }),
    ];
    expect(scored(...merged)).toBe(3n); // 2.5
  });

  it("guarantees from the month of joining to that of leaving, while the tenure is below, what a cap left", () => {
    const components = [
      { id: "ramp", kind: "guarantee", amount: 50, months: 4 },
      { id: "top", kind: "cap", amount: 20 },
    ];
    const joined = advisor("li", { joinedOn: "2026-02-28", leftOn: "2026-04-01" });
    const { earnings } = standing(plan({ components: [RATE, ...components] }), joined, order("o", "2026-04-05", { price: 900 }));
    const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];
    expect(months.map((month) => earnings("li", month))).toEqual([0n, 50n, 50n, 50n, 0n]);
  });
});

describe("a close", () => {
  const guarantee = { components: [RATE, { id: "ramp", kind: "guarantee", amount: 50, months: 99 }] };

  it("restates closed months for advisors registered since, and of the months before only those with a credit", () => {
    const joined = { joinedOn: "2026-01-01" };
    const { statements } = computeOracle(
      AGENCY,
      [
        { month: "2026-03", facts: [plan(guarantee), advisor("li", joined), order("o", "2026-01-05", { price: 10 })] },
        { month: "2026-04", facts: [advisor("wang", joined), order("o", "2026-01-05", {}, { revision: 2, status: "cancelled" })] },
      ],
      [],
    );
    expect(statements.map(({ advisorId, month, adjustments, payable }) => ({ advisorId, month, adjustments, payable }))).toEqual([
      { advisorId: "li", month: "2026-03", adjustments: [{ month: "2026-01", amount: 50n }], payable: 100n },
      { advisorId: "li", month: "2026-04", adjustments: [], payable: 50n },
      { advisorId: "wang", month: "2026-04", adjustments: [{ month: "2026-03", amount: 50n }], payable: 100n },
    ]);
  });

  it("takes manual adjustments of earlier months into the first close only, once each, and carries what is below the minimum", () => {
    const adjust = (adjustmentId: string, month: string, amount: number): OracleFact => ({
      kind: "adjustment",
      content: { adjustmentId, advisorId: "li", month, amount },
    });
    const first = [adjust("a", "2025-11", 30), adjust("a", "2025-11", 30), adjust("b", "2026-02", 70)];
    const { statements } = computeOracle(
      AGENCY,
      [
        { month: "2026-01", facts: [plan({ payout: { minimum: 100 } }), advisor("li"), ...first] },
        { month: "2026-02", facts: [] },
        { month: "2026-03", facts: [] },
      ],
      [],
    );
    expect(statements).toMatchObject([
      { month: "2026-01", manualAdjustments: 30n, broughtForward: 0n, payable: 0n, carriedForward: 30n },
      { month: "2026-02", manualAdjustments: 70n, broughtForward: 30n, payable: 100n, carriedForward: 0n },
    ]);
  });

  it("grants equity on the months that reach the amount, those settled with the first close among them", () => {
    const equity = { anyOf: [{ months: 3, eachAtLeast: 10, count: 2 }], require: [{ attribute: "service", atLeast: "4" }] };
    const { equityChanges } = computeOracle(
      AGENCY,
      [
        { month: "2026-02", facts: [plan({ equity }), advisor("li"), order("o1", "2025-12-31", { price: 990 })] },
        { month: "2026-03", facts: [order("o2", "2026-03-01", { price: 100 }), order("o3", "2026-01-01", { price: 100 })] },
        { month: "2026-04", facts: [score({ month: "2026-04", values: { service: "4.0" } })] },
        { month: "2026-05", facts: [order("o4", "2026-04-01", { price: 100 })] },
      ],
      [],
    );
    // March has January and itself, but no score; April has only March; May has March and April.
    expect(equityChanges).toEqual([{ month: "2026-05", advisorId: "li", eligible: true }]);
  });
});
