import type { Route } from "../_platform/http/route.ts";
import { adjustmentPages } from "./adjustments/pages.ts";
import { closePages } from "./closing/pages.ts";
import { homePages } from "./home.ts";
import { payeePages } from "./payees/pages.ts";
import { advisorPages } from "./payouts/advisor-pages.ts";
import { bankReportPages } from "./payouts/bank-reports/pages.ts";
import { failedPages } from "./payouts/failed-pages.ts";
import { filePages } from "./payouts/files/pages.ts";
import { payoutPages } from "./payouts/pages.ts";
import { paymentPages } from "./payouts/payment-pages.ts";
import { reconciliationPages } from "./payouts/reconciliation/pages.ts";
import { proposalPages } from "./proposals/pages.ts";
import { settingsPages } from "./settings/pages.ts";

/** Finance's pages, in the order in which addresses are matched. */
export const PAGES: readonly Route[] = [
  ...homePages,
  ...closePages,
  ...adjustmentPages,
  ...payeePages,
  ...proposalPages,
  ...advisorPages,
  ...payoutPages,
  ...failedPages,
  ...paymentPages,
  ...filePages,
  ...bankReportPages,
  ...reconciliationPages,
  ...settingsPages,
];
