import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { showProblem } from "../_platform/site/page-context.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { PAGES } from "./pages.ts";

/** Answers finance with pages. */
export const createHandler = (wiring: () => Wiring) =>
  httpHandler(createApp({ kind: "site", routes: PAGES, wiring, use: [compress(), etag()], showProblem }));

/** For Lambda. */
export const handler = createHandler(wiring);
