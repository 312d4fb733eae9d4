import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../../shared/base/money/money.ts";
import { type CompiledPlan, compile, rowsMatching } from "../../../../shared/engine/plan/compile.ts";
import { type Component, paysFor, readsYear, salesTargetsOf, tiersOf } from "../../../../shared/engine/plan/components/index.ts";
import { compileSteps } from "../../../../shared/engine/plan/components/tiers.ts";
import { diffPlans } from "../../../../shared/engine/plan/diff.ts";
import { inspectPlan } from "../../../../shared/engine/plan/draft-warnings.ts";
import { type Plan, planSchema, scoresAsked, targetsAsked, unratedFacets } from "../../../../shared/engine/plan/schema.ts";

const RATED = ["product", "role", "channel"];
const d = parseDecimal;

const plan = (components: readonly object[], more: object = {}): Plan =>
  planSchema.parse({ planId: "partner", version: 1, effectiveFrom: "2026-01-01", components, ...more });
const share = (more: object = {}) => ({ id: "share", kind: "share", rate: "0.05", ...more });
const tiers = (more: object = {}) => ({ mode: "whole", steps: [{ from: 0, rate: "0.05" }], ...more });
const byTiers = (more: object = {}) => ({ id: "tiers", kind: "share", tiers: tiers(more) });
const attained = (more: object = {}) =>
  byTiers({ measure: "attainment", target: "targetSales", steps: [{ from: "0", rate: "0.05" }], ...more });
const bonus = (when: object, id = "bonus") => ({ id, kind: "bonus", amount: 5_000, when });
const table = (rows: readonly object[], more: object = {}) => ({ id: "table", kind: "table", rows, ...more });

/** A component that pays for credits, made ready. */
function paid(component: object, more: object = {}): CompiledPlan["parts"][number] {
  const [part] = compile(plan([component], more), RATED).parts;
  if (part === undefined) throw new Error("it pays for no credit");
  return part;
}

/** A component of the month, made ready. */
function ofMonth(component: object): CompiledPlan["ofMonth"][number] {
  const [part] = compile(plan([component]), RATED).ofMonth;
  if (part === undefined) throw new Error("it belongs to no month");
  return part;
}

const LIVE = ["hotel", "seller", "live"];
const STORE = ["hotel", "seller", "store"];
const MANAGED = ["hotel", "manager", "live"];

describe("a share, made ready", () => {
  test("pays for the base of what it matches, at its rate and with its factors in their order", () => {
    const factors = ["low", "high"].map((id) => ({ id, by: `${id}Score`, default: "0.9", steps: [{ from: "4.5", factor: "1.1" }] }));
    const part = paid(share({ where: { channel: ["live"] }, factors: ["high", "low"] }), { factors });
    expect(part).toMatchObject({ kind: "share", id: "share", paysFor: "base", weights: [1n], ladder: undefined, rate: d("0.05") });
    expect([part.rowOf(LIVE), part.rowOf(STORE), part.rowOf(MANAGED)]).toEqual([0, undefined, undefined]);
    expect(part.factors).toEqual(
      ["high", "low"].map((id) => ({ id, by: `${id}Score`, default: d("0.9"), steps: [{ from: d("4.5"), factor: d("1.1") }] })),
    );
  });

  test("by tiers measures what it pays for, unless the tiers name something else", () => {
    const own = paid({ ...byTiers(), where: { channel: ["live"] } });
    expect(own).toMatchObject({ rate: 0n, ladder: { mode: "whole", measure: "sales", period: "month", target: undefined } });
    expect([own.ladder?.of(LIVE), own.ladder?.of(STORE)]).toEqual([true, false]);
    const others = paid({ ...byTiers({ of: { channel: ["store"] } }), where: { channel: ["live"] } });
    expect([others.ladder?.of(LIVE), others.ladder?.of(STORE)]).toEqual([false, true]);
    // Naming nothing is all that the seller sold.
    const all = paid({ ...byTiers({ of: {} }), where: { channel: ["live"] } });
    expect([all.ladder?.of(LIVE), all.ladder?.of(STORE), all.ladder?.of(MANAGED)]).toEqual([true, true, false]);
  });

  test("by attainment measures its basis against the target", () => {
    const bases = ["sales", "units"] as const;
    for (const basis of bases) {
      expect(paid(attained({ basis, mode: "marginal", period: "year" })).ladder).toMatchObject({
        mode: "marginal",
        measure: basis,
        target: "targetSales",
        period: "year",
      });
    }
    expect(paid(byTiers({ measure: "units" })).ladder).toMatchObject({ measure: "units", target: undefined });
  });

  test("has steps that end where the next begins, the last one never", () => {
    const steps = [
      { from: 0, rate: "0.05" },
      { from: 100, rate: "0.06" },
      { from: 300, rate: "0.07" },
    ];
    expect(compileSteps({ steps })).toEqual([
      { from: 0n, rate: d("0.05"), to: 100n },
      { from: 100n, rate: d("0.06"), to: 300n },
      { from: 300n, rate: d("0.07"), to: undefined },
    ]);
    expect(
      compileSteps({
        steps: [
          { from: "0", rate: "0" },
          { from: "1.25", rate: "0.1" },
        ],
      }),
    ).toEqual([
      { from: 0n, rate: 0n, to: d("1.25") },
      { from: d("1.25"), rate: d("0.1"), to: undefined },
    ]);
  });
});

describe("a flat, made ready", () => {
  test("pays its amount for each unit of what it matches", () => {
    const factors = [{ id: "service", by: "score", steps: [{ from: "0", factor: "1" }] }];
    const part = paid({ id: "flat", kind: "flat", amount: 700, where: { channel: ["live"] }, factors: ["service"] }, { factors });
    expect(part).toMatchObject({ kind: "flat", id: "flat", paysFor: "units", weights: [1n], ladder: undefined, amount: 700n });
    expect(part.factors.map(({ id }) => id)).toEqual(["service"]);
    expect([part.rowOf(LIVE), part.rowOf(STORE)]).toEqual([0, undefined]);
  });
});

describe("a table, made ready", () => {
  const rows = [
    { where: { channel: ["live"], product: ["train"] }, rate: "0.2" },
    { where: { channel: ["live"] }, rate: "0.3" },
  ];

  test("pays at the first row that matches; what no row matches isn't its own, unless it says what that pays", () => {
    const part = paid(table(rows));
    expect(part).toMatchObject({ kind: "table", id: "table", paysFor: "base", ladder: undefined, weights: [d("0.2"), d("0.3")] });
    expect([part.rowOf(["train", "seller", "live"]), part.rowOf(LIVE), part.rowOf(STORE)]).toEqual([0, 1, undefined]);
    const whole = paid(table(rows, { otherwise: "0.01" }));
    expect(whole.weights).toEqual([d("0.2"), d("0.3"), d("0.01")]);
    expect([whole.rowOf(LIVE), whole.rowOf(STORE), whole.rowOf(MANAGED)]).toEqual([1, 2, undefined]);
    expect(whole).toMatchObject({
      rows: [
        { where: rows[0]?.where, rate: d("0.2") },
        { where: rows[1]?.where, rate: d("0.3") },
        { where: undefined, rate: d("0.01") },
      ],
    });
  });

  test("matches its own condition beside a row's: a row without a role pays whomever the table pays", () => {
    const managed = paid(table(rows, { where: { role: ["manager"] }, otherwise: "0" }));
    expect([managed.rowOf(MANAGED), managed.rowOf(["hotel", "manager", "store"]), managed.rowOf(LIVE)]).toEqual([1, 2, undefined]);
    const both = paid(table([{ where: { role: ["manager"] }, rate: "0.1" }, { rate: "0.2" }], { where: { role: ["manager", "seller"] } }));
    expect([both.rowOf(MANAGED), both.rowOf(LIVE), both.rowOf(["hotel", "escort", "live"])]).toEqual([0, 1, undefined]);
  });
});

describe("what belongs to the month, made ready", () => {
  test("a bonus waits for its threshold: minor units and units as they are, a part of the target in billionths", () => {
    for (const measure of ["earnings", "sales", "units"]) {
      expect(ofMonth(bonus({ measure, atLeast: 3 }))).toMatchObject({
        kind: "bonus",
        id: "bonus",
        amount: 5_000n,
        measure,
        atLeast: 3n,
        target: undefined,
      });
    }
    expect(ofMonth(bonus({ measure: "attainment", basis: "units", target: "targetUnits", atLeast: "0.9" }))).toMatchObject({
      kind: "bonus",
      amount: 5_000n,
      measure: "units",
      atLeast: d("0.9"),
      target: "targetUnits",
    });
  });

  test("a bonus counts what it names; without a name what the seller sold", () => {
    const { of: any } = ofMonth(bonus({ measure: "sales", atLeast: 1 }));
    expect([any?.(LIVE), any?.(STORE), any?.(MANAGED)]).toEqual([true, true, false]);
    const { of: live } = ofMonth(bonus({ measure: "sales", of: { channel: ["live"], role: ["manager", "seller"] }, atLeast: 1 }));
    expect([live?.(LIVE), live?.(STORE), live?.(MANAGED)]).toEqual([true, false, true]);
  });

  test("a cap and a guarantee count no credits: they look at what stands", () => {
    expect(ofMonth({ id: "cap", kind: "cap", amount: 9 })).toEqual({
      kind: "cap",
      id: "cap",
      amount: 9n,
      measure: "standing",
      of: undefined,
    });
    expect(ofMonth({ id: "ramp", kind: "guarantee", amount: 9, months: 3 })).toEqual({
      kind: "guarantee",
      id: "ramp",
      amount: 9n,
      measure: "standing",
      of: undefined,
      months: 3,
    });
  });
});

describe("what a plan asks for", () => {
  test("facets: each that it matches and nobody rates has an issue, where it stands", () => {
    const everywhere = plan([
      share({ where: { a: ["x"], channel: ["live"] } }),
      byTiers({ of: { b: ["x"] } }),
      { id: "flat", kind: "flat", amount: 1, where: { c: ["x"] } },
      bonus({ measure: "units", of: { e: ["x"] }, atLeast: 1 }),
      table(
        [
          { where: { channel: ["live"] }, rate: "0.1" },
          { where: { f: ["x"] }, rate: "0.1" },
        ],
        { where: { g: ["x"] } },
      ),
      { id: "cap", kind: "cap", amount: 1 },
      { id: "ramp", kind: "guarantee", amount: 1, months: 1 },
    ]);
    const found = unratedFacets(everywhere, RATED);
    expect(found.map(({ path }) => path)).toEqual([
      "components[0].where.a",
      "components[1].tiers.of.b",
      "components[2].where.c",
      "components[3].when.of.e",
      "components[4].where.g",
      "components[4].rows[1].where.f",
    ]);
    expect(found[0]).toMatchObject({ code: "facet-unrated", params: { rated: "product, role, channel" } });
  });

  test("targets: those of tiers and bonuses by attainment, and of nothing else", () => {
    const asking = plan([
      attained(),
      bonus({ measure: "attainment", target: "targetUnits", atLeast: "1" }),
      bonus({ measure: "sales", atLeast: 1 }, "club"),
      { ...byTiers(), id: "plain" },
      share(),
      { id: "flat", kind: "flat", amount: 1 },
      table([{ rate: "0.1" }]),
      { id: "cap", kind: "cap", amount: 1 },
    ]);
    expect(targetsAsked(asking)).toEqual(["targetSales", "targetUnits"]);
  });

  test("scores: what its factors go by, and what equity requires", () => {
    const factors = [{ id: "service", by: "serviceScore", steps: [{ from: "0", factor: "1" }] }];
    const require = [{ attribute: "certified", atLeast: "1" }];
    const equity = { anyOf: [{ months: 3, totalAtLeast: 1 }], require };
    expect(scoresAsked(plan([], { factors, equity }))).toEqual(["serviceScore", "certified"]);
    expect(scoresAsked(plan([], { factors }))).toEqual(["serviceScore"]);
  });

  test("the year's earlier months: only tiers of a year", () => {
    const components = plan([byTiers({ period: "year" }), { ...byTiers(), id: "month" }, share(), table([{ rate: "0.1" }])]).components;
    expect(components.map(readsYear)).toEqual([true, false, false, false]);
    expect(components.map((part) => tiersOf(part)?.period)).toEqual(["year", "month", undefined, undefined]);
  });

  test("bases or units: shares and tables pay for bases, flats for units, the others for no credit", () => {
    const kinds: Component["kind"][] = ["share", "table", "flat", "bonus", "cap", "guarantee"];
    expect(kinds.map(paysFor)).toEqual(["base", "base", "units", undefined, undefined, undefined]);
  });
});

describe("a component's change", () => {
  /** What changed from one component to another with its id. */
  const changes = (before: object, after: object) => diffPlans(plan([before]), plan([after]));

  test("is told once, by what it is called: rates, amounts, conditions and rows have sentences, other fields their path", () => {
    const [one, other] = [{ where: { channel: ["live"] } }, { where: { channel: ["store"] } }];
    const moved = { kind: "where", facet: "channel", before: ["live"], after: ["store"] };
    expect(changes(share(one), share({ ...other, rate: "0.06" }))).toEqual([
      { kind: "rate", component: "share", before: "0.05", after: "0.06" },
      { ...moved, component: "share" },
    ]);
    const flat = (amount: number, more: object) => ({ id: "flat", kind: "flat", amount, ...more });
    expect(changes(flat(1, one), flat(2, other))).toEqual([
      { kind: "amount", component: "flat", before: 1, after: 2 },
      { ...moved, component: "flat" },
    ]);
    const row = (rate: string) => [{ where: { product: ["hotel"] }, rate }];
    expect(changes(table(row("0.1"), one), table(row("0.2"), { ...other, otherwise: "0.3" }))).toEqual([
      { kind: "row-rate", component: "table", where: { product: ["hotel"] }, before: "0.1", after: "0.2" },
      { ...moved, component: "table" },
      { kind: "field", path: "components.table.otherwise", before: undefined, after: "0.3" },
    ]);
    const amounts = (kind: string, more: object = {}) =>
      changes({ id: kind, kind, amount: 1, ...more }, { id: kind, kind, amount: 2, ...more });
    expect([amounts("cap"), amounts("guarantee", { months: 2 })]).toEqual(
      ["cap", "guarantee"].map((component) => [{ kind: "amount", component, before: 1, after: 2 }]),
    );
  });

  test("of tiers and bonuses tells what is measured apart from how", () => {
    expect(changes(byTiers({ of: { channel: ["live"] } }), byTiers({ of: { channel: ["store"] }, mode: "marginal" }))).toEqual([
      { kind: "of", component: "tiers", facet: "channel", before: ["live"], after: ["store"] },
      { kind: "field", path: "components.tiers.tiers.mode", before: "whole", after: "marginal" },
    ]);
    expect(
      changes(
        bonus({ measure: "units", of: { channel: ["live"] }, atLeast: 1 }),
        bonus({ measure: "sales", of: { channel: ["store"] }, atLeast: 1 }),
      ),
    ).toEqual([
      { kind: "of", component: "bonus", facet: "channel", before: ["live"], after: ["store"] },
      { kind: "field", path: "components.bonus.when.measure", before: "units", after: "sales" },
    ]);
  });

  test("of its factors is told by the field, whatever its kind", () => {
    const factors = [{ id: "service", by: "score", steps: [{ from: "0", factor: "1" }] }];
    const components = [share(), { ...byTiers(), id: "tiers" }, { id: "flat", kind: "flat", amount: 1 }, table([{ rate: "0.1" }])];
    for (const component of components) {
      const after = plan([{ ...component, factors: ["service"] }], { factors });
      expect(diffPlans(plan([component], { factors }), after), component.id).toEqual([
        { kind: "field", path: `components.${component.id}.factors[0]`, before: undefined, after: "service" },
      ]);
    }
  });
});

describe("a draft's components", () => {
  const evidence = (components: readonly object[], credits: { readonly credits: bigint; readonly base: bigint; readonly margin: bigint }) =>
    inspectPlan(plan(components), [], {
      components: plan(components).components.map(({ id }) => ({ id, cost: 1n, ...credits })),
    });

  test("that are to pay for credits, and met none, are named; what looks at the month as a whole is not", () => {
    const found = evidence(
      [
        share(),
        { id: "flat", kind: "flat", amount: 1 },
        table([{ rate: "0.1" }]),
        bonus({ measure: "units", atLeast: 1 }),
        { id: "cap", kind: "cap", amount: 1 },
        { id: "ramp", kind: "guarantee", amount: 1, months: 1 },
      ],
      { credits: 0n, base: 0n, margin: 0n },
    );
    expect(found.map(({ id }) => id)).toEqual(["unmatched:share", "unmatched:flat", "unmatched:table", "unmatched:bonus"]);
  });

  test("are measured against the margin at the highest of their rates, whichever it is", () => {
    const pays = (component: object) =>
      evidence([component], { credits: 3n, base: 1_000n, margin: 99n })
        .filter(({ kind }) => kind === "above-margin")
        .map(({ about }) => about.pays);
    const rows = (...rates: string[]) => rates.map((rate) => ({ rate }));
    expect(pays(share({ rate: "0.2" }))).toEqual(["200"]);
    expect(
      pays(
        byTiers({
          steps: [
            { from: 0, rate: "0.3" },
            { from: 1, rate: "0.1" },
          ],
        }),
      ),
    ).toEqual(["300"]);
    expect(
      pays(
        byTiers({
          steps: [
            { from: 0, rate: "0.1" },
            { from: 1, rate: "0.3" },
          ],
        }),
      ),
    ).toEqual(["300"]);
    expect(pays(table(rows("0.1", "0.4"), { otherwise: "0.2" }))).toEqual(["400"]);
    expect(pays(table(rows("0.1"), { otherwise: "0.5" }))).toEqual(["500"]);
    expect(pays(table(rows("0.15")))).toEqual(["150"]);
    expect(pays({ id: "flat", kind: "flat", amount: 50 })).toEqual(["150"]);
    expect(pays(bonus({ measure: "units", atLeast: 1 }))).toEqual([]);
  });

  test("of a table: a row hides another only where it matches all that the other does", () => {
    const hidden = (...conditions: readonly object[]) =>
      inspectPlan(plan([table(conditions.map((where) => ({ where, rate: "0.1" })))]), [], undefined).map(
        ({ about }) => `${about.row} by ${about.by}`,
      );
    const [live, hotel] = [{ channel: ["live"] }, { product: ["hotel"] }];
    expect(hidden(live, { ...live, ...hotel })).toEqual(["2 by 1"]);
    expect(hidden({ ...live, ...hotel }, live)).toEqual([]);
    expect(hidden(live, hotel)).toEqual([]);
    expect(hidden(live, live)).toEqual(["2 by 1"]);
    expect(hidden({ channel: ["live", "store"] }, live, { channel: ["store", "web"] })).toEqual(["2 by 1"]);
    expect(hidden({}, live, {})).toEqual(["2 by 1", "3 by 1"]);
    expect(hidden({ channel: ["live"] }, { channel: ["store"] })).toEqual([]);
    // A facet that is called as a member of objects is looked up among the condition's own.
    expect(hidden({ constructor: ["x"] }, live)).toEqual([]);
  });
});

test("components: a credit finds its rows among those of all components, at most one of each", () => {
  const rows = [
    { where: { channel: ["store"] }, rate: "0.1" },
    { where: { channel: ["live"] }, rate: "0.2" },
  ];
  const compiled = compile(plan([share(), table(rows, { otherwise: "0.3" }), { id: "flat", kind: "flat", amount: 1 }]), RATED);
  const found = (facets: readonly string[]) =>
    rowsMatching(compiled, facets).map((place) => `${compiled.rows[place]?.part.id} ${compiled.rows[place]?.row}`);
  expect(found(STORE)).toEqual(["share 0", "table 0", "flat 0"]);
  expect(found(LIVE)).toEqual(["share 0", "table 1", "flat 0"]);
  expect(found(["hotel", "seller", "web"])).toEqual(["share 0", "table 2", "flat 0"]);
  expect(found(MANAGED)).toEqual([]);
});

test("components: a version is made ready with its rows one after the other, whichever component they stand in", () => {
  const compiled = compile(
    plan(
      [
        share(),
        table([{ where: { channel: ["live"] }, rate: "0.1" }], { otherwise: "0.2" }),
        { id: "cap", kind: "cap", amount: 1 },
        { id: "flat", kind: "flat", amount: 1 },
      ],
      { payout: { minimum: 500, leavers: "pay", draw: { amount: 300, months: 2 } } },
    ),
    RATED,
  );
  expect(compiled.rows.map(({ part, row }) => `${part.id} ${row}`)).toEqual(["share 0", "table 0", "table 1", "flat 0"]);
  expect([compiled.parts.map(({ id }) => id), compiled.ofMonth.map(({ id }) => id)]).toEqual([["share", "table", "flat"], ["cap"]]);
  expect(compiled).toMatchObject({ minimumMinor: 500n, paysLeavers: true, draw: { amount: 300n, months: 2 } });
  const plain = compile(plan([]), RATED);
  expect(plain).toMatchObject({ minimumMinor: 0n, paysLeavers: false, draw: undefined, rows: [], parts: [], ofMonth: [] });
});

test("components: targets that are sales are those of tiers and bonuses by attainment of sales, of no other measure or kind", () => {
  const attainedBy = (basis: string) => ({ measure: "attainment", target: "goal", atLeast: "1", basis });
  const all = [
    ...[share(), byTiers(), attained(), attained({ basis: "units" })],
    ...[bonus(attainedBy("sales")), bonus(attainedBy("units")), bonus({ measure: "sales", atLeast: 1 })],
    ...[{ id: "floor", kind: "guarantee", amount: 1, months: 1 }, table([{ rate: "0.1" }])],
  ];
  expect(all.map((component) => plan([component]).components.flatMap(salesTargetsOf))).toEqual([
    ...[[], [], ["targetSales"], [], ["goal"], [], [], [], []],
  ]);
});
