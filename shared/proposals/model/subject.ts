import type { ProposalContent } from "./proposal.ts";

/** What a proposal is about, as the trail names it. */
export function subjectOf(content: ProposalContent): string {
  switch (content.kind) {
    case "plan":
      return `plan:${content.planId}`;
    case "advisor":
      return `advisor:${content.advisor.advisorId}`;
    case "correction":
      return `quarantine:${content.heldId}`;
    case "scores":
    case "adjustments":
    case "payees":
    case "outcomes":
    case "settings":
      return content.kind;
  }
}
