import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addProposingRoutes } from "./adjustments/endpoints.ts";
import { addClosingRoutes } from "./closing/endpoints.ts";
import { addAdvisorRoutes } from "./payouts/advisor-endpoints.ts";
import { addAnswerRoutes } from "./payouts/bank-reports/endpoints.ts";
import { addPayoutRoutes } from "./payouts/endpoints.ts";
import { addFileRoutes } from "./payouts/files/endpoints.ts";
import { addSettingsRoutes } from "./settings/endpoints.ts";

/** Answers finance's API. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "finance-api", wiring });
  app.use(compress(), etag());
  addClosingRoutes(app, wiring);
  addProposingRoutes(app, wiring);
  addAdvisorRoutes(app, wiring);
  addPayoutRoutes(app, wiring);
  addFileRoutes(app, wiring);
  addAnswerRoutes(app, wiring);
  addSettingsRoutes(app, wiring);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
