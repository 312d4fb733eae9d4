import type { Actor } from "../../access/person.ts";
import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { isPaying, isPublishedOnApproval, type Proposal, type ProposalContent, type ProposalStatus } from "./proposal.ts";

export type StepKind =
  | "edit"
  | "simulate"
  | "submit"
  | "approve"
  | "send-back"
  | "withdraw"
  | "begin-publishing"
  | "decide"
  | "refuse-publish"
  | "publish";

interface Rule {
  readonly from: readonly ProposalStatus[];
  /** Whose step it is; none for what follows by itself from a step that a person took. */
  readonly roles?: readonly string[];
  readonly needsWhy?: boolean;
}

const RULES: Readonly<Record<StepKind, Rule>> = {
  edit: { from: ["draft"], roles: ["hr"] },
  simulate: { from: ["draft"], roles: ["hr"] },
  submit: { from: ["draft"], roles: ["hr"] },
  approve: { from: ["submitted"], roles: ["hr", "finance"] },
  "send-back": { from: ["submitted", "approved", "publishing"], roles: ["hr", "finance"], needsWhy: true },
  withdraw: { from: ["draft", "submitted", "approved", "publishing"], roles: ["hr"], needsWhy: true },
  "begin-publishing": { from: ["approved"], roles: ["hr"] },
  decide: { from: ["publishing"] },
  "refuse-publish": { from: ["publishing"] },
  publish: { from: ["publishing"] },
};

/** What is published by its approval is never edited, and is finance's as well as HR's. */
const PAYING_RULES: Readonly<Record<StepKind, Rule>> = {
  ...RULES,
  edit: { ...RULES.edit, from: [] },
  simulate: { ...RULES.simulate, from: [] },
  submit: { ...RULES.submit, from: [] },
  "send-back": { ...RULES["send-back"], from: [] },
  withdraw: { ...RULES.withdraw, roles: ["hr", "finance"] },
  "begin-publishing": { ...RULES["begin-publishing"], roles: ["hr", "finance"] },
};

/** Finance alone says what became of payments. */
const OUTCOME_ROLES: readonly string[] = ["finance"];

function ruleOf(content: ProposalContent, step: StepKind): Rule {
  const rule = (isPublishedOnApproval(content) ? PAYING_RULES : RULES)[step];
  return content.kind === "outcomes" && rule.roles !== undefined ? { ...rule, roles: OUTCOME_ROLES } : rule;
}

/** Who may publish a content, and go on with what is being published. */
export const publishers = (content: ProposalContent): readonly string[] => ruleOf(content, "begin-publishing").roles ?? [];

/** Why a person can't take a step now; none where she can. */
export function hindrances(proposal: Proposal, step: StepKind, person: Actor, why?: string): readonly Refusal[] {
  const { from, roles, needsWhy } = ruleOf(proposal.content, step);
  if (roles !== undefined && !roles.some((role) => person.roles.includes(role))) return [refusal("role", { needs: roles.join(" or ") })];
  if (!from.includes(proposal.status) || isBarred(proposal, step)) {
    return [refusal("wrong-status", { status: proposal.status, step: step === "begin-publishing" ? "publish" : step })];
  }
  if (step === "approve" && !isOther(proposal, person.username)) return [refusal("four-eyes", { by: person.username })];
  if (step === "approve" && isAbout(proposal, person.username)) return [refusal("own-matter", { by: person.username })];
  if (needsWhy === true && (why ?? "").trim() === "") return [refusal("why-missing")];
  // The trail is read by many, and kept for good.
  if (why !== undefined && holdsAccountNumber(why)) return [refusal("account-in-text")];
  return [];
}

/** Whether someone is neither an author nor the submitter: four eyes go by person, whatever roles she has. */
export function isOther({ authors, submission }: Proposal, username: string): boolean {
  return !authors.includes(username) && submission?.by !== username;
}

/** Whether what reaches into what is paid is someone's own: they may ask for it, and never decide on it. */
function isAbout({ content }: Proposal, username: string): boolean {
  if (content.kind === "correction") return content.advisorIds.includes(username);
  return isPaying(content) && content.entries.some(({ advisorId }: { readonly advisorId: string }) => advisorId === username);
}

/** What a person may do now, as her pages offer it; `publish` also goes on with what is being published. */
export function possibleSteps(proposal: Proposal, person: Actor): readonly OfferedStep[] {
  return OFFERED.filter((step) => {
    if (step === "publish" && proposal.status === "publishing")
      return publishers(proposal.content).some((role) => person.roles.includes(role));
    return hindrances(proposal, step === "publish" ? "begin-publishing" : step, person, "-").length === 0;
  });
}

const OFFERED = ["edit", "simulate", "submit", "approve", "send-back", "withdraw", "publish"] as const;
type OfferedStep = (typeof OFFERED)[number];

/** Once decided, the facts may be stored already: then it can only go on, or be refused by what is stored. */
function isBarred({ publishing, approval, submission, content }: Proposal, step: StepKind): boolean {
  const isDecided = publishing?.isDecided === true;
  switch (step) {
    case "send-back":
    case "withdraw":
      return isDecided;
    case "decide":
    case "publish":
      // What reaches into money is approved. Other facts that leave closed months alone need one person only.
      return (
        (step === "publish" && !isDecided) ||
        (approval === undefined && (content.kind === "plan" || isPublishedOnApproval(content) || submission?.restates !== false))
      );
    default:
      return false;
  }
}
