import { describeIssue } from "../../../shared/base/issues/issue.ts";
import type { KindRules } from "../../../shared/proposals/kind.ts";
import { type Step, takeStep } from "../../../shared/proposals/model/apply-step.ts";
import { createSubmitted } from "../../../shared/proposals/model/create.ts";
import type { Content, Proposal, Submission } from "../../../shared/proposals/model/proposal.ts";

export const AT = "2026-10-08T01:00:00.000Z";

/** A submission by `ben` that restates closed months. */
export const SUBMISSION: Submission = {
  by: "ben",
  at: AT,
  comment: "more for hotels",
  contentHash: "f",
  simulationId: "t1",
  inputHash: "b",
  resultHash: "r",
  restates: true,
  acknowledged: ["gap"],
};

/** A proposal after each of its steps; the steps are taken by whom the fields name. */
export interface Stages {
  /** Written by `ann`, submitted by `ben`. */
  readonly submitted: Proposal;
  /** By `eve`. */
  readonly approved: Proposal;
  /** Its checks run, for `pub`. */
  readonly publishing: Proposal;
  readonly decided: Proposal;
  readonly published: Proposal;
  readonly withdrawn: Proposal;
}

/** The proposal after a step. @throws Error where the step isn't possible. */
export function stepped(kind: KindRules, proposal: Proposal, step: Step, username: string, roles: readonly string[]): Proposal {
  const result = takeStep(kind, proposal, step, { person: { username, roles }, at: AT });
  if (!result.ok) throw new Error(result.refusals.map(describeIssue).join("; "));
  return result.proposal;
}

/** Walks a kind's way from its submission to what is final. @param roles of everyone who takes a step. */
export function stagesOf(kind: KindRules, content: Content, roles: readonly string[]): Stages {
  const take = (proposal: Proposal, step: Step, username: string) => stepped(kind, proposal, step, username, roles);
  const submitted = createSubmitted(content, SUBMISSION, [], { proposalId: "p1", person: { username: "ann", roles }, at: AT }).proposal;
  const approved = take(submitted, { kind: "approve" }, "eve");
  const publishing = take(approved, { kind: "begin-publishing" }, "pub");
  const decided = take(publishing, { kind: "decide" }, "pub");
  const published = take(decided, { kind: "publish" }, "pub");
  return { submitted, approved, publishing, decided, published, withdrawn: take(approved, { kind: "withdraw", comment: "no" }, "ann") };
}
