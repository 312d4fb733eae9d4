import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { diffPlans } from "../../../../shared/engine/plan/diff.ts";
import { type Plan, planSchema } from "../../../../shared/engine/plan/schema.ts";
import { planTerms } from "../../../support/arbitrary-plan.ts";

const read = (content: object): Plan => planSchema.parse({ planId: "partner", version: 1, effectiveFrom: "2026-01-01", ...content });
const ladder = (steps: readonly (readonly [number, string])[], more: object = {}) => ({
  id: "share",
  kind: "share",
  tiers: { mode: "whole", steps: steps.map(([from, rate]) => ({ from, rate })), ...more },
});
const withParts = (...components: object[]) => read({ components });

test("a step's rate reads as one would say it: from 100,000.00 on 6% becomes 6.5%", () => {
  const before = withParts(
    ladder([
      [0, "0.05"],
      [10_000_000, "0.06"],
    ]),
  );
  const after = read({
    ...withParts(
      ladder([
        [0, "0.05"],
        [10_000_000, "0.065"],
      ]),
    ),
    version: 2,
    effectiveFrom: "2026-11-01",
  });
  expect(diffPlans(before, after)).toEqual([
    { kind: "effective-from", before: "2026-01-01", after: "2026-11-01" },
    { kind: "tier-rate", component: "share", measure: "sales", from: 10_000_000, before: "0.06", after: "0.065" },
  ]);
});

test("diff: a step that begins elsewhere at its rate has moved; one between others is added, one that is gone removed", () => {
  const before = withParts(
    ladder([
      [0, "0.05"],
      [100, "0.06"],
      [300, "0.07"],
    ]),
  );
  const moved = withParts(
    ladder([
      [0, "0.05"],
      [150, "0.06"],
      [300, "0.07"],
    ]),
  );
  expect(diffPlans(before, moved)).toEqual([
    { kind: "tier-moved", component: "share", measure: "sales", before: 100, after: 150, rate: "0.06" },
  ]);
  const other = withParts(
    ladder([
      [0, "0.05"],
      [200, "0.08"],
      [300, "0.07"],
      [400, "0.09"],
    ]),
  );
  expect(diffPlans(before, other)).toEqual([
    { kind: "tier-removed", component: "share", measure: "sales", from: 100, rate: "0.06" },
    { kind: "tier-added", component: "share", measure: "sales", from: 200, rate: "0.08" },
    { kind: "tier-added", component: "share", measure: "sales", from: 400, rate: "0.09" },
  ]);
});

test("diff: components are matched by id, wherever they stand; their amounts, facets and other terms each have a line", () => {
  const before = read({
    components: [
      { id: "share", kind: "share", rate: "0.06" },
      { id: "club", kind: "bonus", amount: 5_000, when: { measure: "units", of: { product: ["hotel"] }, atLeast: 3 } },
      { id: "ramp", kind: "guarantee", amount: 300_000, months: 3 },
      { id: "old", kind: "cap", amount: 1 },
      { id: "top", kind: "cap", amount: 9 },
    ],
  });
  const after = read({
    components: [
      { id: "flat", kind: "flat", amount: 100 },
      { id: "share", kind: "share", rate: "0.07", where: { channel: ["live"] } },
      { id: "club", kind: "bonus", amount: 6_000, when: { measure: "units", of: { product: ["hotel", "train"] }, atLeast: 4 } },
      { id: "ramp", kind: "guarantee", amount: 300_000, months: 6 },
      { id: "top", kind: "flat", amount: 9 },
    ],
  });
  const [flat, , , , top] = after.components;
  expect(diffPlans(before, after)).toEqual([
    { kind: "component-removed", component: "old", content: before.components[3] },
    { kind: "component-added", component: "flat", content: flat },
    { kind: "rate", component: "share", before: "0.06", after: "0.07" },
    { kind: "where", component: "share", facet: "channel", after: ["live"] },
    { kind: "amount", component: "club", before: 5_000, after: 6_000 },
    { kind: "of", component: "club", facet: "product", before: ["hotel"], after: ["hotel", "train"] },
    { kind: "field", path: "components.club.when.atLeast", before: 3, after: 4 },
    { kind: "field", path: "components.ramp.months", before: 3, after: 6 },
    { kind: "component-kind", component: "top", before: before.components[4], after: top },
  ]);
});

test("diff: a rate that becomes a ladder, and a ladder that measures something else, are told whole", () => {
  const before = withParts({ id: "share", kind: "share", rate: "0.06" });
  const after = withParts(ladder([[0, "0.05"]]));
  expect(diffPlans(before, after).map(({ kind }) => kind)).toEqual(["rate", "tier-added", "field"]);
  const units = withParts(ladder([[0, "0.05"]], { measure: "units" }));
  expect(diffPlans(after, units)).toEqual([
    { kind: "tier-removed", component: "share", measure: "sales", from: 0, rate: "0.05" },
    { kind: "tier-added", component: "share", measure: "units", from: 0, rate: "0.05" },
    { kind: "field", path: "components.share.tiers.measure", before: "sales", after: "units" },
  ]);
});

test("diff: a first version tells all that it has", () => {
  const plan = read({
    components: [{ id: "share", kind: "share", rate: "0.06" }],
    equity: { anyOf: [{ months: 3, totalAtLeast: 1 }] },
  });
  const told = diffPlans(undefined, plan);
  expect(told[0]).toEqual({ kind: "effective-from", before: undefined, after: "2026-01-01" });
  expect(told.map((change) => (change.kind === "field" ? change.path : change.kind))).toEqual([
    "effective-from",
    "component-added",
    "earn",
    "base",
    "payout",
    "equity",
  ]);
});

test("diff: the order of components is told, though they are the same", () => {
  const [one, other] = [
    { id: "a", kind: "cap", amount: 1 },
    { id: "b", kind: "cap", amount: 2 },
  ];
  expect(diffPlans(withParts(one, other), withParts(other, one))).toEqual([
    { kind: "field", path: "components", before: ["a", "b"], after: ["b", "a"] },
  ]);
});

/** A version and a near one: one of them with some of the other's parts. */
const twoPlans = fc
  .tuple(planTerms, planTerms, fc.subarray(["earn", "base", "components", "factors", "payout", "equity"]))
  .map(([terms, others, fields]): [Plan, Plan] => {
    const mixed = { ...terms, ...Object.fromEntries(fields.map((field) => [field, others[field]])) };
    return [read(terms), read({ ...mixed, version: 2 })];
  });

/** A version, and the same with one small thing in one of its components changed. */
const nearlySame = fc.tuple(planTerms, fc.nat(10), fc.nat(6)).map(([terms, at, what]): [Plan, Plan] => {
  const plan = read(terms);
  const parts = structuredClone(plan.components);
  const part = parts[at % parts.length];
  if (part?.kind === "share" && part.tiers !== undefined) {
    const step = part.tiers.steps[what % part.tiers.steps.length];
    if (step !== undefined && what > 2) step.rate = `0.${what}`;
    else if (what > 0) part.tiers.period = part.tiers.period === "month" ? "year" : "month";
    else part.tiers.of = part.tiers.of === undefined ? {} : undefined;
  } else if (part?.kind === "table" && what > 3) {
    const [row] = part.rows;
    if (what === 4) part.rows.reverse();
    else if (what === 5) part.rows.push({ where: {}, rate: "0.3" });
    else if (row !== undefined) row.rate = "0.7";
  } else if (part !== undefined && "factors" in part) part.factors = part.factors.length === 0 ? ["tenure"] : [];
  else if (part !== undefined) part.amount += what;
  return [plan, read({ ...plan, version: 3, components: parts })];
});

test("diff: two versions differ in more than their numbers exactly where the diff is not empty", () => {
  fc.assert(
    fc.property(fc.oneof(twoPlans, nearlySame), ([before, after]) => {
      const isSame = canonicalJson({ ...before, version: 0 }) === canonicalJson({ ...after, version: 0 });
      expect(diffPlans(before, after).length === 0).toBe(isSame);
      expect(diffPlans(before, { ...before, version: 9 })).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("each difference is told both ways: as many lines back as there", () => {
  fc.assert(
    fc.property(twoPlans, ([before, after]) => {
      expect(diffPlans(after, before).length).toBe(diffPlans(before, after).length);
    }),
  );
});

test("a table's rows are known by their conditions: rates change, rows come and go, and another may come first", () => {
  const row = (product: string, rate: string) => ({ where: { product: [product] }, rate });
  const table = (...rows: object[]) => withParts({ id: "lines", kind: "table", rows });
  const before = table(row("flight", "0.1"), row("hotel", "0.2"), row("train", "0.3"));
  expect(diffPlans(before, table(row("hotel", "0.25"), row("flight", "0.1"), row("visa", "0.4")))).toEqual([
    { kind: "row-rate", component: "lines", where: { product: ["hotel"] }, before: "0.2", after: "0.25" },
    { kind: "row-removed", component: "lines", where: { product: ["train"] }, rate: "0.3" },
    { kind: "row-added", component: "lines", where: { product: ["visa"] }, rate: "0.4" },
    { kind: "rows-moved", component: "lines" },
  ]);
});
