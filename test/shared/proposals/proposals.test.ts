import { expect, test } from "vitest";
import { describeIssue, refusal } from "../../../shared/base/issues/issue.ts";
import { parseDecimal } from "../../../shared/base/money/money.ts";
import { planRules } from "../../../shared/plans/kind.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import { effectOf, movedBeyond, percentText } from "../../../shared/plans/steps/recheck-plan.ts";
import type { KindRules } from "../../../shared/proposals/kind.ts";
import { possibleSteps, type Step, type StepResult, takeStep } from "../../../shared/proposals/model/apply-step.ts";
import { beginDraft, createSubmitted, startPublishing } from "../../../shared/proposals/model/create.ts";
import { type Proposal, type Submission, signatureOf, signs } from "../../../shared/proposals/model/proposal.ts";
import { scoresRules } from "../../../shared/scores/kind.ts";
import type { ScoresContent } from "../../../shared/scores/model/content.ts";

const AT = "2026-10-08T01:00:00.000Z";
const HR = (username: string) => ({ username, roles: ["hr"] });
const BOTH = (username: string) => ({ username, roles: ["hr", "finance"] });

const content: PlanContent = { kind: "plan", planId: "partner", baseVersion: 1, terms: { effectiveFrom: "2026-12-01", components: [] } };
const submission: Omit<Submission, "by" | "at"> = {
  comment: "more for hotels",
  contentHash: "f",
  simulationId: "t1",
  inputHash: "b",
  resultHash: "r",
  restates: false,
  openMonth: { month: "2026-10", before: 100n, after: 101n },
  acknowledged: [],
};

const draft = () => beginDraft(planRules, content, { proposalId: "p1", person: HR("ann"), at: AT }).proposal;

function taken(proposal: Proposal, step: Step, person: { username: string; roles: string[] }, kind: KindRules = planRules): Proposal {
  const stepped = takeStep(kind, proposal, step, { person, at: AT });
  if (!stepped.ok) throw new Error(stepped.refusals.map(describeIssue).join(" "));
  return stepped.proposal;
}

const codes = (stepped: StepResult) => (stepped.ok ? [] : stepped.refusals.map(({ code }) => code));
const submitted = () => taken(draft(), { kind: "submit", submission }, HR("ben"));
const approve = (proposal: Proposal, person: { username: string; roles: string[] }) =>
  takeStep(planRules, proposal, { kind: "approve" }, { person, at: AT });

test("proposals: whoever wrote or submitted it can't approve it, whatever roles they have", () => {
  expect(codes(approve(submitted(), BOTH("ann")))).toEqual(["four-eyes"]);
  expect(codes(approve(submitted(), BOTH("ben")))).toEqual(["four-eyes"]);
  expect(approve(submitted(), HR("eve")).ok).toBe(true);
  expect(approve(submitted(), { username: "fin", roles: ["finance"] }).ok).toBe(true);
});

test("proposals: an author stays one, even where another edited it last, and where it was sent back in between", () => {
  const edited = taken(draft(), { kind: "edit", content: { ...content, terms: { a: 1 } } as PlanContent }, HR("eve"));
  const again = taken(taken(edited, { kind: "submit", submission }, HR("ben")), { kind: "return", comment: "no" }, HR("fin"));
  const second = taken(again, { kind: "submit", submission }, HR("ben"));
  expect(codes(approve(second, HR("ann")))).toEqual(["four-eyes"]);
  expect(codes(approve(second, HR("eve")))).toEqual(["four-eyes"]);
  // Who sent it back wrote nothing.
  expect(approve(second, HR("fin")).ok).toBe(true);
});

test("proposals: auditors and advisors take no step; finance approves and sends back, and that is all", () => {
  for (const step of ["edit", "simulate", "submit", "withdraw", "publish"] as const) {
    expect(possibleSteps(planRules, draft(), { username: "aud", roles: ["auditor", "advisor"] })).toEqual([]);
    expect(possibleSteps(planRules, submitted(), { username: "fin", roles: ["finance"] })).not.toContain(step);
  }
  expect(possibleSteps(planRules, submitted(), { username: "fin", roles: ["finance"] })).toEqual(["approve", "return"]);
  expect(possibleSteps(planRules, submitted(), HR("ann"))).toEqual(["return", "withdraw"]);
  expect(possibleSteps(planRules, draft(), HR("ann"))).toEqual(["edit", "simulate", "submit", "withdraw"]);
});

test("what is submitted or approved is not edited: the refusal says what to do", () => {
  const edit: Step = { kind: "edit", content: { ...content, terms: {} } as PlanContent };
  const stepped = takeStep(planRules, submitted(), edit, { person: HR("ann"), at: AT });
  expect(codes(stepped)).toEqual(["wrong-status"]);
  expect(stepped.ok ? [] : stepped.refusals).toMatchObject([{ code: "wrong-status" }]);
});

test("proposals: an edit that changes something makes trial and refusals void; one that changes nothing is none", () => {
  const tried = taken(draft(), { kind: "simulate", simulationId: "t1" }, HR("ann"));
  expect(taken(tried, { kind: "edit", content: { ...content } }, HR("eve"))).toBe(tried);
  const edited = taken(
    tried,
    { kind: "edit", content: { ...content, terms: { ...content.terms, earn: "booked" } } as PlanContent },
    HR("eve"),
  );
  expect(edited).toMatchObject({ lockVersion: 3, authors: ["ann", "eve"], simulationId: undefined });
});

test("an approval signs all of the submission: nothing in it can be another", () => {
  const approved = taken(submitted(), { kind: "approve" }, HR("eve"));
  const { approval } = approved;
  if (approval === undefined || approved.submission === undefined) throw new Error("it was approved");
  expect(signs(approval, approved.submission)).toBe(true);
  for (const [field, value] of Object.entries(approved.submission)) {
    const other = { ...approved.submission, [field]: typeof value === "boolean" ? !value : `${value}x` } as Submission;
    expect(signs(approval, other), field).toBe(false);
  }
  expect(signatureOf(approved.submission)).toMatch(/^[0-9a-f]{64}$/);
});

test("proposals: once it is decided that it is published, it is neither sent back nor withdrawn", () => {
  const approved = taken(submitted(), { kind: "approve" }, HR("eve"));
  const begun = taken(approved, { kind: "begin-publishing" }, HR("ann"));
  expect(possibleSteps(planRules, begun, HR("ann"))).toEqual(["return", "withdraw", "publish"]);
  const decided = taken(begun, { kind: "decide" }, HR("ann"));
  expect(possibleSteps(planRules, decided, HR("ann"))).toEqual(["publish"]);
  expect(codes(takeStep(planRules, begun, { kind: "publish" }, { person: HR("ann"), at: AT }))).toEqual(["wrong-status"]);
  expect(taken(decided, { kind: "publish" }, HR("ann"))).toMatchObject({ status: "published", publishedAt: AT });
});

test("proposals: a refused publish goes back to approved, with why, and the activity has a line of it by who published", () => {
  const begun = taken(taken(submitted(), { kind: "approve" }, HR("eve")), { kind: "begin-publishing" }, HR("pub"));
  const stepped = takeStep(
    planRules,
    begun,
    { kind: "reject-publishing", refusals: [refusal("result-differs")] },
    { person: HR("worker"), at: AT },
  );
  expect(stepped).toMatchObject({
    ok: true,
    proposal: { status: "approved", refusals: [{ code: "result-differs" }] },
    entry: { action: "reject-publishing", by: "pub", changes: [{ path: "refusals[0]", after: refusal("result-differs") }] },
  });
});

test("sent back it is a draft: what was approved of it holds no longer, and both need a why", () => {
  const approved = taken(submitted(), { kind: "approve" }, HR("eve"));
  expect(codes(takeStep(planRules, approved, { kind: "return", comment: "  " }, { person: HR("eve"), at: AT }))).toEqual(["why-missing"]);
  const back = taken(approved, { kind: "return", comment: "too dear" }, HR("eve"));
  expect(back).toMatchObject({ status: "draft", submission: undefined, approval: undefined });
  expect(codes(takeStep(planRules, approved, { kind: "withdraw", comment: "" }, { person: HR("ann"), at: AT }))).toEqual(["why-missing"]);
});

test("proposals: other facts that leave closed months alone need one person; those that restate never go without an approval", () => {
  const scores: ScoresContent = { kind: "scores", entries: [{ advisorId: "li", month: "2026-10", values: { s: "1" } }], source: "x.csv" };
  const naming = { proposalId: "p2", person: HR("ann"), at: AT };
  const bound = { ...submission, by: "ann", at: AT };
  const free = startPublishing(scores, bound, [], naming).proposal;
  expect(taken(free, { kind: "publish" }, HR("ann"), scoresRules).status).toBe("published");
  const restating = startPublishing(scores, { ...bound, restates: true }, [], naming).proposal;
  expect(codes(takeStep(scoresRules, restating, { kind: "publish" }, { person: HR("ann"), at: AT }))).toEqual(["wrong-status"]);
});

test("proposals: the activity tells a plan's edit field by field, and scores cell by cell", () => {
  const before = { ...content, terms: { components: [{ id: "a", kind: "share", rate: "0.06" }], earn: "booked" } };
  const after = { ...content, baseVersion: 2, terms: { components: [{ id: "a", kind: "share", rate: "0.065" }], payout: { minimum: 1 } } };
  expect(planRules.diff(before, after)).toEqual([
    { path: "baseVersion", before: 1, after: 2 },
    { path: "components[0].rate", before: "0.06", after: "0.065" },
    { path: "earn", before: "booked" },
    { path: "payout", after: { minimum: 1 } },
  ]);
  const scores = (values: Record<string, string>): ScoresContent => ({
    kind: "scores",
    entries: [{ advisorId: "__proto__", month: "2026-10", values }],
    source: "x.csv",
  });
  expect(scoresRules.diff(scores({ a: "1", b: "2" }), scores({ a: "3", b: "2" }))).toEqual([
    { path: "source", after: "x.csv" },
    { path: "advisors.__proto__.2026-10.a", before: "1", after: "3" },
  ]);
  expect(scoresRules.diff(undefined, scores({ a: "1" }))).toContainEqual({
    path: "advisors.__proto__.2026-10.a",
    before: undefined,
    after: "1",
  });
});

test("proposals: a plan's facts hash is of the version with all its defaults, however it was typed", () => {
  const terse = { ...content, terms: { effectiveFrom: "2026-12-01", components: [] } };
  const whole = {
    ...content,
    terms: { ...terse.terms, earn: "fulfilled", factors: [], payout: { minimum: 0 }, base: { less: [], from: "price" } },
  };
  expect(planRules.hash(terse)).toBe(planRules.hash(whole));
  expect(planRules.hash({ ...terse, baseVersion: 2 })).not.toBe(planRules.hash(terse));
  expect(planRules.hash({ ...terse, terms: {} })).toBeUndefined();
});

test("how far an effect moved is exact: at the limit it has not moved beyond it", () => {
  const [was, is] = [effectOf({ before: 100n, after: 101n }, undefined), effectOf({ before: 300n, after: 309n }, undefined)];
  expect(percentText(was)).toBe("+1%");
  expect(movedBeyond(was, is, parseDecimal("0.02"))).toBe(false);
  expect(movedBeyond(was, is, parseDecimal("0.019999999"))).toBe(true);
  expect(movedBeyond(is, was, parseDecimal("0.019999999"))).toBe(true);
});

test("proposals: where the open month cost nothing, the trial's effect stands for it; and a cost below 0 keeps the sign", () => {
  expect(percentText(effectOf({ before: 0n, after: 5n }, { before: 200n, after: 150n }))).toBe("-25%");
  expect(percentText(effectOf({ before: 0n, after: 5n }, { before: 0n, after: 1n }))).toBe("0%");
  expect(percentText(effectOf({ before: -100n, after: -90n }, undefined))).toBe("+10%");
  expect(percentText(effectOf({ before: 3n, after: 4n }, undefined))).toBe("+33.33%");
});

test("approval: nobody approves what concerns themselves, whatever the kind", () => {
  const scores: ScoresContent = { kind: "scores", entries: [{ advisorId: "li", month: "2026-09", values: { s: "1" } }], source: "x.csv" };
  const bound = { ...submission, by: "ann", at: AT, restates: true };
  const { proposal } = createSubmitted(scores, bound, [], { proposalId: "p3", person: HR("ann"), at: AT });
  const approvedBy = (username: string) => codes(takeStep(scoresRules, proposal, { kind: "approve" }, { person: HR(username), at: AT }));
  expect([approvedBy("ann"), approvedBy("li"), approvedBy("eve")]).toEqual([["four-eyes"], ["own-matter"], []]);
});
