import { contentHash } from "../base/json/hash.ts";
import type { KindRules, ProposalKind } from "../proposals/kind.ts";
import { distinctRefusals, entryChanges, MAX_INLINE_ENTRIES, resultOfEntries } from "../proposals/model/entries.ts";
import { IMMEDIATE_WORKFLOW } from "../proposals/model/workflow.ts";
import type { AdjustmentsContent } from "./model/content.ts";
import { hinderedAdjustments } from "./steps/check-adjustments.ts";
import { type StoreAdjustmentsDeps, storeAdjustments } from "./steps/store-adjustments.ts";
import { adjustmentsViews } from "./views/proposed-entries.ts";

/** Manual adjustments, from a form or in bulk. */
export const adjustmentsRules: KindRules<AdjustmentsContent> = {
  kind: "adjustments",
  workflow: IMMEDIATE_WORKFLOW,
  subjectOf: () => "adjustments",
  concerns: ({ entries }, advisorId) => entries.some((entry) => entry.advisorId === advisorId),
  hash: ({ entries }) => contentHash(entries),
  diff: (_, { entries, source }) => entryChanges("adjustments", source, entries),
};

/** The same with all its steps. */
export function adjustmentsKind(deps: StoreAdjustmentsDeps): ProposalKind<AdjustmentsContent> {
  return {
    ...adjustmentsRules,
    views: adjustmentsViews,
    recheck: async ({ content, proposalId }) => distinctRefusals(await hinderedAdjustments(content, proposalId, deps)),
    publish: async (proposal) => resultOfEntries(proposal.content.entries.length, await storeAdjustments(proposal, deps)),
    runsInBackground: async ({ content }) => content.entries.length > MAX_INLINE_ENTRIES,
  };
}
