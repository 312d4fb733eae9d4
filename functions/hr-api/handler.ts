import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addTrailRoutes } from "./activity/endpoints.ts";
import { addAdvisorRoutes } from "./advisors/endpoints.ts";
import { addPlanRoutes } from "./plans/endpoints.ts";
import { addProposalRoutes } from "./proposals/endpoints.ts";
import { addStepRoutes } from "./proposals/step-endpoints.ts";
import { addQuarantineRoutes } from "./quarantine/endpoints.ts";
import { addScoreRoutes } from "./scores/endpoints.ts";
import { addTrialRoutes } from "./simulations/endpoints.ts";

/** Answers HR's API. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "hr-api", wiring });
  app.use(compress(), etag());
  addPlanRoutes(app, wiring);
  addProposalRoutes(app, wiring);
  addTrialRoutes(app, wiring);
  addStepRoutes(app, wiring);
  addTrailRoutes(app, wiring);
  addAdvisorRoutes(app, wiring);
  addScoreRoutes(app, wiring);
  addQuarantineRoutes(app, wiring);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
