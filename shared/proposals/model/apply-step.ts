import type { Actor, StepContext } from "../../access/person.ts";
import type { ActivityAction, ActivityEntry, FieldChange } from "../../activity/model/activity-entry.ts";
import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import type { KindRules } from "../kind.ts";
import { type Content, type Proposal, type StepKind, type Submission, signatureOf } from "./proposal.ts";

/** Who may publish a kind, and resume what is being published. */
export const publishers = ({ workflow }: Pick<KindRules, "workflow">): readonly string[] => workflow.rules["begin-publishing"].roles ?? [];

/** Why a person can't take a step now; none where they can. */
export function transitionIssues(kind: KindRules, proposal: Proposal, step: StepKind, person: Actor, comment?: string): readonly Refusal[] {
  const { from, roles, needsComment } = kind.workflow.rules[step];
  if (roles !== undefined && !roles.some((role) => person.roles.includes(role))) return [refusal("role", { needs: roles.join(" or ") })];
  if (!from.includes(proposal.status) || isBarred(kind, proposal, step)) {
    return [refusal("wrong-status", { status: proposal.status, step: step === "begin-publishing" ? "publish" : step })];
  }
  if (step === "approve" && !isOther(proposal, person.username)) return [refusal("four-eyes", { by: person.username })];
  if (step === "approve" && kind.concerns(proposal.content, person.username)) return [refusal("own-matter", { by: person.username })];
  if (needsComment === true && (comment ?? "").trim() === "") return [refusal("why-missing")];
  // The activity log is read by many, and kept for good.
  if (comment !== undefined && holdsAccountNumber(comment)) return [refusal("account-in-text")];
  return [];
}

/** Whether someone is neither an author nor the submitter: four eyes go by person, whatever their roles. */
export function isOther({ authors, submission }: Proposal, username: string): boolean {
  return !authors.includes(username) && submission?.by !== username;
}

/** What a person may do now, as pages offer it; `publish` also resumes what is being published. */
export function possibleSteps(kind: KindRules, proposal: Proposal, person: Actor): readonly OfferedStep[] {
  return OFFERED.filter((step) => {
    if (step === "publish" && proposal.status === "publishing") return publishers(kind).some((role) => person.roles.includes(role));
    return transitionIssues(kind, proposal, step === "publish" ? "begin-publishing" : step, person, "-").length === 0;
  });
}

const OFFERED = ["edit", "simulate", "submit", "approve", "return", "withdraw", "publish"] as const;
type OfferedStep = (typeof OFFERED)[number];

/** Once decided, the facts may be stored already: then it can only go on, or be refused by what is stored. */
function isBarred({ workflow }: KindRules, { publishing, approval, submission }: Proposal, step: StepKind): boolean {
  const isDecided = publishing?.isDecided === true;
  switch (step) {
    case "return":
    case "withdraw":
      return isDecided;
    case "decide":
    case "publish":
      // What reaches into money is approved. Other facts that leave closed months alone need one person only.
      return (
        (step === "publish" && !isDecided) ||
        (approval === undefined && (workflow.needsApproval === "always" || submission?.restates !== false))
      );
    default:
      return false;
  }
}

/** What can be done with a proposal. */
export type Step =
  | { readonly kind: "edit"; readonly content: Content; readonly comment?: string }
  | { readonly kind: "simulate"; readonly simulationId: string }
  | { readonly kind: "submit"; readonly submission: Omit<Submission, "by" | "at"> }
  | { readonly kind: "approve" }
  | { readonly kind: "return"; readonly comment: string }
  | { readonly kind: "withdraw"; readonly comment: string }
  /** The checks begin; nothing is decided yet, and it can still be sent back or withdrawn. */
  | { readonly kind: "begin-publishing" }
  /** All checks are passed: it can only go on. */
  | { readonly kind: "decide"; readonly numbers?: readonly number[] }
  | { readonly kind: "reject-publishing"; readonly refusals: readonly Refusal[] }
  /** The facts are stored; of what isn't stored whole, with why. */
  | { readonly kind: "publish"; readonly refusals?: readonly Refusal[] };

/** A step that is possible: the next lock version, and its line of the activity log; or why it isn't. */
export type StepResult =
  | { readonly ok: true; readonly proposal: Proposal; readonly entry?: ActivityEntry }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * Takes a step, as of an instant. Pure: nothing is stored. An edit that changes nothing gives the proposal itself, and
 * no line.
 */
export function takeStep(kind: KindRules, proposal: Proposal, step: Step, taking: StepContext): StepResult {
  const refusals = transitionIssues(kind, proposal, step.kind, taking.person, "comment" in step ? step.comment : undefined);
  if (refusals.length > 0) return { ok: false, refusals };
  if (step.kind === "edit" && canonicalJson(step.content) === canonicalJson(proposal.content)) return { ok: true, proposal };
  const next = { ...after(proposal, step, taking), lockVersion: proposal.lockVersion + 1, changedAt: taking.at };
  const line = lineOf(kind, proposal, step, next);
  if (line === undefined) return { ok: true, proposal: next };
  const by = step.kind === "reject-publishing" || step.kind === "publish" ? (proposal.publishing?.by ?? taking.person.username) : undefined;
  return {
    ok: true,
    proposal: next,
    entry: { at: taking.at, by: by ?? taking.person.username, ...line, proposalId: proposal.proposalId, lockVersion: next.lockVersion },
  };
}

function after(proposal: Proposal, step: Step, { person: { username: by }, at }: StepContext): Proposal {
  switch (step.kind) {
    case "edit":
      return { ...cleared(proposal), content: step.content, authors: [...new Set([...proposal.authors, by])], simulationId: undefined };
    case "simulate":
      return { ...proposal, simulationId: step.simulationId };
    case "submit":
      return { ...cleared(proposal), status: "submitted", submission: { ...step.submission, by, at } };
    case "approve": {
      const { submission } = proposal;
      return submission === undefined
        ? proposal
        : { ...proposal, status: "approved", approval: { by, at, signs: signatureOf(submission) } };
    }
    case "return":
      return { ...cleared(proposal), status: "draft" };
    case "withdraw":
      return { ...proposal, status: "withdrawn", publishing: undefined };
    case "begin-publishing":
      return { ...proposal, status: "publishing", refusals: undefined, publishing: { by, at, isDecided: false } };
    case "decide": {
      const publishing = { by, at, ...proposal.publishing, isDecided: true };
      return { ...proposal, publishing: step.numbers === undefined ? publishing : { ...publishing, numbers: step.numbers } };
    }
    case "reject-publishing": {
      // What needed no approval has nothing to go back to: it was not saved, and is repeated.
      const status = proposal.approval === undefined ? "withdrawn" : "approved";
      return { ...proposal, status, publishing: undefined, refusals: step.refusals };
    }
    case "publish":
      return { ...proposal, status: "published", publishedAt: at, ...(step.refusals && { refusals: step.refusals }) };
  }
}

/** As a draft is: what was submitted, signed and refused of it holds no longer. */
function cleared(proposal: Proposal): Proposal {
  return { ...proposal, submission: undefined, approval: undefined, refusals: undefined, publishing: undefined };
}

interface Line {
  readonly action: ActivityAction;
  readonly changes: readonly FieldChange[];
  readonly comment?: string;
}

/** What the activity log says of a step. What it signs stands there too: a proposal forgets what was sent back. */
function lineOf(kind: KindRules, proposal: Proposal, step: Step, next: Proposal): Line | undefined {
  switch (step.kind) {
    case "edit":
      return { action: "edit", changes: kind.diff(proposal.content, step.content), ...said(step.comment) };
    case "simulate":
      return { action: "simulate", changes: [{ path: "simulationId", before: proposal.simulationId, after: step.simulationId }] };
    case "submit": {
      const { contentHash, inputHash, resultHash, simulationId, restates, acknowledged, comment } = step.submission;
      const bound = Object.entries({ contentHash, inputHash, resultHash, simulationId, restates, acknowledged });
      return { action: "submit", changes: bound.map(([path, value]) => ({ path, after: value })), comment };
    }
    case "approve":
      return { action: "approve", changes: [{ path: "signs", after: next.approval?.signs }] };
    case "return":
    case "withdraw":
      return { action: step.kind, changes: [{ path: "status", before: proposal.status, after: next.status }], comment: step.comment };
    case "reject-publishing":
      return { action: "reject-publishing", changes: refusedChanges(step.refusals) };
    case "publish":
      return { action: "publish", changes: publishedChanges(kind, proposal, step.refusals ?? []), ...said(proposal.submission?.comment) };
    case "begin-publishing":
    case "decide":
      return undefined;
  }
}

const refusedChanges = (refusals: readonly Refusal[]): FieldChange[] =>
  refusals.map((each, at) => ({ path: `refusals[${at}]`, after: each }));

function publishedChanges(kind: KindRules, { content, submission }: Proposal, refusals: readonly Refusal[]): FieldChange[] {
  const hash = { path: "contentHash", after: submission?.contentHash };
  return [...(kind.publishedChanges?.(content) ?? []), hash, ...refusedChanges(refusals)];
}

const said = (comment: string | undefined) => (comment === undefined || comment.trim() === "" ? {} : { comment });
