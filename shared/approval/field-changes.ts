import type { ProposalContent } from "./proposal.ts";
import type { FieldChange } from "./trail.ts";

/** What differs between two JSON values, field by field, in the order of the fields. Lists are compared by place. */
export function fieldChanges(_before: unknown, _after: unknown): FieldChange[] {
  throw new Error("not yet");
}

/** What an edit changed in a proposal's content, field by field. */
export function contentChanges(_before: ProposalContent | undefined, _after: ProposalContent): FieldChange[] {
  throw new Error("not yet");
}
