import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/event.ts";
import { showProblem } from "../_platform/site/answer.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { addEntrance } from "./entrance.ts";

/** Answers finance with pages. */
export const createHandler = (wiring: () => Wiring) => {
  const app = createApp({ on: "finance-site", wiring, showProblem });
  app.use(compress(), etag());
  addEntrance(app);
  return httpHandler(app);
};

/** For Lambda. */
export const handler = createHandler(wiring);
