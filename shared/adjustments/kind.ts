import { entryKind, entryRules, entryViews } from "../proposals/entry-kind.ts";
import { adjustmentsWordsOf } from "./messages.ts";
import type { AdjustmentsContent } from "./model/content.ts";
import { rejectedAdjustments } from "./steps/check-adjustments.ts";
import { type StoreAdjustmentsDeps, storeAdjustments } from "./steps/propose-adjustments.ts";

/** Manual adjustments, from a form or in bulk. */
export const adjustmentsRules = entryRules<AdjustmentsContent>("adjustments");

/** The same with all its steps. */
export const adjustmentsKind = (deps: StoreAdjustmentsDeps) =>
  entryKind(adjustmentsRules, {
    views: entryViews<AdjustmentsContent>(adjustmentsWordsOf),
    check: ({ content, proposalId }) => rejectedAdjustments(content, proposalId, deps),
    store: (proposal) => storeAdjustments(proposal, deps),
  });
