import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { showProblem } from "../_platform/site/answer.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addAdvisorPages } from "./advisor-pages.ts";
import { addApprovalPages } from "./approval-pages.ts";
import { addEditorPages } from "./editor-pages.ts";
import { addEntrance } from "./entrance.ts";
import { addPlanPages } from "./plan-pages.ts";
import { addProposalPages } from "./proposal-pages.ts";
import { addQuarantinePages } from "./quarantine-pages.ts";
import { addScorePages } from "./score-pages.ts";
import { addTrialPages } from "./trial-pages.ts";

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
