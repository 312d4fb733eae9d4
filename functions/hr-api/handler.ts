import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAdvisorRoutes } from "./routes/advisors.ts";
import { addPlanRoutes } from "./routes/plans.ts";
import { addProposalRoutes } from "./routes/proposals.ts";
import { addQuarantineRoutes } from "./routes/quarantine.ts";
import { addScoreRoutes } from "./routes/scores.ts";
import { addStepRoutes } from "./routes/steps.ts";
import { addTrailRoutes } from "./routes/trail.ts";
import { addTrialRoutes } from "./routes/trials.ts";

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
