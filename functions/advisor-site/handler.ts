import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { addSignIn } from "../_platform/http/sign-in.ts";
import { showProblem } from "../_platform/site/answer.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addDirectoryPages } from "./directory-pages.ts";
import { addEntrance } from "./entrance.ts";
import { addMonthPages } from "./month-pages.ts";
import { addOverviewPages } from "./overview-pages.ts";
import { addStatementFiles } from "./statement-files.ts";
import { addStatementPages } from "./statement-pages.ts";

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
