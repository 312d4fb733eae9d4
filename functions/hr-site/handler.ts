import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { showProblem } from "../_platform/site/respond.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAdvisorPages } from "./advisors/pages.ts";
import { addEntrance } from "./home.ts";
import { addEditorPages } from "./plans/editor/pages.ts";
import { addPlanPages } from "./plans/pages.ts";
import { addApprovalPages } from "./proposals/inbox-pages.ts";
import { addProposalPages } from "./proposals/pages.ts";
import { addQuarantinePages } from "./quarantine/pages.ts";
import { addScorePages } from "./scores/pages.ts";
import { addTrialPages } from "./simulations/pages.ts";

/** Answers HR with pages. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "hr-site", wiring, showProblem });
  app.use(compress(), etag());
  addEntrance(app);
  addPlanPages(app, wiring);
  addEditorPages(app, wiring);
  addProposalPages(app, wiring);
  addTrialPages(app, wiring);
  addApprovalPages(app, wiring);
  addAdvisorPages(app, wiring);
  addScorePages(app, wiring);
  addQuarantinePages(app, wiring);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
