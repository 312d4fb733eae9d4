import { expect, test } from "vitest";
import { type Evidence, inspectPlan } from "../../../../shared/engine/plan/draft-warnings.ts";
import { type Plan, planSchema } from "../../../../shared/engine/plan/schema.ts";

const read = (content: object): Plan =>
  planSchema.parse({ planId: "partner", version: 1, effectiveFrom: "2026-01-01", components: [], ...content });
const share = (more: object = {}) => ({ id: "share", kind: "share", rate: "0.5", ...more });
const evidence = (more: Partial<Evidence["components"][number]> = {}): Evidence => ({
  components: [{ id: "share", credits: 3n, base: 1_000n, margin: 499n, cost: 500n, ...more }],
});

test("draft warnings: a sound draft has no findings", () => {
  const base = read({ components: [share()] });
  const draft = read({ ...base, version: 2, effectiveFrom: "2026-11-01" });
  expect(inspectPlan(draft, [base], { ...evidence({ margin: 500n }), heldFrom: "2026-01-01" }, { base })).toEqual([]);
});

test("gap: an advisor has the plan before any version of it is in force", () => {
  const draft = read({ effectiveFrom: "2026-11-01" });
  expect(inspectPlan(draft, [], { components: [], heldFrom: "2026-10-15" })).toEqual([
    { id: "gap", kind: "gap", about: { heldFrom: "2026-10-15", begins: "2026-11-01" } },
  ]);
  expect(inspectPlan(draft, [], { components: [], heldFrom: "2026-11-01" })).toEqual([]);
  // It begins before the first version, and still too late.
  const later = read({ version: 2, effectiveFrom: "2026-12-01" });
  expect(inspectPlan(draft, [later], { components: [], heldFrom: "2026-10-15" }).map(({ id }) => id)).toEqual(["gap", "overlap:2"]);
});

test("no gap: one before a version that is published is no later draft's doing", () => {
  const draft = read({ version: 2, effectiveFrom: "2026-11-01" });
  expect(inspectPlan(draft, [read({})], { components: [], heldFrom: "2020-01-15" })).toEqual([]);
});

test("overlap: another version begins the same day, or replaces the draft on its day", () => {
  const versions = [
    read({ version: 1 }),
    read({ version: 2, effectiveFrom: "2026-11-01" }),
    read({ version: 3, effectiveFrom: "2027-01-01" }),
  ];
  expect(inspectPlan(read({ version: 4, effectiveFrom: "2026-11-01" }), versions, undefined)).toEqual([
    { id: "overlap:2", kind: "overlap", about: { version: "2", day: "2026-11-01", how: "same-day" } },
    { id: "overlap:3", kind: "overlap", about: { version: "3", day: "2027-01-01", how: "replaced" } },
  ]);
});

test("falling ladder: a step pays less than the one below it; equal rates, and cliffs upwards, are fine", () => {
  const steps = (...rates: string[]) => rates.map((rate, index) => ({ from: index * 100, rate }));
  const ladder = (...rates: string[]) =>
    read({ components: [share({ rate: undefined, tiers: { mode: "whole", steps: steps(...rates) } })] });
  expect(inspectPlan(ladder("0.05", "0.050", "0.2"), [], undefined)).toEqual([]);
  expect(inspectPlan(ladder("0.05", "0.1", "0.09"), [], undefined)).toEqual([
    { id: "falling:share:200", kind: "decreasing-tiers", about: { component: "share", from: "200", rate: "0.09", before: "0.1" } },
  ]);
});

test("unmatched: no credit of the trial meets the component; without a trial nothing is said", () => {
  const draft = read({ components: [share()] });
  expect(inspectPlan(draft, [], evidence({ credits: 0n, base: 0n, margin: 0n, cost: 0n }))).toEqual([
    { id: "unmatched:share", kind: "unmatched", about: { component: "share" } },
  ]);
  expect(inspectPlan(draft, [], undefined)).toEqual([]);
});

test("unmatched: a cap or a guarantee asks for no credit, so that none can be missing", () => {
  const draft = read({
    components: [
      { id: "ramp", kind: "guarantee", amount: 300_000, months: 6 },
      { id: "cap", kind: "cap", amount: 900_000 },
    ],
  });
  const nothing = { credits: 0n, base: 0n, margin: 0n, cost: 0n };
  const components = draft.components.map(({ id }) => ({ id, ...nothing }));
  expect(inspectPlan(draft, [], { components })).toEqual([]);
});

test("above margin: at its highest rate and factors it pays more than its credits leave, where costs are known", () => {
  const draft = read({ components: [share()] });
  const found = { id: "above-margin:share", kind: "above-margin", about: { component: "share", pays: "500", margin: "499" } };
  expect(inspectPlan(draft, [], evidence())).toEqual([found]);
  expect(inspectPlan(draft, [], evidence({ margin: 500n }))).toEqual([]);
  expect(inspectPlan(draft, [], evidence({ cost: 0n }))).toEqual([]);
  const factored = read({
    components: [share({ factors: ["service"] })],
    factors: [{ id: "service", by: "serviceScore", default: "0.5", steps: [{ from: "4", factor: "1.2" }] }],
  });
  expect(inspectPlan(factored, [], evidence({ margin: 599n })).map(({ about }) => about.pays)).toEqual(["600"]);
});

test("above margin: a flat pays its amount for each credit", () => {
  const draft = read({ components: [{ id: "share", kind: "flat", amount: 200 }] });
  expect(inspectPlan(draft, [], evidence({ margin: 600n }))).toEqual([]);
  expect(inspectPlan(draft, [], evidence({ margin: 599n })).map(({ about }) => about.pays)).toEqual(["600"]);
});

test("dropped: what the base version had and the draft no longer has, or has as another kind; equity too", () => {
  const base = read({
    components: [
      share(),
      { id: "club", kind: "bonus", amount: 1, when: { measure: "units", atLeast: 1 } },
      { id: "top", kind: "cap", amount: 1 },
    ],
    equity: { anyOf: [{ months: 3, totalAtLeast: 1 }] },
  });
  const draft = read({ version: 2, effectiveFrom: "2026-11-01", components: [share(), { id: "top", kind: "flat", amount: 1 }] });
  expect(inspectPlan(draft, [base], undefined, { base })).toEqual([
    { id: "dropped:club", kind: "dropped", about: { component: "club", kind: "bonus" } },
    { id: "dropped:top", kind: "dropped", about: { component: "top", kind: "cap" } },
    { id: "dropped-equity", kind: "dropped", about: { component: "", kind: "equity" } },
  ]);
});

test("hidden-row: a row of a table never pays where one before it matches all that it does", () => {
  const rows = [
    { where: { product: ["hotel", "flight"] }, rate: "0.1" },
    { where: { product: ["hotel"], channel: ["live"] }, rate: "0.2" },
    { where: { product: ["hotel", "train"] }, rate: "0.3" },
    { rate: "0.4" },
    { where: { product: ["train"] }, rate: "0.5" },
  ];
  expect(inspectPlan(read({ components: [{ id: "lines", kind: "table", rows }] }), [], undefined)).toEqual([
    { id: "hidden-row:lines:2", kind: "hidden-row", about: { component: "lines", row: "2", by: "1" } },
    { id: "hidden-row:lines:5", kind: "hidden-row", about: { component: "lines", row: "5", by: "3" } },
  ]);
});
