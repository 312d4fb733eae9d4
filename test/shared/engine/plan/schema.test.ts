import { describe, expect, test } from "vitest";
import { describeIssue } from "../../../../shared/base/issues/issue.ts";
import { parse } from "../../../../shared/base/issues/parse.ts";
import { planSchema } from "../../../../shared/engine/plan/schema.ts";

const HEAD = { planId: "partner", version: 1, effectiveFrom: "2026-01-01" };
const share = { id: "c", kind: "share", rate: "0.05" };
const tiered = (tiers: object) => ({ id: "c", kind: "share", tiers });
const ladder = (...froms: readonly (number | string)[]) => froms.map((from) => ({ from, rate: "0.05" }));

/** What is wrong with a plan of these components, for logs; empty where nothing is. */
function wrong(components: readonly object[], more: object = {}): string[] {
  const result = parse(planSchema, { ...HEAD, components, ...more });
  return result.ok ? [] : result.issues.map(describeIssue);
}

/** The first component as it is read, with its defaults. */
function read(component: object) {
  const result = parse(planSchema, { ...HEAD, components: [component] });
  return result.ok ? result.value.components[0] : result.issues.map(describeIssue);
}

describe("a share", () => {
  test("has one rate or tiers: neither is nothing, and of both nobody knows which holds", () => {
    const tiers = { mode: "whole", steps: ladder(0) };
    expect(wrong([share])).toEqual([]);
    expect(wrong([tiered(tiers)])).toEqual([]);
    expect(wrong([{ id: "c", kind: "share" }])).toEqual(["components[0].rate: rate-or-tiers-expected"]);
    expect(wrong([{ ...share, tiers }])).toEqual(["components[0].rate: rate-or-tiers-expected"]);
  });

  test("that says no more pays on all that its role sells, without factors", () => {
    expect(read(share)).toEqual({ ...share, where: {}, factors: [] });
  });
});

describe("tiers", () => {
  const whole = (...froms: readonly number[]) => tiered({ mode: "whole", steps: ladder(...froms) });

  test("measure the month's sales unless they say otherwise", () => {
    expect(read(whole(0, 100))).toMatchObject({ tiers: { mode: "whole", measure: "sales", period: "month" } });
    const named = { mode: "marginal", measure: "units", period: "year", of: { channel: ["live"] }, steps: ladder(0) };
    expect(read(tiered(named))).toMatchObject({ tiers: named });
  });

  test("begin at 0 and rise step by step", () => {
    expect(wrong([whole(0, 1, 2)])).toEqual([]);
    expect(wrong([whole(1, 2)])).toEqual(["components[0].tiers.steps[0].from: first-step-not-zero"]);
    expect(wrong([whole(0, 100, 100, 50)])).toEqual([
      "components[0].tiers.steps[2].from: steps-not-rising",
      "components[0].tiers.steps[3].from: steps-not-rising",
    ]);
    expect(wrong([whole()])).toEqual(["components[0].tiers.steps: too-few (minimum 1)"]);
  });

  test("by attainment begin at decimals of the target, and divide sales unless they say otherwise", () => {
    const attained = (...froms: readonly string[]) =>
      tiered({ mode: "whole", measure: "attainment", target: "targetSales", steps: ladder(...froms) });
    expect(read(attained("0", "0.8", "1.25"))).toMatchObject({ tiers: { basis: "sales", target: "targetSales", period: "month" } });
    expect(wrong([attained("0.0", "0.000000001")])).toEqual([]);
    // As numbers: "0.80" begins where "0.8" does, and "0.10" below "0.9".
    expect(wrong([attained("0", "0.8", "0.80")])).toEqual(["components[0].tiers.steps[2].from: steps-not-rising"]);
    expect(wrong([attained("0", "0.9", "0.10")])).toEqual(["components[0].tiers.steps[2].from: steps-not-rising"]);
    expect(wrong([attained("0.5")])).toEqual(["components[0].tiers.steps[0].from: first-step-not-zero"]);
    expect(wrong([attained("all of it")])).toEqual(["components[0].tiers.steps[0].from: decimal-expected"]);
  });

  test("take no mode, measure, period or basis but those that there are", () => {
    const tiers = { mode: "whole", steps: ladder(0) };
    for (const mode of ["whole", "marginal"]) expect(wrong([tiered({ ...tiers, mode })])).toEqual([]);
    for (const measure of ["sales", "units"]) expect(wrong([tiered({ ...tiers, measure })])).toEqual([]);
    for (const period of ["month", "year"]) expect(wrong([tiered({ ...tiers, period })])).toEqual([]);
    for (const basis of ["sales", "units"]) {
      const attained = { mode: "whole", measure: "attainment", basis, target: "t", steps: ladder("0") };
      expect([basis, wrong([tiered(attained)])]).toEqual([basis, []]);
    }
    for (const field of ["mode", "measure", "period"]) {
      expect(wrong([tiered({ ...tiers, [field]: "" })]), field).toEqual([expect.stringContaining(`components[0].tiers.${field}: `)]);
      expect(wrong([tiered({ ...tiers, [field]: "other" })]), field).toEqual([expect.stringContaining(`components[0].tiers.${field}: `)]);
    }
    expect(wrong([tiered({ ...tiers, measure: "attainment", basis: "", target: "t", steps: ladder("0") })])).toHaveLength(1);
  });
});

describe("a target", () => {
  const by = (target: string) => wrong([tiered({ mode: "whole", measure: "attainment", target, steps: ladder("0") })]);

  test("is an attribute that somebody sets: the months of tenure are counted, and no target", () => {
    expect(by("targetSales")).toEqual([]);
    expect(by("tenureMonths")).toEqual(["components[0].tiers.target: target-built-in (attribute tenureMonths)"]);
    expect(by("2nd target")).toEqual(["components[0].tiers.target: name-expected"]);
  });
});

describe("a bonus", () => {
  const bonus = (when: object) => ({ id: "c", kind: "bonus", amount: 5_000, when });

  test("has a threshold of at least 1, which no month reaches by itself", () => {
    for (const measure of ["earnings", "sales", "units"]) {
      expect([measure, wrong([bonus({ measure, atLeast: 1 })])]).toEqual([measure, []]);
      expect([measure, wrong([bonus({ measure, atLeast: 0 })])]).toEqual([measure, ["components[0].when.atLeast: too-small (minimum 1)"]]);
    }
    expect(wrong([bonus({ measure: "", atLeast: 1 })])).toHaveLength(1);
  });

  test("on earnings counts all of them: earnings have no facets to choose by", () => {
    const of = { channel: ["live"] };
    expect(wrong([bonus({ measure: "earnings", of, atLeast: 1 })])).toEqual(["components[0].when.of: earnings-not-filtered"]);
    expect(wrong([bonus({ measure: "sales", of, atLeast: 1 })])).toEqual([]);
    expect(wrong([bonus({ measure: "units", of, atLeast: 1 })])).toEqual([]);
  });

  test("by attainment asks for a part of the target above 0, and divides sales unless it says otherwise", () => {
    const when = { measure: "attainment", target: "targetSales", atLeast: "0.000000001" };
    expect(read(bonus(when))).toEqual({ ...bonus({ ...when, basis: "sales" }) });
    expect(wrong([bonus({ ...when, atLeast: "0" })])).toEqual(["components[0].when.atLeast: decimal-not-positive"]);
    expect(wrong([bonus({ ...when, atLeast: "-1" })])).toEqual(["components[0].when.atLeast: decimal-not-positive"]);
    expect(wrong([bonus({ ...when, atLeast: "x" })])).toEqual(["components[0].when.atLeast: decimal-expected"]);
  });
});

describe("a table", () => {
  const table = (rows: readonly object[], more: object = {}) => ({ id: "c", kind: "table", rows, ...more });
  const row = { rate: "0.1" };

  test("has 1 to 100 rows, each with its rate; one without a condition matches all that the table pays for", () => {
    expect(read(table([row]))).toEqual({ id: "c", kind: "table", where: {}, factors: [], rows: [{ where: {}, rate: "0.1" }] });
    expect(wrong([table([])])).toEqual(["components[0].rows: too-few (minimum 1)"]);
    expect(wrong([table(Array(100).fill(row))])).toEqual([]);
    expect(wrong([table(Array(101).fill(row))])).toEqual(["components[0].rows: too-many (maximum 100)"]);
    expect(wrong([table([{ where: {} }])])).toEqual(["components[0].rows[0].rate: decimal-expected"]);
  });

  test("may say what the rest pays, at a rate as any other", () => {
    expect(wrong([table([row], { otherwise: "0.01" })])).toEqual([]);
    expect(wrong([table([row], { otherwise: "-0.01" })])).toEqual(["components[0].otherwise: negative"]);
    expect(wrong([table([{ rate: "-1" }])])).toEqual(["components[0].rows[0].rate: negative"]);
  });
});

describe("any component", () => {
  const whole = [
    share,
    tiered({ mode: "whole", steps: ladder(0) }),
    { id: "c", kind: "flat", amount: 1 },
    { id: "c", kind: "bonus", amount: 1, when: { measure: "sales", atLeast: 1 } },
    { id: "c", kind: "bonus", amount: 1, when: { measure: "attainment", target: "t", atLeast: "1" } },
    { id: "c", kind: "cap", amount: 1 },
    { id: "c", kind: "guarantee", amount: 1, months: 1 },
    { id: "c", kind: "table", rows: [{ rate: "0.1" }] },
  ];

  test("takes no field that it doesn't know: a misspelt one would be lost", () => {
    for (const component of whole) {
      expect(wrong([component])).toEqual([]);
      expect(wrong([{ ...component, extra: 1 }]), component.kind).toEqual(["components[0].extra: unknown-field"]);
    }
    const [, , , bonus, attained] = whole as readonly { readonly when?: object }[];
    for (const component of [bonus, attained]) {
      expect(wrong([{ ...component, when: { ...component?.when, extra: 1 } }])).toEqual(["components[0].when.extra: unknown-field"]);
    }
    const inTiers = (more: object) => wrong([tiered({ mode: "whole", steps: ladder(0), extra: 1, ...more })]);
    expect(inTiers({})).toEqual(["components[0].tiers.extra: unknown-field"]);
    expect(inTiers({ measure: "attainment", target: "t", steps: ladder("0") })).toEqual(["components[0].tiers.extra: unknown-field"]);
    expect(wrong([tiered({ mode: "whole", steps: [{ from: 0, rate: "0.1", extra: 1 }] })])).toEqual([
      "components[0].tiers.steps[0].extra: unknown-field",
    ]);
    expect(wrong([{ id: "c", kind: "table", rows: [{ rate: "0.1", extra: 1 }] }])).toEqual(["components[0].rows[0].extra: unknown-field"]);
  });

  test("needs each field of its own", () => {
    for (const component of whole.slice(2)) {
      for (const field of Object.keys(component).filter((name) => name !== "kind")) {
        const { [field]: _left, ...rest } = component as Record<string, unknown>;
        expect(wrong([rest]), `${component.kind} ${field}`).toHaveLength(1);
      }
    }
    expect(wrong([{ id: "c", kind: "gift", amount: 1 }])).toEqual([expect.stringContaining("components[0].kind: not-a-choice")]);
  });

  test("pays no negative amount and at no negative rate, and a guarantee holds a month at least", () => {
    expect(wrong([{ ...share, rate: "-0.05" }])).toEqual(["components[0].rate: negative"]);
    for (const kind of ["flat", "cap"])
      expect(wrong([{ id: "c", kind, amount: -1 }])).toEqual(["components[0].amount: negative (minimum 0)"]);
    for (const kind of ["flat", "cap"])
      expect(wrong([{ id: "c", kind, amount: 0.5 }])).toEqual(["components[0].amount: minor-units-expected"]);
    expect(wrong([{ id: "c", kind: "guarantee", amount: 1, months: 0 }])).toEqual(["components[0].months: too-small (minimum 1)"]);
  });

  test("matches facets by at least one value each", () => {
    expect(wrong([{ ...share, where: { channel: [] } }])).toEqual(["components[0].where.channel: too-few (minimum 1)"]);
    expect(wrong([{ ...share, where: { channel: [1] } }])).toEqual([expect.stringContaining("components[0].where.channel[0]")]);
    expect(wrong([{ ...share, where: { channel: ["live", "store"], product: ["hotel"] } }])).toEqual([]);
  });

  test("is multiplied by factors that the plan has, each once", () => {
    const factors = [{ id: "service", by: "score", steps: [{ from: "0", factor: "1" }] }];
    expect(wrong([{ ...share, factors: ["service"] }], { factors })).toEqual([]);
    expect(wrong([{ ...share, factors: ["service", "service"] }], { factors })).toEqual(["components[0].factors: not-unique"]);
    expect(wrong([{ ...share, factors: ["other"] }], { factors })).toEqual(["components[0].factors[0]: factor-unknown (factorId other)"]);
  });

  test("may carry a label, in both languages: a page in either has a name to show", () => {
    for (const component of whole) {
      expect(wrong([{ ...component, label: { zh: "直播", en: "Live" } }]), component.kind).toEqual([]);
      expect(wrong([{ ...component, label: { zh: "直播" } }])).toEqual(["components[0].label.en: missing"]);
    }
    expect(wrong([{ ...share, label: { zh: "", en: "Live" } }])).toContain("components[0].label.zh: too-short (minimum 1)");
    expect(wrong([{ ...share, label: { zh: "直播", en: "Live", de: "Live" } }])).toEqual(["components[0].label.de: unknown-field"]);
  });

  test("has an id that no other has", () => {
    expect(wrong([share, { ...share, id: "d" }, share])).toEqual(["components[2].id: id-twice (id c)"]);
  });
});

test("schema: a component pays a million times what it pays on at most, with its highest rate and factors", () => {
  const steps = [{ from: "0", factor: "500000" }];
  const factors = [{ id: "high", by: "score", default: "1000", steps }];
  const rows = (rate: string, otherwise: string) => [
    { id: "c", kind: "table", rows: [{ rate: "0" }, { rate }], otherwise, factors: ["high"] },
  ];
  expect(wrong([{ ...share, rate: "2", factors: ["high"] }], { factors })).toEqual([]);
  expect(wrong([{ ...share, rate: "2.000000001", factors: ["high"] }], { factors })).toEqual(["components[0]: rate-too-high"]);
  expect(wrong([{ ...share, rate: "2.000000001" }], { factors })).toEqual([]);
  const tiers = (rate: string) => tiered({ mode: "whole", steps: [...ladder(0), { from: 1, rate }] });
  expect([wrong([tiers("1000000")]), wrong([tiers("1000001")])]).toEqual([[], ["components[0]: rate-too-high"]]);
  expect([wrong(rows("2", "2"), { factors }), wrong(rows("2.1", "0"), { factors }), wrong(rows("0", "2.1"), { factors })]).toEqual([
    [],
    ["components[0]: rate-too-high"],
    ["components[0]: rate-too-high"],
  ]);
  // A flat pays its amount as it stands: its factors alone may come to so much.
  const million = [{ ...factors[0], steps: [{ from: "0", factor: "1000000" }] }];
  const over = [{ ...factors[0], steps: [{ from: "0", factor: "1000000.1" }] }];
  const flat = { id: "c", kind: "flat", amount: 9_000_000, factors: ["high"] };
  expect([wrong([flat], { factors: million }), wrong([flat], { factors: over })]).toEqual([[], ["components[0]: rate-too-high"]]);
});
