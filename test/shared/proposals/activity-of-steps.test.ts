import { describe, expect, test } from "vitest";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { adjustmentsRules } from "../../../shared/adjustments/kind.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { planRules } from "../../../shared/plans/kind.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import type { KindRules } from "../../../shared/proposals/kind.ts";
import { type Step, takeStep } from "../../../shared/proposals/model/apply-step.ts";
import { beginDraft, createSubmitted, startPublishing } from "../../../shared/proposals/model/create.ts";
import { type Content, type Proposal, signatureOf } from "../../../shared/proposals/model/proposal.ts";
import { scoresRules } from "../../../shared/scores/kind.ts";
import { AT, SUBMISSION, stagesOf, stepped } from "./stages.ts";

const HR = ["hr"];
const PLAN: PlanContent = { kind: "plan", planId: "partner", baseVersion: 1, terms: { earn: "booked" } };
const LATER = "2026-10-09T01:00:00.000Z";

const naming = { proposalId: "p1", person: { username: "ann", roles: HR }, at: AT };
const draft = () => beginDraft(planRules, PLAN, naming).proposal;
const { submitted, approved, publishing, decided } = stagesOf(planRules, PLAN, HR);

/** What a step by `mei` gives, at a later instant. */
function taken(proposal: Proposal, step: Step, kind: KindRules = planRules) {
  const result = takeStep(kind, proposal, step, { person: { username: "mei", roles: HR }, at: LATER });
  if (!result.ok) throw new Error(result.refusals.map(({ code }) => code).join(" "));
  return result;
}

const entry = (proposal: Proposal, more: Pick<ActivityEntry, "action" | "changes"> & Partial<ActivityEntry>): ActivityEntry => ({
  at: LATER,
  by: "mei",
  proposalId: "p1",
  lockVersion: proposal.lockVersion + 1,
  ...more,
});

describe("the activity log", () => {
  test("of an edit says what changed, and a comment that says something", () => {
    const edit = (comment?: string): Step => ({
      kind: "edit",
      content: { ...PLAN, terms: { earn: "fulfilled" } } as Content,
      ...(comment !== undefined && { comment }),
    });
    const changes = [{ path: "earn", before: "booked", after: "fulfilled" }];
    expect(taken(draft(), edit("clearer")).entry).toEqual(entry(draft(), { action: "edit", changes, comment: "clearer" }));
    for (const none of [undefined, "", " \n"]) {
      expect(taken(draft(), edit(none)).entry).toEqual(entry(draft(), { action: "edit", changes }));
    }
  });

  test("of a simulation names it and the one that it follows", () => {
    const first = taken(draft(), { kind: "simulate", simulationId: "t1" });
    expect(first.entry).toEqual(
      entry(draft(), { action: "simulate", changes: [{ path: "simulationId", before: undefined, after: "t1" }] }),
    );
    expect(taken(first.proposal, { kind: "simulate", simulationId: "t2" }).entry?.changes).toEqual([
      { path: "simulationId", before: "t1", after: "t2" },
    ]);
  });

  test("of a submission holds all that is signed later, and its comment", () => {
    const { by: _by, at: _at, ...submission } = SUBMISSION;
    const step = taken(draft(), { kind: "submit", submission });
    expect(step.proposal.submission).toEqual({ ...submission, by: "mei", at: LATER });
    expect(step.entry).toEqual(
      entry(draft(), {
        action: "submit",
        changes: [
          { path: "contentHash", after: "f" },
          { path: "inputHash", after: "b" },
          { path: "resultHash", after: "r" },
          { path: "simulationId", after: "t1" },
          { path: "restates", after: true },
          { path: "acknowledged", after: ["gap"] },
        ],
        comment: "more for hotels",
      }),
    );
  });

  test("of an approval holds the signature, so that it outlives a return", () => {
    const signs = signatureOf(SUBMISSION);
    const step = taken(submitted, { kind: "approve" });
    expect(step.entry).toEqual(entry(submitted, { action: "approve", changes: [{ path: "signs", after: signs }] }));
    expect(step.proposal.approval).toEqual({ by: "mei", at: LATER, signs });
  });

  test("of a return or withdrawal says from which status, and why", () => {
    expect(taken(submitted, { kind: "return", comment: "too dear" }).entry).toEqual(
      entry(submitted, { action: "return", changes: [{ path: "status", before: "submitted", after: "draft" }], comment: "too dear" }),
    );
    // While somebody publishes, whoever withdraws is named, not whoever publishes.
    expect(taken(publishing, { kind: "withdraw", comment: "too late" }).entry).toEqual(
      entry(publishing, {
        action: "withdraw",
        changes: [{ path: "status", before: "publishing", after: "withdrawn" }],
        comment: "too late",
      }),
    );
  });

  test("says nothing of checks that begin and are passed: they change no fact", () => {
    expect(taken(approved, { kind: "begin-publishing" })).not.toHaveProperty("entry");
    expect(taken(publishing, { kind: "decide" })).not.toHaveProperty("entry");
  });

  test("of what is published names the version, the facts and whoever decided it, though a job stored it", () => {
    const left = [refusal("entries-left", { entries: 2, left: "2" })];
    const changes = [
      { path: "version", before: 1, after: 2 },
      { path: "contentHash", after: "f" },
    ];
    const published = { action: "publish", by: "pub", comment: "more for hotels" } as const;
    expect(taken(decided, { kind: "publish" }).entry).toEqual(entry(decided, { ...published, changes }));
    expect(taken(decided, { kind: "publish", refusals: left }).entry?.changes).toEqual([
      ...changes,
      { path: "refusals[0]", after: left[0] },
    ]);
    const adjustments = stagesOf(adjustmentsRules, { kind: "adjustments", entries: [], source: "a.csv" } as Content, HR);
    expect(taken(adjustments.decided, { kind: "publish" }, adjustmentsRules).entry?.changes).toEqual([{ path: "contentHash", after: "f" }]);
  });
});

describe("a proposal", () => {
  test("withdrawn keeps what was submitted and approved of it, and its lock version rises", () => {
    expect(taken(publishing, { kind: "withdraw", comment: "too late" }).proposal).toEqual({
      ...publishing,
      status: "withdrawn",
      publishing: undefined,
      lockVersion: publishing.lockVersion + 1,
      changedAt: LATER,
    });
  });

  test("keeps the numbers that were fixed with the decision, and has none where none were", () => {
    expect(taken(publishing, { kind: "decide", numbers: [4, 7] }).proposal.publishing).toEqual({
      by: "pub",
      at: AT,
      isDecided: true,
      numbers: [4, 7],
    });
    expect(taken(publishing, { kind: "decide" }).proposal.publishing).toEqual({ by: "pub", at: AT, isDecided: true });
    // Deciding again without new ones keeps those that were fixed first.
    const fixed = taken(publishing, { kind: "decide", numbers: [4, 7] }).proposal;
    expect(taken(fixed, { kind: "decide" }).proposal.publishing?.numbers).toEqual([4, 7]);
  });

  test("that is refused goes back to its approval, or is over where it needed none: it is made again", () => {
    const refusals = [refusal("result-differs")];
    expect(taken(decided, { kind: "reject-publishing", refusals }).proposal).toMatchObject({ status: "approved", refusals });
    const scores: Content = { kind: "scores", entries: [], source: "x.csv" } as Content;
    const unapproved = startPublishing(scores, { ...SUBMISSION, restates: false }, [], naming).proposal;
    const refused = taken(unapproved, { kind: "reject-publishing", refusals }, scoresRules).proposal;
    expect(refused).toMatchObject({ status: "withdrawn", refusals, publishing: undefined });
  });

  test("that is published tells which of its entries were left, and has no refusals where none were", () => {
    const left = [refusal("entries-left", { entries: 2, left: "2" })];
    const published = taken(decided, { kind: "publish", refusals: left }).proposal;
    expect(published).toMatchObject({ status: "published", publishedAt: LATER, refusals: left });
    expect(taken(decided, { kind: "publish" }).proposal.refusals).toBeUndefined();
    // An earlier refusal is over once it is tried again.
    const retried = stepped(planRules, { ...approved, refusals: left }, { kind: "begin-publishing" }, "pub", HR);
    expect(retried.refusals).toBeUndefined();
  });
});

describe("a proposal's beginning", () => {
  const named = { proposalId: "p1", lockVersion: 1, at: AT, by: "ann" };
  const begun = { proposalId: "p1", content: PLAN, lockVersion: 1, authors: ["ann"], createdAt: AT, changedAt: AT };
  const changes = [{ path: "x", after: 1 }];

  test("as a draft is a creation, or what its kind calls it", () => {
    expect(beginDraft(planRules, PLAN, naming)).toEqual({
      proposal: { ...begun, status: "draft" },
      entry: {
        ...named,
        action: "create",
        changes: [
          { path: "baseVersion", before: undefined, after: 1 },
          { path: "earn", before: undefined, after: "booked" },
        ],
      },
    });
    expect(beginDraft(planRules, { ...PLAN, rollbackOf: { from: 2, to: 1 } }, naming).entry.action).toBe("roll-back");
    const scores: Content = { kind: "scores", entries: [], source: "x.csv" } as Content;
    expect(beginDraft(scoresRules as KindRules, scores, naming).entry.action).toBe("create");
  });

  test("as a submission, or as a decision to publish, holds what its kind prepared", () => {
    expect(createSubmitted(PLAN, SUBMISSION, changes, naming)).toEqual({
      proposal: { ...begun, status: "submitted", submission: SUBMISSION },
      entry: { ...named, action: "submit", changes },
    });
    const publishing = { by: "ann", at: AT, isDecided: true };
    expect(startPublishing(PLAN, SUBMISSION, changes, naming)).toStrictEqual({
      proposal: { ...begun, status: "publishing", submission: SUBMISSION, publishing },
      entry: { ...named, action: "create", changes },
    });
    const numbered = startPublishing(PLAN, SUBMISSION, changes, { ...naming, numbers: [3] });
    expect(numbered.proposal.publishing).toEqual({ ...publishing, numbers: [3] });
  });

  test("has its comment in the log, unless it says nothing", () => {
    const commented = (comment: string) => createSubmitted(PLAN, SUBMISSION, changes, { ...naming, comment }).entry;
    expect(commented("late fee").comment).toBe("late fee");
    expect(commented(" ")).not.toHaveProperty("comment");
    expect(commented("")).not.toHaveProperty("comment");
  });
});
