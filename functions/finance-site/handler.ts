import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { showProblem } from "../_platform/site/answer.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAdjustmentPages } from "./adjustment-pages.ts";
import { addAdvisorPages } from "./advisor-page.ts";
import { addAnswerPages } from "./answer-pages.ts";
import { addClosePages } from "./close-pages.ts";
import { addEntrance } from "./entrance.ts";
import { addFilePages } from "./file-pages.ts";
import { addPayeePages } from "./payee-pages.ts";
import { addPaymentPages } from "./payment-pages.ts";
import { addPayoutPages } from "./payout-pages.ts";
import { addPositionPages } from "./position-pages.ts";
import { addProposalPages } from "./proposal-pages.ts";

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
  addPaymentPages(app, wiring);
  addFilePages(app, wiring);
  addAnswerPages(app, wiring);
  addPositionPages(app, wiring);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
