import { STAFF } from "../../shared/access/groups.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { languageOf } from "../_platform/site/request.ts";
import { adjustmentPages } from "./adjustments/pages.ts";
import { closePages } from "./closing/pages.ts";
import { payeePages } from "./payees/pages.ts";
import { bankReportPages } from "./payouts/bank-reports/pages.ts";
import { filePages } from "./payouts/files/pages.ts";
import { payoutPages } from "./payouts/pages.ts";
import { advisorPages, paymentPages } from "./payouts/payment-pages.ts";
import { reconciliationPages } from "./payouts/reconciliation/pages.ts";
import { proposalPages } from "./proposals/pages.ts";
import { settingsPages } from "./settings/pages.ts";

/** Finance's pages, in the order in which addresses are matched. */
export const PAGES: readonly Route[] = [
  page({
    id: "finance.home",
    path: "/:lang/finance",
    access: STAFF,
    handle: (context) => context.redirect(`/${languageOf(context)}/finance/close`, 302),
  }),
  ...closePages,
  ...adjustmentPages,
  ...payeePages,
  ...proposalPages,
  ...advisorPages,
  ...payoutPages,
  ...paymentPages,
  ...filePages,
  ...bankReportPages,
  ...reconciliationPages,
  ...settingsPages,
];
