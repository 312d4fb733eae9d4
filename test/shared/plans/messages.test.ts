import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { type IssueCode, refusal } from "../../../shared/base/issues/issue.ts";
import { diffPlans } from "../../../shared/engine/plan/diff.ts";
import { inspectPlan } from "../../../shared/engine/plan/draft-warnings.ts";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import { plansEn } from "../../../shared/plans/messages.en.ts";
import { plansZh } from "../../../shared/plans/messages.zh.ts";
import { sayChange } from "../../../shared/plans/views/diff-view.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { findingText, planSections } from "../../../shared/plans/views/terms-view.ts";
import { AGENCY } from "../../support/ledger.ts";

const en = planWriterFor(AGENCY, "en", issueFormatIn("en"));
const zh = planWriterFor(AGENCY, "zh", issueFormatIn("zh"));

const steps = (...rates: [number, string][]) => rates.map(([from, rate]) => ({ from, rate }));
const plan = (version: number, more: object = {}): Plan =>
  planSchema.parse({
    planId: "partner",
    version,
    effectiveFrom: "2026-01-01",
    components: [
      { id: "tour", kind: "share", tiers: { mode: "marginal", steps: steps([0, "0.04"], [10_000_000, "0.06"]) } },
      { id: "cap", kind: "cap", amount: 20_000_000 },
    ],
    ...more,
  });

const said = (before: Plan | undefined, after: Plan, writer: typeof en) =>
  diffPlans(before, after).map((change) => sayChange(change, after.effectiveFrom, after.components, writer).text);

test("messages: a raised step reads as one would say it, in both languages", () => {
  const after = plan(2, {
    effectiveFrom: "2027-01-01",
    components: [
      { id: "tour", kind: "share", tiers: { mode: "marginal", steps: steps([0, "0.04"], [10_000_000, "0.065"]) } },
      { id: "cap", kind: "cap", amount: 20_000_000 },
    ],
  });
  expect(said(plan(1), after, en)).toEqual([
    "effective from: 1 January 2026 → 1 January 2027",
    "tier from 100,000.00: 6% → 6.5%, from 1 January 2027",
  ]);
  expect(said(plan(1), after, zh)).toContain("起点 100,000.00：6% → 6.5%，自 2027年1月1日起");
});

test("messages: what comes, goes or is of another kind is told with what it pays; facets by their names", () => {
  const after = plan(2, {
    components: [
      { id: "tour", kind: "share", where: { product: ["package-tour"] }, rate: "0.05" },
      { id: "bonus", kind: "bonus", amount: 200_000, when: { measure: "units", atLeast: 10 } },
    ],
    payout: { minimum: 10_000 },
  });
  const texts = said(plan(1), after, en).join("\n");
  expect(texts).toContain("new: Bonus: ¥2,000.00 for units of at least 10 units");
  expect(texts).toContain("removed: Cap: shares, amounts per unit and bonuses together at most ¥200,000.00");
  expect(texts).toContain("applies to, product: any → package tour");
  expect(texts).toContain("a fixed rate of 5% instead of tiers");
  expect(texts).toContain("Minimum payout: 0.00 → 100.00");
  const chinese = said(plan(1), after, zh).join("\n");
  expect(chinese).toContain("适用范围，产品：不限 → 跟团游");
  expect(chinese).toContain("不再按阶梯，改为统一比例 5%");
});

test("messages: no sentence of a first version shows a field's inner name", () => {
  const first = plan(1, {
    base: { from: "price", less: ["discounts.coupon", "refunded"] },
    factors: [{ id: "service", by: "serviceScore", steps: [{ from: "0", factor: "0.75" }] }],
    equity: { anyOf: [{ months: 12, totalAtLeast: 100 }], require: [{ attribute: "serviceScore", atLeast: "4.5" }] },
  });
  for (const text of said(undefined, first, zh)) expect(text).not.toMatch(/less|anyOf|minimum|steps|object/);
});

test("messages: terms hold every amount and rate of the plan", () => {
  const text = JSON.stringify(planSections(plan(1), en), (_, value) => (typeof value === "bigint" ? String(value) : value));
  for (const each of ["100,000.00", "4%", "6%", "¥200,000.00", "1 January 2026"]) expect(text).toContain(each);
});

test("messages: findings of a ladder that falls and of a bonus that is gone are sentences in both languages", () => {
  const falling = plan(2, {
    components: [{ id: "tour", kind: "share", tiers: { mode: "whole", measure: "units", steps: steps([0, "0.06"], [10, "0.04"]) } }],
  });
  const findings = inspectPlan(falling, [plan(1)], undefined, { base: plan(1) });
  const texts = findings.map((finding) => findingText(finding, falling, en));
  expect(texts).toContain("Decreasing tiers: Tour share (tour) pays only 4% from 10 units, less than the 6% of the previous tier.");
  expect(texts.some((text) => text.startsWith("Removed: “Cap (cap)” (Cap)"))).toBe(true);
  for (const finding of findings) expect(findingText(finding, falling, zh)).toMatch(/[\u4e00-\u9fff]/);
});

test("messages: a refusal is told in the reader's language and says what to do; one that isn't known in its own name", () => {
  const moved = refusal("open-month-moved", { month: "2026-10", submitted: "1%", now: "4%", limit: "2%" });
  expect(zh.formatIssue(moved)).toContain("请退回修改");
  expect(zh.formatIssue(moved)).toContain("4%");
  expect(en.formatIssue(moved)).toContain("Return it to draft");
  expect(zh.formatIssue(refusal("of-old" as IssueCode))).toBe("of-old");
});

test("messages: both languages say the same things", () => {
  const shape = (words: object): unknown =>
    Object.fromEntries(
      Object.entries(words).map(([key, value]) => [key, typeof value === "object" && value !== null ? shape(value) : typeof value]),
    );
  expect(shape(plansEn)).toEqual(shape(plansZh));
});
