import { contentHash } from "../../base/json/hash.ts";
import type { KindRules, ProposalKind } from "../../proposals/kind.ts";
import { distinctRefusals, entryChanges, MAX_INLINE_ENTRIES, resultOfEntries } from "../../proposals/model/entries.ts";
import { IMMEDIATE_WORKFLOW, withRoles } from "../../proposals/model/workflow.ts";
import { checkOutcomes, type OutcomeDeps, storeOutcomes } from "../steps/publish-outcomes.ts";
import { outcomesViews } from "../views/proposed-outcomes.ts";
import type { OutcomesContent } from "./content.ts";

/** Outcomes by hand that make amounts payable again, corrections, and confirmed details. */
export const outcomesRules: KindRules<OutcomesContent> = {
  kind: "outcomes",
  // Finance alone says what became of payments.
  workflow: withRoles(IMMEDIATE_WORKFLOW, ["finance"]),
  subjectOf: () => "outcomes",
  concerns: ({ entries }, advisorId) => entries.some((entry) => entry.advisorId === advisorId),
  hash: ({ entries }) => contentHash(entries),
  diff: (_, { entries, source }) => entryChanges("outcomes", source, entries),
};

/** The same with all its steps. */
export function outcomesKind(deps: OutcomeDeps): ProposalKind<OutcomesContent> {
  return {
    ...outcomesRules,
    views: outcomesViews,
    recheck: async ({ content, proposalId }) => distinctRefusals(await checkOutcomes(content, proposalId, deps)),
    publish: async (proposal) => resultOfEntries(proposal.content.entries.length, await storeOutcomes(proposal, deps)),
    runsInBackground: async ({ content }) => content.entries.length > MAX_INLINE_ENTRIES,
  };
}
