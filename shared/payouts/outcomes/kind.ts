import { entryKind, entryRules } from "../../proposals/entry-kind.ts";
import { IMMEDIATE_WORKFLOW, withRoles } from "../../proposals/model/proposal.ts";
import { checkOutcomes, type OutcomeDeps, storeOutcomes } from "../steps/publish-outcomes.ts";
import { outcomesViews } from "../views/proposed-outcomes.ts";
import type { OutcomesContent } from "./content.ts";

/** Outcomes by hand that make amounts payable again, corrections, and confirmed details: finance alone says what became of payments. */
export const outcomesRules = entryRules<OutcomesContent>("outcomes", { workflow: withRoles(IMMEDIATE_WORKFLOW, ["finance"]) });

/** The same with all its steps. */
export const outcomesKind = (deps: OutcomeDeps) =>
  entryKind(outcomesRules, {
    views: outcomesViews,
    check: ({ content, proposalId }) => checkOutcomes(content, proposalId, deps),
    store: (proposal) => storeOutcomes(proposal, deps),
  });
