import { contentHash } from "../base/json/hash.ts";
import type { KindRules, ProposalKind } from "../proposals/kind.ts";
import { distinctRefusals, entryChanges, MAX_INLINE_ENTRIES, resultOfEntries } from "../proposals/model/entries.ts";
import { IMMEDIATE_WORKFLOW } from "../proposals/model/workflow.ts";
import type { PayeesContent } from "./model/content.ts";
import { hinderedPayees } from "./steps/check-payees.ts";
import { type StorePayeesDeps, storePayees } from "./steps/store-payees.ts";
import { payeesViews } from "./views/proposed-payees.ts";

/** Payee details, encrypted: from a form, or in bulk from a file. */
export const payeesRules: KindRules<PayeesContent> = {
  kind: "payees",
  workflow: IMMEDIATE_WORKFLOW,
  subjectOf: () => "payees",
  concerns: ({ entries }, advisorId) => entries.some((entry) => entry.advisorId === advisorId),
  hash: ({ entries }) => contentHash(entries),
  // Of an account the activity log tells nothing but its last four digits.
  diff: (_, { entries, source }) =>
    entryChanges(
      "payees",
      source,
      entries.map(({ advisorId, last4 }) => ({ advisorId, last4 })),
    ),
};

/** The same with all its steps. */
export function payeesKind(deps: StorePayeesDeps): ProposalKind<PayeesContent> {
  return {
    ...payeesRules,
    views: payeesViews,
    recheck: async ({ content }) => distinctRefusals(await hinderedPayees(content, deps)),
    publish: async (proposal) => resultOfEntries(proposal.content.entries.length, await storePayees(proposal, deps)),
    runsInBackground: async ({ content }) => content.entries.length > MAX_INLINE_ENTRIES,
  };
}
