import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAdvisorRoutes } from "./routes/advisors.ts";
import { addAnswerRoutes } from "./routes/answers.ts";
import { addClosingRoutes } from "./routes/closing.ts";
import { addFileRoutes } from "./routes/files.ts";
import { addPayoutRoutes } from "./routes/payouts.ts";
import { addProposingRoutes } from "./routes/proposing.ts";

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
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
