import { describe, expect, test } from "vitest";
import type { Actor } from "../../../shared/access/person.ts";
import { adjustmentsRules } from "../../../shared/adjustments/kind.ts";
import { outcomesRules } from "../../../shared/payouts/outcomes/kind.ts";
import { planRules } from "../../../shared/plans/kind.ts";
import type { KindRules } from "../../../shared/proposals/kind.ts";
import { isOther, possibleSteps, takeStep, transitionIssues } from "../../../shared/proposals/model/apply-step.ts";
import { beginDraft, startPublishing } from "../../../shared/proposals/model/create.ts";
import {
  CHANGE_WORKFLOW,
  type Content,
  DRAFT_WORKFLOW,
  IMMEDIATE_WORKFLOW,
  type Proposal,
} from "../../../shared/proposals/model/proposal.ts";
import { scoresRules } from "../../../shared/scores/kind.ts";
import { AT, SUBMISSION, stagesOf } from "./stages.ts";

const person = (username: string, ...roles: string[]): Actor => ({ username, roles });
const PLAN: Content = { kind: "plan", planId: "partner", baseVersion: 1, terms: {} } as Content;
const ADJUSTMENTS: Content = { kind: "adjustments", entries: [{ advisorId: "li" }], source: "form" } as Content;
const OUTCOMES: Content = { kind: "outcomes", entries: [{ advisorId: "li" }], source: "form" } as Content;
const SCORES: Content = { kind: "scores", entries: [{ advisorId: "li" }], source: "form" } as Content;

/** Each stage with the steps that are offered there to other people of HR, to finance, and to the author. */
type Rows = readonly (readonly [stage: string, hr: readonly string[], finance: readonly string[], author: readonly string[]])[];

function offers(kind: KindRules, content: Content, authorRole: string): Rows {
  const naming = { proposalId: "p", person: person("ann", authorRole), at: AT };
  const stages = { draft: beginDraft(kind, content, naming).proposal, ...stagesOf(kind, content, [authorRole]) };
  return Object.entries(stages).map(([stage, proposal]) => [
    stage,
    possibleSteps(kind, proposal, person("mei", "hr")),
    possibleSteps(kind, proposal, person("fin", "finance")),
    possibleSteps(kind, proposal, person("ann", authorRole)),
  ]);
}

describe("who may do what", () => {
  test("a plan: HR drafts, submits and publishes; another person of HR or finance approves; finance returns it", () => {
    expect(offers(planRules, PLAN, "hr")).toEqual([
      ["draft", ["edit", "simulate", "submit", "withdraw"], [], ["edit", "simulate", "submit", "withdraw"]],
      ["submitted", ["approve", "return", "withdraw"], ["approve", "return"], ["return", "withdraw"]],
      ["approved", ["return", "withdraw", "publish"], ["return"], ["return", "withdraw", "publish"]],
      ["publishing", ["return", "withdraw", "publish"], ["return"], ["return", "withdraw", "publish"]],
      ["decided", ["publish"], [], ["publish"]],
      ["published", [], [], []],
      ["withdrawn", [], [], []],
    ]);
  });

  test("adjustments: HR and finance alike, never edited, simulated or returned", () => {
    expect(offers(adjustmentsRules, ADJUSTMENTS, "finance")).toEqual([
      ["draft", ["withdraw"], ["withdraw"], ["withdraw"]],
      ["submitted", ["approve", "withdraw"], ["approve", "withdraw"], ["withdraw"]],
      ["approved", ["withdraw", "publish"], ["withdraw", "publish"], ["withdraw", "publish"]],
      ["publishing", ["withdraw", "publish"], ["withdraw", "publish"], ["withdraw", "publish"]],
      ["decided", ["publish"], ["publish"], ["publish"]],
      ["published", [], [], []],
      ["withdrawn", [], [], []],
    ]);
  });

  test("outcomes of payments: finance alone, at every step that a person takes", () => {
    const rows = offers(outcomesRules, OUTCOMES, "finance");
    expect(rows.map(([, hr]) => hr)).toEqual(rows.map(() => []));
    expect(rows.map(([stage, , finance]) => [stage, finance])).toEqual([
      ["draft", ["withdraw"]],
      ["submitted", ["approve", "withdraw"]],
      ["approved", ["withdraw", "publish"]],
      ["publishing", ["withdraw", "publish"]],
      ["decided", ["publish"]],
      ["published", []],
      ["withdrawn", []],
    ]);
  });

  test("a role beside others is enough; auditors and advisors take no step, whatever the kind", () => {
    const { approved, publishing, submitted } = stagesOf(planRules, PLAN, ["hr"]);
    expect(possibleSteps(planRules, publishing, person("mei", "auditor", "hr"))).toContain("publish");
    expect(possibleSteps(planRules, approved, person("mei", "auditor", "hr"))).toContain("publish");
    for (const proposal of [approved, publishing, submitted]) {
      expect(possibleSteps(planRules, proposal, person("li", "advisor", "auditor"))).toEqual([]);
    }
  });

  test("only what is proposed whole is published by its approval; of scores and profiles only what restates needs one", () => {
    expect([DRAFT_WORKFLOW, CHANGE_WORKFLOW, IMMEDIATE_WORKFLOW].map(({ publishesOnApproval }) => publishesOnApproval)).toEqual([
      false,
      false,
      true,
    ]);
    expect([DRAFT_WORKFLOW, CHANGE_WORKFLOW, IMMEDIATE_WORKFLOW, outcomesRules.workflow].map(({ needsApproval }) => needsApproval)).toEqual(
      ["always", "restating", "always", "always"],
    );
    expect(outcomesRules.workflow.publishesOnApproval).toBe(true);
  });
});

describe("a step that isn't possible", () => {
  const { submitted, approved, published } = stagesOf(planRules, PLAN, ["hr"]);
  const mei = person("mei", "hr");

  test("names the roles whose step it is", () => {
    expect(transitionIssues(planRules, submitted, "approve", person("li", "advisor"))).toEqual([
      { code: "role", params: { needs: "hr or finance" } },
    ]);
    expect(transitionIssues(planRules, approved, "begin-publishing", person("fin", "finance"))).toEqual([
      { code: "role", params: { needs: "hr" } },
    ]);
  });

  test("names the status and the step, as people call it", () => {
    expect(transitionIssues(planRules, submitted, "begin-publishing", mei)).toEqual([
      { code: "wrong-status", params: { status: "submitted", step: "publish" } },
    ]);
    expect(transitionIssues(planRules, published, "withdraw", mei, "no")).toEqual([
      { code: "wrong-status", params: { status: "published", step: "withdraw" } },
    ]);
  });

  test("names whoever can't approve: an author, the submitter, or whom it concerns", () => {
    const { submitted: scores } = stagesOf(scoresRules, SCORES, ["hr"]);
    const approve = (username: string) => transitionIssues(scoresRules, scores, "approve", person(username, "hr"));
    expect([approve("ann"), approve("ben"), approve("li"), approve("mei")]).toEqual([
      [{ code: "four-eyes", params: { by: "ann" } }],
      [{ code: "four-eyes", params: { by: "ben" } }],
      [{ code: "own-matter", params: { by: "li" } }],
      [],
    ]);
    // Whom it concerns may still withdraw it: that pays nothing.
    expect(transitionIssues(scoresRules, scores, "withdraw", person("li", "hr"), "no")).toEqual([]);
  });

  test("returning and withdrawing ask for a comment, which other steps need not have", () => {
    for (const comment of [undefined, "", " \t"]) {
      for (const step of ["return", "withdraw"] as const) {
        expect(transitionIssues(planRules, approved, step, mei, comment), `${step} ${comment}`).toEqual([
          { code: "why-missing", params: {} },
        ]);
      }
      expect(transitionIssues(planRules, approved, "begin-publishing", mei, comment)).toEqual([]);
    }
  });

  test("no comment may hold an account number: the activity log is read by many", () => {
    const comment = (comment: string) => transitionIssues(planRules, approved, "withdraw", mei, comment);
    expect(comment("not to DE89 3704 0044 0532 0130 00")).toEqual([{ code: "account-in-text", params: {} }]);
    expect(comment("not for ticket 3704")).toEqual([]);
  });

  test("four eyes go by the name: of a draft that nobody submitted, its authors alone are not others", () => {
    const { proposal } = beginDraft(planRules, PLAN, { proposalId: "p", person: person("ann", "hr"), at: AT });
    expect([isOther(proposal, "ann"), isOther(proposal, "ben")]).toEqual([false, true]);
    expect([isOther(submitted, "ben"), isOther(submitted, "eve")]).toEqual([false, true]);
  });
});

describe("publishing without an approval", () => {
  const naming = { proposalId: "p", person: person("ann", "hr"), at: AT };
  const begun = (content: Content, restates: boolean): Proposal =>
    startPublishing(content, { ...SUBMISSION, restates }, [], naming).proposal;
  const codes = (kind: KindRules, proposal: Proposal) =>
    (["decide", "publish"] as const).map((step) => {
      const result = takeStep(kind, proposal, { kind: step }, { person: naming.person, at: AT });
      return result.ok ? result.proposal.status : result.refusals[0]?.code;
    });

  test("goes through for scores that leave closed months as they are", () => {
    expect(codes(scoresRules, begun(SCORES, false))).toEqual(["publishing", "published"]);
  });

  test("is barred for scores that restate, or of which nobody knows whether they do", () => {
    expect(codes(scoresRules, begun(SCORES, true))).toEqual(["wrong-status", "wrong-status"]);
    const { submission: _none, ...unknown } = begun(SCORES, false);
    expect(codes(scoresRules, unknown)).toEqual(["wrong-status", "wrong-status"]);
  });

  test("is barred for a plan, an adjustment and an outcome, whatever their effect", () => {
    expect(codes(planRules, begun(PLAN, false))).toEqual(["wrong-status", "wrong-status"]);
    expect(codes(adjustmentsRules, begun(ADJUSTMENTS, false))).toEqual(["wrong-status", "wrong-status"]);
    expect(codes(outcomesRules, begun(OUTCOMES, false))).toEqual(["wrong-status", "wrong-status"]);
  });
});
