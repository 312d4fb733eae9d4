import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { showProblem } from "../_platform/site/respond.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAdjustmentPages } from "./adjustments/pages.ts";
import { addClosePages } from "./closing/pages.ts";
import { addEntrance } from "./home.ts";
import { addPayeePages } from "./payees/pages.ts";
import { addAdvisorPages } from "./payouts/advisor-pages.ts";
import { addAnswerPages } from "./payouts/bank-reports/pages.ts";
import { addFailedPages } from "./payouts/failed-pages.ts";
import { addFilePages } from "./payouts/files/pages.ts";
import { addPayoutPages } from "./payouts/pages.ts";
import { addPaymentPages } from "./payouts/payment-pages.ts";
import { addPositionPages } from "./payouts/reconciliation/pages.ts";
import { addProposalPages } from "./proposals/pages.ts";
import { addSettingsPages } from "./settings/pages.ts";

/** Answers finance with pages. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "finance-site", wiring, showProblem });
  app.use(compress(), etag());
  addEntrance(app);
  addClosePages(app, wiring);
  addAdjustmentPages(app, wiring);
  addPayeePages(app, wiring);
  addProposalPages(app, wiring);
  addAdvisorPages(app, wiring);
  addPayoutPages(app, wiring);
  addFailedPages(app, wiring);
  addPaymentPages(app, wiring);
  addFilePages(app, wiring);
  addAnswerPages(app, wiring);
  addPositionPages(app, wiring);
  addSettingsPages(app, wiring);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
