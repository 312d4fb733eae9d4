import type { Actor } from "../../access/person.ts";
import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import type { KindRules } from "../kind.ts";
import type { Proposal } from "./proposal.ts";
import type { StepKind } from "./workflow.ts";

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
