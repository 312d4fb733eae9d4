import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { addSignIn } from "../_platform/http/sign-in.ts";
import { showProblem } from "../_platform/site/respond.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addMonthPages } from "./account/month-pages.ts";
import { addOverviewPages } from "./account/overview-pages.ts";
import { addStatementFiles } from "./account/statement-files.ts";
import { addStatementPages } from "./account/statement-pages.ts";
import { addDirectoryPages } from "./directory/pages.ts";
import { addEntrance } from "./home.ts";

/** Answers with pages. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "site", wiring, showProblem });
  app.use(compress(), etag());
  addSignIn(app, wiring);
  addEntrance(app);
  addDirectoryPages(app, wiring);
  addMonthPages(app, wiring);
  addOverviewPages(app, wiring);
  addStatementFiles(app, wiring);
  addStatementPages(app, wiring);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
