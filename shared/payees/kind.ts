import { entryKind, entryRules, entryViews } from "../proposals/entry-kind.ts";
import { payeesWordsOf } from "./messages.ts";
import type { PayeesContent } from "./model/content.ts";
import { rejectedPayees, type StorePayeesDeps, storePayees } from "./steps/store-payees.ts";

/** Payee details, encrypted: from a form, or in bulk from a file. */
export const payeesRules = entryRules<PayeesContent>("payees", {
  // Of an account the activity log tells nothing but its last four digits.
  logged: ({ advisorId, accountLast4 }) => ({ advisorId, accountLast4 }),
});

/** The same with all its steps. */
export const payeesKind = (deps: StorePayeesDeps) =>
  entryKind(payeesRules, {
    views: entryViews<PayeesContent>(payeesWordsOf),
    check: ({ content }) => rejectedPayees(content, deps),
    store: (proposal) => storePayees(proposal, deps),
  });
