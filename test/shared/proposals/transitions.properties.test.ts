import fc from "fast-check";
import { expect, test } from "vitest";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { changesBetween } from "../../../shared/base/json/diff.ts";
import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import { planRules } from "../../../shared/plans/kind.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import { possibleSteps, type Step, takeStep } from "../../../shared/proposals/model/apply-step.ts";
import { beginDraft } from "../../../shared/proposals/model/create.ts";
import { type Proposal, signs } from "../../../shared/proposals/model/proposal.ts";

const PEOPLE = [
  { username: "ann", roles: ["hr"] },
  { username: "ben", roles: ["hr", "finance"] },
  { username: "fin", roles: ["finance"] },
  { username: "aud", roles: ["auditor"] },
  { username: "li", roles: ["advisor", "hr"] },
];

const content = (rate: number): PlanContent => ({ kind: "plan", planId: "partner", baseVersion: 1, terms: { rate } });
const submission = { contentHash: "f", simulationId: "t", inputHash: "b", resultHash: "r", restates: false, acknowledged: [] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.nat(3).map((rate): Step => ({ kind: "edit", content: content(rate) })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "simulate", simulationId: "t" }) },
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "submit", submission: { ...submission, comment: "comment" } }) },
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "approve" }) },
  { weight: 1, arbitrary: fc.constantFrom("comment", "").map((comment): Step => ({ kind: "return", comment })) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\t", "comment").map((comment): Step => ({ kind: "withdraw", comment })) },
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "begin-publishing" }) },
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "decide" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "reject-publishing", refusals: [refusal("result-differs")] }) },
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "publish" }) },
);

/** What a proposal is, told from its activity log alone. */
interface Told {
  readonly wrote: ReadonlySet<string>;
  readonly submittedBy?: string;
  readonly approvals: readonly string[];
}

/** Of the steps since the last submission; authors of all time. */
function tell(activity: readonly ActivityEntry[]): Told {
  let told: Told = { wrote: new Set(), approvals: [] };
  for (const { action, by } of activity) {
    if (action === "create" || action === "edit") told = { ...told, wrote: new Set([...told.wrote, by]) };
    if (action === "submit") told = { ...told, submittedBy: by, approvals: [] };
    if (action === "approve") told = { ...told, approvals: [...told.approvals, by] };
    if (action === "return") told = { ...told, approvals: [] };
  }
  return told;
}

test("transitions: random steps by random people never publish without exactly one approval, by someone who neither wrote nor submitted it", () => {
  const published = { count: 0 };
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.constantFrom(...PEOPLE)), { minLength: 8, maxLength: 60 }), (steps) => {
      const begun = beginDraft(planRules, content(9), { proposalId: "p", person: { username: "ann", roles: ["hr"] }, at: "1" });
      const activity: ActivityEntry[] = [begun.entry];
      let proposal: Proposal = begun.proposal;
      for (const [index, [each, person]] of steps.entries()) {
        const before = proposal;
        const stepped = takeStep(planRules, proposal, each, { person, at: String(index + 2) });
        if (!stepped.ok) {
          expect(stepped.refusals.length).toBeGreaterThan(0);
          continue;
        }
        proposal = stepped.proposal;
        if (proposal === before) continue;
        expect(proposal.lockVersion).toBe(before.lockVersion + 1);
        if (stepped.entry !== undefined) activity.push(stepped.entry);
        // What is final stays.
        expect(["published", "withdrawn"]).not.toContain(before.status);
        if (before.publishing?.isDecided === true) expect(["publishing", "approved", "published"]).toContain(proposal.status);
        if (["approved", "publishing", "published"].includes(proposal.status)) {
          const { wrote, submittedBy, approvals } = tell(activity);
          expect(approvals).toEqual([proposal.approval?.by]);
          expect(wrote.has(approvals[0] ?? "")).toBe(false);
          expect(approvals[0]).not.toBe(submittedBy);
          expect(
            proposal.approval !== undefined && proposal.submission !== undefined && signs(proposal.approval, proposal.submission),
          ).toBe(true);
        } else if (proposal.status !== "withdrawn") expect(proposal.approval).toBeUndefined();
      }
      if (proposal.status === "published") published.count += 1;
      expect(activity.filter(({ action }) => action === "publish").length).toBe(proposal.status === "published" ? 1 : 0);
    }),
    { numRuns: 2_000 },
  );
  // The steps must get there, or the property says nothing.
  expect(published.count).toBeGreaterThan(20);
});

test("transitions: what a page offers is what the steps allow, for anyone at any time", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.constantFrom(...PEOPLE)), { maxLength: 40 }), (steps) => {
      let { proposal } = beginDraft(planRules, content(9), { proposalId: "p", person: { username: "ann", roles: ["hr"] }, at: "1" });
      for (const [each, person] of steps) {
        const stepped = takeStep(planRules, proposal, each, { person, at: "2" });
        const offered: readonly string[] = possibleSteps(planRules, proposal, person);
        const name = each.kind === "begin-publishing" ? "publish" : each.kind;
        const isOwnStep = !["decide", "reject-publishing", "publish"].includes(each.kind);
        const isWhyGiven = !("comment" in each) || each.comment?.trim() !== "";
        if (isOwnStep && stepped.ok) expect(offered).toContain(name);
        if (isOwnStep && !stepped.ok && isWhyGiven && proposal.status !== "publishing") expect(offered).not.toContain(name);
        if (stepped.ok) proposal = stepped.proposal;
      }
    }),
  );
});

test("transitions: two JSON values have no changes exactly where their canonical texts are equal", () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(changesBetween(one, structuredClone(one))).toEqual([]);
      expect(changesBetween(one, other).length === 0).toBe(canonicalJson(one) === canonicalJson(other));
    }),
  );
});
